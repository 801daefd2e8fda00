/** `muster stats`: how long incidents took, over many of them. */
import type { Measure } from "../domain/learning/measure.ts";
import { isMonth, type Month, monthAfter, monthOf } from "../domain/learning/month.ts";
import { chosen, monthsBetween, type Period, type Question, rangeOf } from "../domain/learning/question.ts";
import { statisticsOf } from "../domain/learning/statistics.ts";
import { Refusal } from "../domain/refusal.ts";
import { measuresBetween } from "../engine/measures.ts";
import { statsLines } from "../views/stats-lines.ts";
import { statsPage } from "../views/stats-page.ts";
import { needNoWords } from "./oncall-asked.ts";
import { type Asked, MisuseError, type Verb } from "./verb.ts";

const measuresMax = 500_000;

export const stats: Verb = {
  usage: "stats [--from MONTH] [--to MONTH] [--severity 1,2] [--service NAME …] [--json]",
  help: "Say how long incidents took to detect, acknowledge, mitigate and recover, in the last twelve months if not said.",
  options: {
    from: { type: "string" },
    to: { type: "string" },
    severity: { type: "string" },
    service: { type: "string", multiple: true },
    json: { type: "boolean" },
  },
  async run(desk, asked) {
    needNoWords(asked);
    const question = questionFrom(asked.options, desk.now());
    const range = rangeOf(question.period, desk.now());
    const { documents } = await desk.storage();
    const { measures, more } = await measuresBetween(documents, range.fromMonth, range.toMonth, measuresMax);
    const found = statisticsOf(chosen(measures, question, range));
    const { severities, services } = question;
    const about = { from: range.fromMonth, to: range.toMonth, severities, services, more };
    if (asked.options["json"] === true) desk.say(JSON.stringify({ ...about, ...found }, undefined, 2));
    else for (const line of statsLines(statsPage(found, question, range, more))) desk.say(line);
    return 0;
  },
};

function questionFrom(options: Asked["options"], now: Date): Question {
  const { service } = options;
  return {
    ...periodFrom(options, monthOf(now.toISOString())!),
    severities: severitiesFrom(options["severity"]),
    services: Array.isArray(service) ? service.map(String) : [],
  };
}

/** From a month until now, or the year up to one. */
function periodFrom({ from, to }: Asked["options"], thisMonth: Month): { period?: Period } {
  const last = typeof to === "string" ? to : thisMonth;
  if (typeof from === "string") return { period: asked(() => monthsBetween(from, last)) };
  if (typeof to !== "string") return {};
  return { period: asked(() => monthsBetween(isMonth(last) ? monthAfter(last, -11) : last, last)) };
}

/** What is no month was typed wrongly. */
function asked<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? new MisuseError(error.message) : error;
  }
}

function severitiesFrom(said: Asked["options"][string]): Measure["severity"][] {
  if (typeof said !== "string") return [];
  return said.split(",").map((each) => {
    const number = /^\s*(?:sev(?:erity)?)?\s*([1-5])\s*$/i.exec(each)?.[1];
    if (number === undefined) throw new MisuseError(`--severity ${said.slice(0, 60)} is none. Write 1 to 5, like 1,2.`);
    return Number(number) as Measure["severity"];
  });
}
