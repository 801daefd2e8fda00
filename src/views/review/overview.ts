/** What it was, at a glance: how bad, who commanded, where it was worked on, and how far its review has got. */
import type { Live } from "../../domain/incident/incident.ts";
import { neutralFacilitator } from "../../domain/incident/review-steps.ts";
import { deedsOf } from "../../domain/incident/taking-part.ts";
import { actorName, type Person } from "../../domain/people.ts";
import { utc } from "../../domain/time.ts";
import { planned } from "../local-time.ts";
import { marks } from "../marks.ts";
import {
  type Block,
  type Fact,
  fact,
  facts,
  joined,
  linked,
  ours,
  quiet,
  quotation,
  type Run,
  said,
  strong,
  wordsOf,
} from "../report.ts";
import { counted } from "../phrase.ts";
import { severityMeaning } from "../severity.ts";

const linksMax = 10;
const kinMax = 20;

export function overview(incident: Live, lines: number): Block[] {
  const { description } = incident;
  return [
    facts([
      fact(
        "Severity",
        strong(String(incident.severity)),
        said(`: ${severityMeaning(incident.severity, incident.meaning)}`),
      ),
      ...special(incident),
      ...course(incident),
      fact(
        "Commanded by",
        ...orNobody(deedsOf(incident, "role").filter((deed) => deed.did === "role" && deed.role === "commander")),
      ),
      fact("Channel", channel(incident)),
      fact("Work item", workItem(incident)),
      fact("Transcript", ours(`${counted(lines, "line")}, in the export`)),
      ...kin(incident),
      ...links(incident),
    ]),
    quotation(description, "Nobody described it."),
    ...(incident.status === "open" ? [] : [quotation(incident.summary, "Nobody said how it ended.")]),
  ];
}

function special(incident: Live): Fact[] {
  const mark = marks(incident).trim();
  return mark === "" ? [] : [fact("Mark", strong(mark))];
}

function course(incident: Live): Fact[] {
  const declared = fact("Declared", ours(`${utc(incident.declaredAt)} by `), said(actorName(incident.declaredBy), 80));
  if (incident.status === "open") return [declared, fact("Resolved", quiet("not yet"))];
  const resolved = fact("Resolved", ours(`${utc(incident.resolvedAt)} by `), said(actorName(incident.resolvedBy), 80));
  const closed = incident.status === "closed" ? [fact("Closed", ours(utc(incident.closedAt)))] : [];
  return [declared, resolved, ...closed];
}

const orNobody = (all: readonly { person: Person }[]): readonly Run[] =>
  all.length === 0 ? [quiet("nobody")] : joined(all.map(({ person }) => said(person.name, 80)));

const channel = ({ channel: own, noChannel }: Live): Run => {
  if (own !== undefined) return linked(own.name, own.webUrl);
  return noChannel === undefined ? quiet("none") : quiet("none of its own");
};

const workItem = ({ workItem: own }: Live): Run =>
  own === undefined ? quiet("none") : linked(String(own.id), own.url);

function kin({ kin: all }: Live): Fact[] {
  const { mergedInto, absorbed, parent, children, related } = all;
  const groups = [
    ["Goes on as", mergedInto === undefined ? [] : [mergedInto]],
    ["Includes", absorbed],
    ["Part of", parent === undefined ? [] : [parent]],
    ["Parts", children],
    ["Related", related],
  ] as const;
  return groups.flatMap(([label, those]) =>
    those.length === 0
      ? []
      : [
          fact(
            label,
            ...joined(
              those.slice(0, kinMax).map(({ id, title }) => said(`${id} ${title}`, 120)),
              "; ",
            ),
          ),
        ],
  );
}

const links = ({ known, alert }: Live): Fact[] => {
  const all = [...(alert?.links ?? []), ...known.links].slice(0, linksMax);
  return all.length === 0 ? [] : [fact("Links", ...joined(all.map(({ title, url }) => linked(title, url))))];
};

/** Who holds the review, and when: what is missing says how it is filled in. */
export function holding(incident: Live): Block[] {
  const { review } = incident;
  if (review === undefined)
    return [
      {
        kind: "paragraph",
        words: wordsOf("The review has not begun: it does with the end, or say `review`.", "quiet"),
      },
    ];
  const { owner, meetingAt, repairAt, zone } = review;
  const facilitator = neutralFacilitator(incident);
  return [
    facts([
      fact("State", strong(review.state)),
      fact("Owner", ...(owner === undefined ? missing("nobody: say `review owner @someone`") : [said(owner.name, 80)])),
      fact(
        "Facilitator",
        ...(facilitator === undefined
          ? missing("nobody: say `review facilitator @someone`, somebody who had no part in it")
          : [said(facilitator.name, 80)]),
      ),
      fact(
        "Meeting",
        ...(meetingAt === undefined
          ? missing("no date: say `review meeting tomorrow 14:00`")
          : [ours(planned(meetingAt, zone))]),
      ),
      fact("Meeting due by", ours(planned(review.meetingDueAt, zone))),
      fact(
        "Planning of repairs",
        ...(repairAt === undefined
          ? missing("a meeting of its own, a day or two later: `review repair …`")
          : [ours(planned(repairAt, zone))]),
      ),
    ]),
  ];
}

const missing = (text: string): readonly Run[] => wordsOf(text, "quiet");
