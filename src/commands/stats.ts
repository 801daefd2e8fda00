import { nameKey } from "../domain/oncall/book.ts";
import {
  chosen,
  latest,
  monthsBetween,
  type Period,
  type Question,
  rangeOf,
  servicesOf,
} from "../domain/learning/question.ts";
import { statisticsOf } from "../domain/learning/statistics.ts";
import { nearest } from "../domain/nearest.ts";
import { Refusal } from "../domain/refusal.ts";
import { noHistory, statsCard } from "../views/stats-card.ts";
import { statsPage } from "../views/stats-page.ts";
import { action } from "./command.ts";
import { plain, short } from "./reading.ts";

export const stats = action<Question>({
  words: ["stats", "metrics", "mttr"],
  usage: "stats 2026-10 checkout",
  help: "Show how long incidents took to detect, acknowledge, mitigate and recover: of the last twelve months, or of others.",
  examples: [
    { say: "stats", means: { severities: [], services: [] } },
    { say: "stats 2026", means: { period: { from: "2026-01", to: "2026-12" }, severities: [], services: [] } },
    {
      say: "stats 2026-10 checkout",
      means: { period: { from: "2026-10", to: "2026-10" }, severities: [], services: ["checkout"] },
    },
    { say: "stats sev1 last 90 days", means: { period: { days: 90 }, severities: [1], services: [] } },
    {
      say: "stats 2026-01 to 2026-06 sev 1, 2 checkout, basket",
      means: { period: { from: "2026-01", to: "2026-06" }, severities: [1, 2], services: ["checkout", "basket"] },
    },
  ],
  parse: (asked) => readQuestion(plain(asked)),
  async run(turn, question) {
    const range = rangeOf(question.period, turn.now);
    const { measures, more } = await turn.measures(range.fromMonth, range.toMonth);
    const some = chosen(measures, question, range);
    if (some.length === 0) needKnown(question.services, servicesOf(measures));
    return statsCard(statsPage(statisticsOf(some), question, range, more), noHistory);
  },
});

/** Period and severities wherever they stand; what is left are services, with commas between them. */
function readQuestion(text: string): Question {
  const time = readPeriod(text);
  const severities = [...time.rest.matchAll(severity)].flatMap(([, numbers = ""]) =>
    numbers.match(/\d+/g)!.map(toSeverity),
  );
  const words = time.rest.replace(severity, " ").replace(/\s+/g, " ").trim();
  const services = words
    .split(",")
    .map((name) => name.replace(/^(?: ?\b(?:of|for|in|and)\b ?)+/i, "").trim())
    .filter((name) => name !== "");
  return { ...(time.period === undefined ? {} : { period: time.period }), severities, services };
}

const severity = /\b(?:sev(?:erity|erities)?|p)\s?-?\s?(\d+(?:\s?(?:,|and|or)\s?\d+\b)*)(?![\w-])/gi;

function toSeverity(text: string): Question["severities"][number] {
  if (/^[1-5]$/.test(text)) return Number(text) as Question["severities"][number];
  throw new Refusal(`There is no severity ${short(text)}. They go from 1 to 5.`);
}

const month = String.raw`\d{4}-\d{1,2}`;
const periods: readonly { pattern: RegExp; read(match: RegExpExecArray): Period }[] = [
  {
    pattern: new RegExp(`(?:\\bfrom\\s)?\\b(${month})\\s?(?:to|until|till|–|\\.\\.)\\s?(${month})\\b`, "i"),
    read: ([, from, to]) => monthsBetween(from!, to!),
  },
  { pattern: new RegExp(`\\b(?:in\\s)?(${month})\\b`, "i"), read: ([, only]) => monthsBetween(only!, only!) },
  {
    pattern: /\b(?:in |during )?(?:the )?last (\d{1,5}) (days?|weeks?|months?|years?)\b/i,
    read: ([, count, unit]) => lastOf(Number(count), unit!.toLowerCase()),
  },
  { pattern: /(?<![\w-])(?:in\s)?(\d{4})(?![\w-])/i, read: ([, year]) => monthsBetween(`${year}-01`, `${year}-12`) },
];

function readPeriod(text: string): { period?: Period; rest: string } {
  for (const { pattern, read } of periods) {
    const match = pattern.exec(text);
    if (match !== null) return { period: read(match), rest: text.replace(match[0], " ") };
  }
  return { rest: text };
}

function lastOf(count: number, unit: string): Period {
  if (unit.startsWith("day")) return latest(count, "days");
  if (unit.startsWith("week")) return latest(7 * count, "days");
  return latest(unit.startsWith("year") ? 12 * count : count, "months");
}

/** A service that no incident names is most likely spelled otherwise. */
function needKnown(services: readonly string[], known: readonly string[]): void {
  const keys = new Set(known.map(nameKey));
  const stranger = services.find((name) => !keys.has(nameKey(name)));
  if (stranger === undefined || known.length === 0) return;
  const [like] = nearest(stranger, known);
  const instead = like === undefined ? "" : ` Did you mean \`stats ${short(like)}\`?`;
  throw new Refusal(
    `No incident of that time names a service “${short(stranger)}”.${instead} \`help stats\` shows what can be asked.`,
  );
}
