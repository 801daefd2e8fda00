/** The brief for whoever is offered command: where it stands, what is under way, what was promised, what runs out when. */
import type { Live, Open } from "../domain/incident/incident.ts";
import { openActions, openProposals } from "../domain/incident/work.ts";
import { actorName, type Person } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { actionParts, leading } from "./doing.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { blank, type Part, plain, strong } from "./parts.ts";
import { stop } from "./phrase.ts";
import { questions } from "./questions.ts";
import { severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

const shownMax = 8;

/** `answer`: what came of it; open while nobody has answered. */
export function handoverCard(
  incident: Live,
  from: string,
  to: Person,
  answer: "open" | "accepted" | "declined" | "over",
): CardMessage {
  const title = brief(incident.title);
  const heading = headings[answer](brief(from, 80), brief(to.name, 80));
  return cardMessage("handover", `${marks(incident)}${incident.id}: ${heading}`, {
    id: incident.id,
    badge: `SEV ${incident.severity}`,
    style: severityStyle(incident.severity),
    title: inert(`${marks(incident)}${incident.id} ${title}`),
    heading: escapeMarkdown(heading),
    rows: answer === "open" && incident.status === "open" ? rows(incident) : [],
    links:
      incident.channel === undefined ? "" : link(`Open the channel ${incident.channel.name}`, incident.channel.webUrl),
    open: answer === "open",
  });
}

const headings = {
  open: (from: string, to: string) => `${from} offers command to ${to}.`,
  accepted: (_from: string, to: string) => `${to} has taken command.`,
  declined: (from: string, to: string) => `${to} does not take command; ${from} keeps it.`,
  over: () => "This offer is over.",
};

function rows(incident: Open): { label: string; parts: Part[] }[] {
  const [when, , , , bad] = questions(incident);
  return [
    { label: "How bad is it?", parts: bad!.answer },
    { label: "Since when?", parts: when!.answer },
    { label: "Who is on it?", parts: leading(incident) },
    {
      label: "Open actions",
      parts: someOf(
        openActions(incident.work).flatMap((each) => [actionParts(each)]),
        "None.",
      ),
    },
    { label: "Decided", parts: someOf(incident.work.decisions.map(decidedParts), "Nothing yet.") },
    { label: "Runs out", parts: timers(incident) },
    { label: "Promised", parts: promises(incident) },
  ];
}

const someOf = (all: Part[][], none: string): Part[] =>
  all.length === 0 ? [blank(none)] : all.slice(-shownMax).flat();

const decidedParts = ({ text, by, at }: Live["work"]["decisions"][number]): Part[] => [
  plain(`${stop(brief(text, 200))} `),
  blank(`${brief(actorName(by), 60)}, ${utc(at)}. `),
];

function timers(incident: Live): Part[] {
  const boxes = openActions(incident.work).flatMap(({ number, dueAt }) =>
    dueAt === undefined ? [] : [`action ${number} ${utc(dueAt)}`],
  );
  const proposals = openProposals(incident.work).map(({ number, closesAt }) => `proposal ${number} ${utc(closesAt)}`);
  const all = [...boxes, ...proposals].slice(0, shownMax);
  return all.length === 0 ? [blank("Nothing.")] : [plain(stop(all.join("; ")))];
}

function promises({ nextUpdateAt, lastUpdate }: Live): Part[] {
  if (nextUpdateAt === undefined) return [blank("No update was promised.")];
  const last = lastUpdate === undefined ? "" : ` The last one said: ${brief(lastUpdate.text, 200)}`;
  return [strong(`The next update is due ${utc(nextUpdateAt)}.`), plain(last)];
}
