/** The card of an incident: what is known, what is missing, and the next thing to press. Updated in place. */
import { roles } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { mainPaging } from "../domain/incident/pages.ts";
import { openActions, openProposals } from "../domain/incident/work.ts";
import { actorName, type Person } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { involved, once } from "./aware.ts";
import { belongs } from "./belongs.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { gaps } from "./gaps.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { nextStep } from "./next-step.ts";
import { blank, blankThatSays, type Part, plain, strong } from "./parts.ts";
import { capital, stop } from "./phrase.ts";
import { type Question, questions } from "./questions.ts";
import { roleName } from "./role-name.ts";
import { severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

/** With `viewer` it is their own view, which says what they could do next. */
export function incidentCard(incident: Live, viewer?: Person): CardMessage {
  const title = brief(incident.title);
  const summary = `${marks(incident)}${incident.id} (severity ${incident.severity}, ${incident.status}): ${title}`;
  const card = cardMessage("incident", summary, {
    id: incident.id,
    title: inert(title),
    badge: `SEV ${incident.severity}`,
    mark: marks(incident).trim(),
    style: severityStyle(incident.severity),
    state: state(incident),
    outcome: incident.status === "open" ? [] : linesOf(incident.summary, 1_000),
    next: viewer === undefined ? [] : nextStep(incident, viewer),
    ...gaps(incident),
    rows: [
      ...questions(incident),
      ...decided(incident),
      ...otherRoles(incident),
      ...belongs(incident),
      ...lastUpdate(incident),
    ],
    nextUpdate: nextUpdate(incident),
    links: links(incident),
    worse: Math.max(1, incident.severity - 1),
    lesser: [1, 2, 3, 4, 5].filter((each) => each > incident.severity).map((each) => ({ value: `${each}` })),
    show: buttons(incident),
  });
  return { ...card, views: { incident: incident.id, first: withAPart(incident) } };
}

/** Of those who see a view of their own, whoever has something to do comes first. */
const withAPart = (incident: Live): Person[] =>
  once([
    ...Object.values(incident.roles).filter((person) => person !== undefined),
    ...incident.crew.map(({ person }) => person),
    ...(incident.handover === undefined ? [] : [incident.handover.to]),
    ...openActions(incident.work).map(({ owner }) => owner),
    ...involved(incident),
    ...incident.known.aware.map(({ person }) => person),
  ]).slice(0, 60);

const phases = {
  investigating: "",
  identified: " · Cause found",
  mitigated: " · Contained",
  monitoring: " · Being watched",
};

function state(incident: Live): string {
  const id = escapeMarkdown(incident.id);
  if (incident.status === "open")
    return `${id} · Open since ${moment(incident.declaredAt)}${phases[incident.known.phase]}`;
  if (incident.kin.mergedInto !== undefined)
    return `${id} · Goes on as ${escapeMarkdown(incident.kin.mergedInto.id)} since ${moment(incident.resolvedAt)}`;
  if (incident.status === "closed") return `${id} · Closed ${moment(incident.closedAt)}`;
  return `${id} · Resolved ${moment(incident.resolvedAt)} by ${escapeMarkdown(brief(actorName(incident.resolvedBy), 80))}`;
}

/** Command is answered among the questions; here are the others, in one line. */
function otherRoles(incident: Live): Question[] {
  if (incident.status !== "open") return [];
  const { titles, crew } = incident;
  const single = Object.entries(incident.roles).filter(([role]) => role !== "commander");
  const filled = [
    ...single.map(([role, person]) => ({ title: roleName(role, titles[role]), person: person! })),
    ...crew,
  ].flatMap(({ title, person }) => [plain(`${capital(title)}: `), strong(brief(person.name, 80)), plain(". ")]);
  const open = roles.filter((role) => role !== "commander" && incident.roles[role] === undefined);
  const missing = open.map((role) => roleName(role)).join(", no ");
  const hint = open.length === 0 ? [] : blankThatSays(`No ${missing}`, `role ${wordOf(open[0]!)} @someone`);
  return [{ question: "Other roles", answer: [...filled, ...hint] }];
}

const wordOf = (role: string): string => (role === "communications" ? "comms" : role);

const decisionsMax = 2;

/** What was decided last, and what is proposed. */
function decided({ work, status }: Live): Question[] {
  const open = status === "open" ? openProposals(work) : [];
  const parts = [
    ...work.decisions
      .slice(-decisionsMax)
      .flatMap(({ text, by, at }): Part[] => [
        plain(`${stop(brief(text, 160))} `),
        blank(`${brief(actorName(by), 60)}, ${utc(at)}. `),
      ]),
    ...open
      .slice(-decisionsMax)
      .flatMap(({ number, text }): Part[] => [strong(`Proposal ${number}: `), plain(`${stop(brief(text, 160))} `)]),
  ];
  return parts.length === 0 ? [] : [{ question: "What was decided?", answer: parts }];
}

function lastUpdate(incident: Live): Question[] {
  const update = incident.lastUpdate;
  if (update === undefined) return [];
  const by = brief(actorName(update.by), 80);
  return [
    { question: "Last update", answer: [plain(`${brief(update.text, 500)} `), blank(`${by}, ${utc(update.at)}`)] },
  ];
}

const nextUpdate = (incident: Live): string =>
  incident.status === "open" && incident.nextUpdateAt !== undefined
    ? `Next update due ${moment(incident.nextUpdateAt)}`
    : "";

const linksMax = 8;

function links(incident: Live): string {
  const { channel, workItem, alert, known, kin } = incident;
  const goesOn = kin.mergedInto;
  const all = [
    ...(goesOn?.url === undefined ? [] : [{ title: `Goes on in ${goesOn.id}`, url: goesOn.url }]),
    ...(channel === undefined ? [] : [{ title: `Channel ${channel.name}`, url: channel.webUrl }]),
    ...(workItem === undefined ? [] : [{ title: `Work item ${workItem.id}`, url: workItem.url }]),
    ...(incident.review?.wikiUrl === undefined ? [] : [{ title: "Review", url: incident.review.wikiUrl }]),
    ...(known.detection?.url === undefined ? [] : [{ title: "How it was noticed", url: known.detection.url }]),
    ...(alert?.links ?? []).slice(0, 3),
    ...known.links,
  ];
  return all
    .slice(0, linksMax)
    .map(({ title, url }) => link(title, url))
    .join(" · ");
}

function buttons(incident: Live): Record<string, boolean> {
  const open = incident.status === "open";
  return {
    acknowledge: open && incident.pages.length > 0 && mainPaging(incident).state === "waiting",
    lead: open && incident.roles.commander === undefined,
    update: open,
    raise: open && incident.severity > 1,
    lower: open && incident.severity < 5,
    resolve: open,
    reopen: incident.status === "resolved",
    close: incident.status === "resolved",
  };
}
