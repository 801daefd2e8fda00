/** What else happened from the beginning of the impact to its end: alerts, and changes that people noted. */
import type { Entry, FactOf } from "../../domain/incident/facts.ts";
import type { Live } from "../../domain/incident/incident.ts";
import { windowOf } from "../../domain/incident/moments.ts";
import { actorName } from "../../domain/people.ts";
import { utc } from "../../domain/time.ts";
import { messageLink } from "../message-link.ts";
import { type Block, joined, linked, ours, paragraph, said, table, type Words } from "../report.ts";

/** An alert that declared another incident about then. */
export type OtherAlert = { at: string; source: string; incident: string; title: string };
/** `more`: there were too many to look through. */
export type Meanwhile = { alerts: readonly OtherAlert[]; more: boolean };

const rowsMax = 50;

export function alerts(incident: Live, entries: readonly Entry[], meanwhile: Meanwhile | undefined): Block[] {
  const rows = [
    ...ownAlert(incident),
    ...entries
      .filter(isNoteOfAlert)
      .map((entry): Row => [entry.at, [said(actorName(entry.by), 100)], [said(entry.fact.text)]]),
    ...(meanwhile?.alerts ?? []).map(
      ({ at, source, incident: id, title }): Row => [at, [said(source, 100)], [said(`It declared ${id}: ${title}`)]],
    ),
  ].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return [
    ...table(
      ["When", "Alert", "What it did"],
      rows.map(([at, ...words]) => [[ours(utc(at))], ...words]),
      { most: rowsMax, none: "No alert reached Muster in that time." },
    ),
    paragraph(
      meanwhile?.more === true
        ? "There were too many alerts to look through: the list of incidents has the others."
        : "An alert that fired again for an incident that was open already changed nothing, and is not in the record: the monitor has it.",
    ),
  ];
}

type Row = [at: string, ...words: Words[]];

function ownAlert({ alert, declaredAt }: Live): Row[] {
  if (alert === undefined) return [];
  const { source, links, startedAt } = alert;
  const began = startedAt === undefined ? [] : [ours(`; by its own clock it began ${utc(startedAt)}`)];
  const where = links.slice(0, 3).map(({ title, url }) => linked(title, url));
  return [
    [
      declaredAt,
      [said(source, 100)],
      [ours("It declared this incident"), ...began, ...(where.length === 0 ? [] : [ours(". "), ...joined(where)])],
    ],
  ];
}

type Noted = Entry<FactOf<"noted">>;
const isNote = (entry: Entry): entry is Noted => entry.fact.type === "noted";
const isNoteOfAlert = (entry: Entry): entry is Noted => isNote(entry) && entry.by.kind === "alert";

/** How people begin a note about a change. */
const change =
  /^(?:the\s+|a\s+|we\s+|i\s+)?(?:re)?(?:deploy|chang|roll(?:ed|ing|s)?[\s-]*(?:back|out|forward)|releas|revert|merg|config|feature[\s-]?flag|flag|toggl|upgrad|updat|downgrad|migrat|patch|restart|reboot|scal|fail(?:ed|ing)?[\s-]*over|rotat|renew)/i;

export function changes(incident: Live, entries: readonly Entry[]): Block[] {
  const noted = entries.filter(isNote).filter(({ by, fact }) => by.kind === "person" && change.test(fact.text.trim()));
  const { from, to } = windowOf(incident);
  const until = to === undefined ? "now" : utc(to);
  const rows = noted.map((entry): Words[] => {
    const url = messageLink(incident, entry);
    const when = utc(entry.at);
    return [
      [url === undefined ? ours(when) : linked(when, url)],
      [said(actorName(entry.by), 80)],
      [said(entry.fact.text, 1_000)],
    ];
  });
  return [
    ...table(["Noted", "By", "Change"], rows, {
      most: rowsMax,
      none: "Nobody noted a change: `note deployed …` does.",
    }),
    paragraph(
      `Muster sees no deployments. From a day before ${utc(from)} until ${until}, look at the runs of the pipelines, the activity log of the subscriptions, feature flags, certificates and quotas, and what suppliers say of themselves.`,
    ),
  ];
}
