/** The card of an incident: what is known, what is missing, and the next thing to press. Updated in place. */
import { type Role, roles } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { mainPaging } from "../domain/incident/pages.ts";
import { actorName } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { gaps } from "./gaps.ts";
import { linesOf } from "./lines.ts";
import { moment } from "./moment.ts";
import { blank, blankThatSays, type Part, plain, strong } from "./parts.ts";
import { capital } from "./phrase.ts";
import { questions } from "./questions.ts";
import { roleName } from "./role-name.ts";
import { severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

export function incidentCard(incident: Live): CardMessage {
  const title = brief(incident.title);
  return cardMessage("incident", `${incident.id} (severity ${incident.severity}, ${incident.status}): ${title}`, {
    id: incident.id,
    title: inert(title),
    badge: `SEV ${incident.severity}`,
    style: severityStyle(incident.severity),
    state: state(incident),
    outcome: incident.status === "open" ? [] : linesOf(incident.summary, 1_000),
    ...gaps(incident),
    rows: [...questions(incident), ...otherRoles(incident), ...lastUpdate(incident)],
    nextUpdate: nextUpdate(incident),
    links: links(incident),
    show: buttons(incident),
  });
}

function state(incident: Live): string {
  const id = escapeMarkdown(incident.id);
  if (incident.status === "open") return `${id} · Open since ${moment(incident.declaredAt)}`;
  if (incident.status === "closed") return `${id} · Closed ${moment(incident.closedAt)}`;
  return `${id} · Resolved ${moment(incident.resolvedAt)} by ${escapeMarkdown(brief(actorName(incident.resolvedBy), 80))}`;
}

const words: Record<Role, string> = {
  commander: "lead",
  scribe: "role scribe",
  communications: "role comms",
  deputy: "role deputy",
};

/** Command is answered among the questions; here are the others, in one line. */
function otherRoles(incident: Live): { question: string; answer: Part[] }[] {
  if (incident.status !== "open") return [];
  const others = roles.filter((role) => role !== "commander");
  const filled = others.flatMap((role) => {
    const person = incident.roles[role];
    return person === undefined
      ? []
      : [plain(`${capital(roleName(role))}: `), strong(brief(person.name, 80)), plain(". ")];
  });
  const open = others.filter((role) => incident.roles[role] === undefined);
  const hint =
    open.length === 0 ? [] : blankThatSays(`No ${open.map(roleName).join(", no ")}`, `${words[open[0]!]} @someone`);
  return [{ question: "Other roles", answer: [...filled, ...hint] }];
}

function lastUpdate(incident: Live): { question: string; answer: Part[] }[] {
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

function links(incident: Live): string {
  const channel =
    incident.channel === undefined ? [] : [link(`Channel ${incident.channel.name}`, incident.channel.webUrl)];
  const workItem =
    incident.workItem === undefined ? [] : [link(`Work item ${incident.workItem.id}`, incident.workItem.url)];
  const alert = (incident.alert?.links ?? []).slice(0, 3).map((each) => link(each.title, each.url));
  return [...channel, ...workItem, ...alert].join(" · ");
}

function buttons(incident: Live): Record<string, boolean> {
  const open = incident.status === "open";
  return {
    acknowledge: open && mainPaging(incident).state === "waiting",
    lead: open && incident.roles.commander === undefined,
    update: open,
    resolve: open,
    reopen: incident.status === "resolved",
    close: incident.status === "resolved",
  };
}
