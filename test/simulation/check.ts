/** What must hold when the night is over, whatever happened in it. Each complaint is one sentence. */
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Incident } from "../../src/domain/incident/incident.ts";
import { latestAudit } from "../../src/engine/audit.ts";
import type { History } from "../../src/engine/ports.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import type { Night } from "./night.ts";
import { pagingComplaints } from "./check-pages.ts";
import { workComplaints } from "./check-work.ts";
import type { Said } from "./script.ts";

export async function complaints(night: Night, said: readonly Said[], incidents: number): Promise<string[]> {
  const found: string[] = said.filter(({ answered }) => !answered).map(({ words }) => `“${words}” was never answered`);
  const streams = await declared(night, incidents + night.world.crashes);
  if (streams.length !== incidents) found.push(`${incidents} declarations made ${streams.length} incidents`);
  for (const stream of streams) found.push(...(await ofIncident(night, stream, said)));
  found.push(...duplicates(night), ...(await watched(night)));
  return found;
}

/** Where somebody made rounds, the last one found every page with its next step before it. */
async function watched({ stores }: Night): Promise<string[]> {
  const audit = await latestAudit(stores.documents);
  return (audit?.orphans ?? []).map(({ id, dueAt }) => `the last round found ${id} without its step of ${dueAt}`);
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
    ...pagingComplaints(night, history.entries, incident),
    ...(await workComplaints(night, history.entries, incident)),
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
