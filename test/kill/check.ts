/** What must be true after the killing, read from the storage and from what people see in Teams. */
import type { Storage } from "../../src/azure/storage.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { verify } from "../../src/domain/transcript.ts";
import type { History } from "../../src/engine/ports.ts";
import { findPerson } from "../../sandbox/people.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Outgoing } from "../../sandbox/outgoing.ts";
import type { StoredMessage } from "../../sandbox/world.ts";
import { checkPaging, laddersOf } from "./check-paging.ts";
import type { Said } from "./load.ts";

export type Outcome = { sandbox: Sandbox; storage: Storage; said: readonly Said[]; kills: number };
type Incident = { id: string; title: string; facts: Fact[] };

/** One sentence for each thing that is wrong. */
export async function check(outcome: Outcome): Promise<string[]> {
  const incidents = await readIncidents(outcome.storage);
  const words = await Promise.all([...placesOf(outcome.said)].map((place) => checkPlace(outcome, place)));
  return [
    ...checkDeclarations(outcome, incidents),
    ...incidents.flatMap((incident) => checkIncident(outcome, incident)),
    ...words.flat(),
  ];
}

/**
 * Escalation goes on: five minutes later the primary has been sent a text and been called, and the secondary has been
 * paged for every incident, once.
 */
export async function checkSecondPage(outcome: Outcome): Promise<string[]> {
  const incidents = await readIncidents(outcome.storage);
  const { outbox } = outcome.sandbox.store.world;
  const megan = outbox.filter(({ to }) => to === findPerson("Megan Bowen")!.phone);
  const calls = count(megan, ({ kind }) => kind === "voice");
  return [
    ...(calls < incidents.length ? [`Calls to Megan Bowen: ${calls} for ${incidents.length} incidents.`] : []),
    ...incidents.flatMap(({ id, facts }) => [
      ...exactly(
        `${id}: pages of the secondary`,
        1,
        count(facts, (fact) => fact.type === "paged" && fact.step === 1),
      ),
      ...atLeastOnce(outcome, `${id}: page cards of Alex Wilber`, cards(chatOf(outcome, "Alex Wilber"), id)),
      ...atLeastOnce(outcome, `${id}: texts to Megan Bowen`, count(megan, isTextAbout(id))),
    ]),
  ];
}

const isTextAbout = (id: string) => {
  const marked = new RegExp(`\\b${id}\\b`);
  return ({ kind, text }: Outgoing): boolean => kind === "sms" && marked.test(text ?? "");
};

async function readIncidents({ documents, log }: Storage): Promise<Incident[]> {
  const last = (await documents.read<number>("counter", "incident"))?.value ?? 0;
  const ids = Array.from({ length: last }, (_, index) => `INC-${index + 1}`);
  const histories = await Promise.all(ids.map(async (id) => ({ id, history: (await log.read(id)) as History<Fact> })));
  return histories.flatMap(({ id, history }) => {
    const facts = history.entries.map(({ fact }: Entry) => fact);
    const declared = facts.find((fact) => fact.type === "declared");
    // A number that a crash left unused is no incident.
    return declared === undefined ? [] : [{ id, title: declared.title, facts }];
  });
}

function checkDeclarations({ said }: Outcome, incidents: readonly Incident[]): string[] {
  const declarations = said.filter(({ kind }) => kind === "declaration");
  return [
    ...exactly("incidents", declarations.length, incidents.length),
    ...declarations.flatMap(({ text }) =>
      exactly(
        `incidents called “${text}”`,
        1,
        count(incidents, ({ title }) => title === text),
      ),
    ),
  ];
}

function checkIncident(outcome: Outcome, { id, title, facts }: Incident): string[] {
  const { world } = outcome.sandbox.store;
  const marked = new RegExp(`\\b${id}\\b`);
  const declaration = outcome.said.find(({ kind, text }) => kind === "declaration" && text === title);
  const thread = world.messages[declaration?.place ?? ""]?.filter(({ replyTo }) => replyTo === declaration?.id) ?? [];
  const once: Fact["type"][] = ["declared", "channel opened", "work item opened"];
  const never: Fact["type"][] = ["channel unavailable", "work item unavailable", "page failed", "gave up"];
  return [
    ...once.flatMap((type) =>
      exactly(
        `${id}: facts “${type}”`,
        1,
        count(facts, (fact) => fact.type === type),
      ),
    ),
    ...never.flatMap((type) =>
      exactly(
        `${id}: facts “${type}”`,
        0,
        count(facts, (fact) => fact.type === type),
      ),
    ),
    ...checkPaging(id, facts),
    ...exactly(
      `${id}: pages of the primary`,
      1,
      count(facts, (fact) => fact.type === "paged" && fact.step === 0),
    ),
    ...exactly(
      `${id}: channels`,
      1,
      count(world.places, ({ description = "" }) => marked.test(description)),
    ),
    ...exactly(
      `${id}: work items`,
      1,
      count(world.workItems, (item) => marked.test(String(item.fields["System.Tags"]))),
    ),
    ...atLeastOnce(outcome, `${id}: cards where it was declared`, cards(thread, id)),
    ...atLeastOnce(outcome, `${id}: page cards of Megan Bowen`, cards(chatOf(outcome, "Megan Bowen"), id)),
    ...atLeastOnce(outcome, `${id}: ladders in its channel`, laddersOf(outcome.sandbox, marked)),
  ];
}

const placesOf = (said: readonly Said[]): Set<string> =>
  new Set(said.filter(({ kind }) => kind === "note").map(({ place }) => place));

/** What was said in one channel: each message once in a whole transcript, each note once in the history, and told. */
async function checkPlace(outcome: Outcome, place: string): Promise<string[]> {
  const { storage, sandbox } = outcome;
  const stream = (await storage.documents.read<{ stream: string }>("place", place))?.value.stream;
  if (stream === undefined) return [`Nobody knows whose channel ${place} is.`];
  const [lines, { entries }] = await Promise.all([storage.transcript.read(stream), storage.log.read(stream)]);
  const facts = entries.map(({ fact }) => fact as Fact);
  const verdict = verify(lines);
  const posts = sandbox.store.messagesIn(place).filter(({ from }) => from.bot);
  return [
    ...(verdict.ok ? [] : [`${stream}: the transcript's chain breaks at line ${verdict.at}.`]),
    ...outcome.said
      .filter((each) => each.place === place)
      .flatMap(({ id, kind, text }) => [
        ...exactly(
          `${stream}: lines of “${text}”`,
          1,
          count(lines, (line) => line.id === id),
        ),
        ...(kind === "note"
          ? [
              ...exactly(
                `${stream}: notes “${text}”`,
                1,
                count(facts, (fact) => fact.type === "noted" && fact.text === text),
              ),
              ...atLeastOnce(outcome, `${stream}: posts that tell “${text}”`, count(posts, tells(text))),
            ]
          : []),
      ]),
  ];
}

const tells = (text: string) => {
  const whole = new RegExp(`${text}(?!\\d)`);
  return (post: StoredMessage): boolean => whole.test(post.text);
};

const chatOf = ({ sandbox: { store } }: Outcome, name: string): StoredMessage[] => {
  const { id } = findPerson(name)!;
  const chat = store.world.places.find(({ kind, members }) => kind === "personal" && members?.[0] === id)!;
  return store.messagesIn(chat.id);
};

const cards = (messages: readonly StoredMessage[], id: string): number => {
  const marked = new RegExp(`\\b${id}\\b`);
  return count(messages, ({ from, card }) => from.bot && marked.test(JSON.stringify(card) ?? ""));
};

const count = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length;

const exactly = (what: string, wanted: number, found: number): string[] =>
  found === wanted ? [] : [`${what}: ${found} instead of ${wanted}.`];

/** A kill between an effect and its receipt repeats the effect, so once and once more for each kill is the most. */
const atLeastOnce = ({ kills }: Outcome, what: string, found: number): string[] =>
  found >= 1 && found <= 1 + kills ? [] : [`${what}: ${found} instead of 1, at most ${1 + kills}.`];
