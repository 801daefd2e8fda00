/** What a work item says beside what follows from its incident alone: where to go, what is known, and what happened. */
import type { Entry, Fact, Link } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { utc } from "../domain/time.ts";
import { type Around, boardsDoor } from "../domain/work-item/picture.ts";
import type { FollowUp } from "../domain/incident/work.ts";
import { marks } from "./marks.ts";
import { sentence } from "./sentence.ts";
import { brief } from "./text.ts";

export type Beside = {
  /** The public status page, where this incident is on it. */
  statusPageUrl: string | undefined;
  guides: readonly { name: string; title: string; url?: string }[];
};

const linksMax = 20;

export function aroundOf(incident: Live, beside: Beside): Around {
  const { confidential: _, ...marked } = incident;
  return { mark: marks(marked), lines: linesOf(incident, beside), links: linksOf(incident, beside) };
}

function linesOf({ id, known }: Live, { guides }: Beside): string[] {
  const said = [
    known.affected === undefined ? "" : `Affected: ${brief(known.affected.who, 300)}`,
    known.services.length === 0 ? "" : `Services: ${brief(known.services.join(", "), 300)}`,
    guides.length === 0
      ? ""
      : `Troubleshooting guides, shown in the channel: ${guides.map(({ name, title }) => `${brief(title, 100)} (runbook ${name})`).join("; ")}`,
    `${id}, kept up to date by Muster.`,
  ];
  return said.filter((line) => line !== "");
}

function linksOf({ channel, review, alert, known }: Live, { statusPageUrl, guides }: Beside): Link[] {
  const links = [
    ...(channel === undefined ? [] : [{ title: "Communications Channel", url: channel.webUrl }]),
    ...(statusPageUrl === undefined ? [] : [{ title: "Status page", url: statusPageUrl }]),
    ...guides.flatMap(({ title, url }) => (url === undefined ? [] : [{ title: `Guide: ${brief(title, 100)}`, url }])),
    ...(review?.wikiUrl === undefined ? [] : [{ title: "Review", url: review.wikiUrl }]),
    ...(alert?.links ?? []),
    ...known.links,
  ];
  return links.filter(({ url }, index) => links.findIndex((each) => each.url === url) === index).slice(0, linksMax);
}

/** What the discussion tells: what was said to all, and what changes the picture of it. */
const told: readonly Fact["type"][] = [
  "acknowledged",
  "severity changed",
  "phase changed",
  "update posted",
  "decided",
  "proposal settled",
  "resolved",
  "reopened",
  "merged",
  "closed",
];

/** Whether the discussion tells it. What people did in Boards stands there already. */
export const isDiscussed = ({ fact, from }: Pick<Entry, "fact" | "from">): boolean =>
  from !== boardsDoor && told.includes(fact.type) && (fact.type !== "proposal settled" || fact.outcome === "decided");

const wordsMax = 500;

/** One line for each, with its time. Of a confidential incident there is nothing to read. */
export const discussion = (incident: Live, entries: readonly Entry[]): string[] =>
  incident.confidential === true
    ? []
    : entries.filter(isDiscussed).map((entry) => `${utc(entry.at)}: ${sentence(entry, incident.pages, wordsMax)}`);

/** A work item for what was put off. */
export function followUpTask(
  incident: Live,
  { text, at }: FollowUp,
  by: string,
): { title: string; text: string; links: Link[] } {
  const { id, title, workItem, channel } = incident;
  return {
    title: `${marks(incident)}${text}`,
    text: `${text}\n\nPut off by ${brief(by, 80)} on ${utc(at)}, during ${id}: ${brief(title, 200)}`,
    links: [
      ...(workItem === undefined ? [] : [{ title: `Work item of ${id}`, url: workItem.url }]),
      ...(channel === undefined ? [] : [{ title: "Channel of the incident", url: channel.webUrl }]),
    ],
  };
}
