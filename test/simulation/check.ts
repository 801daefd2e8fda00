/** What must hold when the night is over, whatever happened in it. Each complaint is one sentence. */
import { nextDeadline } from "../../src/domain/escalation/due.ts";
import { standardPolicy } from "../../src/domain/escalation/policy.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Incident } from "../../src/domain/incident/incident.ts";
import type { History } from "../../src/engine/ports.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import type { Night } from "./night.ts";
import type { Said } from "./script.ts";

export async function complaints(night: Night, said: readonly Said[], incidents: number): Promise<string[]> {
  const found: string[] = said.filter(({ answered }) => !answered).map(({ words }) => `“${words}” was never answered`);
  const streams = await declared(night, incidents + night.world.crashes);
  if (streams.length !== incidents) found.push(`${incidents} declarations made ${streams.length} incidents`);
  for (const stream of streams) found.push(...(await ofIncident(night, stream, said)));
  found.push(...duplicates(night));
  return found;
}

/** A crash may leave a number unused. */
async function declared(night: Night, numbers: number): Promise<string[]> {
  const streams = Array.from({ length: numbers }, (_, index) => `INC-${index + 1}`);
  const sizes = await Promise.all(streams.map(async (stream) => (await night.stores.log.read(stream)).entries.length));
  return streams.filter((_, index) => sizes[index]! > 0);
}

async function ofIncident(night: Night, stream: string, said: readonly Said[]): Promise<string[]> {
  const history = (await night.stores.log.read(stream)) as History<Fact>;
  const incident = fold(stream, history.entries);
  if (incident.status === "undeclared") return [`${stream} was declared, answered and lost`];
  return [
    ...notesOf(history.entries, said, stream),
    ...pagesOf(history.entries, stream),
    ...escalationOf(night, history, incident),
    ...deliveredPages(night, history.entries, stream),
    ...readToTheEnd(history, stream),
    ...cardsOf(night, incident),
  ];
}

/** Nothing twice; what was said and accepted is there. */
function notesOf(entries: readonly Entry[], said: readonly Said[], stream: string): string[] {
  const notes = entries.flatMap(({ fact }) => (fact.type === "noted" ? [fact.text] : []));
  const twice = notes.filter(
    (text, index) => notes.indexOf(text) !== index && said.filter(({ words }) => words.includes(text)).length === 1,
  );
  return twice.map((text) => `${stream}: “${text}” is recorded twice`);
}

/** Steps climb one at a time, and nobody is paged for a step twice, or after an answer, unless somebody asked for more. */
function pagesOf(entries: readonly Entry[], stream: string): string[] {
  const found: string[] = [];
  let last = -1;
  let answered = false;
  let over = false;
  for (const { fact } of entries) {
    if (fact.type === "acknowledged") answered = true;
    if (fact.type === "escalated") answered = false;
    if (fact.type === "resolved") over = true;
    if (fact.type === "reopened") {
      over = false;
      if (!answered) last = -1;
    }
    if (fact.type !== "paged" && fact.type !== "nobody to page") continue;
    if (fact.step !== last + 1) found.push(`${stream}: after step ${last} came step ${fact.step}`);
    if (answered || over) found.push(`${stream}: step ${fact.step} was paged after an answer`);
    last = fact.step;
  }
  return found;
}

/** Nobody waits for a step that is overdue, and a bell will ring for the next. */
function escalationOf(night: Night, history: History<Fact>, incident: Incident): string[] {
  const next = nextDeadline(incident, standardPolicy);
  if (next === undefined) return [];
  // The night ends with hours of quiet, in which rings are at most seconds late.
  const overdueMs = night.world.now().getTime() - next.getTime();
  return overdueMs > 60_000
    ? [
        `${incident.id}: its next step is overdue by ${Math.round(overdueMs / 60_000)} minutes, and nothing happens (alarm ${history.alarm})`,
      ]
    : [];
}

/** Everybody who was to be paged has the card, unless it was over by the time. */
function deliveredPages(night: Night, entries: readonly Entry[], stream: string): string[] {
  const last = entries.findLast(({ fact }) => fact.type === "paged");
  const over = entries.some(
    ({ fact, number }) =>
      number > (last?.number ?? 0) && ["acknowledged", "resolved", "page failed"].includes(fact.type),
  );
  if (last === undefined || last.fact.type !== "paged" || over) return [];
  return last.fact.people
    .filter(
      (person) =>
        !night.stores.chat.posts.some(
          (post) => post.conversation === `personal ${person.id}` && summaryOf(post).includes(stream),
        ),
    )
    .map((person) => `${stream}: ${person.name} was never paged`);
}

function readToTheEnd(history: History<Fact>, stream: string): string[] {
  const last = history.entries.at(-1)!.number;
  const cursor = history.seen.get("keep-posted")?.number ?? 0;
  return cursor < last ? [`${stream}: keep-posted has read ${cursor} of ${last} facts`] : [];
}

/** Every card tells the last state. */
function cardsOf(night: Night, incident: Exclude<Incident, { status: "undeclared" }>): string[] {
  const cards = night.stores.chat.posts.filter(
    ({ message }) => "card" in message && message.card === "incident" && message.summary.startsWith(incident.id),
  );
  const { summary } = incidentCard(incident);
  const places = new Set(cards.map(({ conversation }) => conversation));
  const current = new Set(
    cards
      .filter(({ message }) => "card" in message && message.summary === summary)
      .map(({ conversation }) => conversation),
  );
  return [...places]
    .filter((place) => !current.has(place))
    .map((place) => `${incident.id}: the card in ${place} is out of date`)
    .concat(places.size === 0 ? [`${incident.id} has no card`] : [])
    .concat(
      incident.channel !== undefined && !places.has(incident.channel.conversation.id)
        ? [`${incident.id}: its channel has no card`]
        : [],
    );
}

/** One crash may repeat the posts that were under way in that instant; without a crash nothing is said twice. */
function duplicates({ world, stores }: Night): string[] {
  const told = stores.chat.posts
    .filter(({ message }) => "text" in message && /noted/.test(message.text))
    .map(({ conversation, message }) => `${conversation} ${summaryOf({ message })}`);
  const twice = told.filter((text, index) => told.indexOf(text) !== index);
  const channels =
    stores.channels.all.length !== new Set(stores.channels.all.map(({ description }) => description.slice(0, 9))).size;
  const items = stores.workItems.all.length !== new Set(stores.workItems.all.map(({ mark }) => mark)).size;
  return [
    ...(twice.length > world.crashes ? twice.map((text) => `said twice: ${text}`) : []),
    ...(channels ? ["an incident has two channels"] : []),
    ...(items ? ["an incident has two work items"] : []),
  ];
}

const summaryOf = ({ message }: { message: Night["stores"]["chat"]["posts"][number]["message"] }): string =>
  "text" in message ? message.text : message.summary;
