/** Many people tie a few incidents to each other at the same instants, on replicas that crash: there is never a ring. */
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Incident, type Live } from "../../src/domain/incident/incident.ts";
import { openActions } from "../../src/domain/incident/work.ts";
import type { Book } from "../../src/domain/oncall/book.ts";
import type { Documents, Log } from "../../src/engine/ports.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import { people } from "./book.ts";
import { nightOf, type Night } from "./night.ts";
import { type Random, randomFrom } from "./random.ts";
import { serviceUrl } from "./replica.ts";
import { storesOf } from "./stores.ts";
import { worldFrom } from "./world.ts";

const start = new Date("2026-03-29T12:00:00Z");
const minuteMs = 60_000;
const badMs = 5 * minuteMs;
const calmMs = 20 * minuteMs;
const incidents = 4;
const nobody: Book = { people: [], rosters: [], schedules: [], policies: [] };

/** "no edition": two who tie at once are not told apart. "tie forgotten": nothing is written before the fact. */
export type Break = "no edition" | "tie forgotten";

/** Plays one afternoon and returns what is wrong with it. */
export async function tieNight(seed: number, broken?: Break): Promise<string[]> {
  const random = randomFrom(seed);
  const world = worldFrom(random, start);
  const calmFrom = new Date(start.getTime() + badMs);
  const plain = storesOf([]);
  const rings: string[] = [];
  const stores = {
    ...plain,
    log: watched(plain.log, (found) => rings.push(found)),
    documents: brokenDocuments(plain.documents, broken),
  };
  const night = nightOf({ world, stores, book: nobody, calmFrom }, undefined);
  const unanswered = script(night, random);
  await world.run(calmFrom, random.pick([0, 0.002, 0.01]));
  await world.run(new Date(calmFrom.getTime() + calmMs), 0);
  return [...rings, ...unanswered().map((words) => `“${words}” was never answered`), ...(await oneSided(plain.log))];
}

const ids = Array.from({ length: incidents }, (_, index) => `INC-${index + 1}`);

function script(night: Night, random: Random): () => string[] {
  const open = new Set<string>();
  let count = 0;
  /** What is said at one instant races: the world lets one thing happen after the other, but its calls in any order. */
  const say = (atMs: number, ...texts: string[]): void => {
    night.world.at(new Date(start.getTime() + atMs), () => {
      for (const text of texts) {
        count += 1;
        const cause = `say ${count}`;
        open.add(`${cause}: ${text}`);
        night.send(heardFrom(cause, random.pick(people), text), () => open.delete(`${cause}: ${text}`));
      }
    });
  };
  ids.forEach((id, index) => {
    say(index * 2_000, `declare sev5 trouble ${index + 1}`);
    say(30_000, `action ${id} me task of ${id}`);
  });
  for (let round = 0; round < 6; round++) {
    const at = 60_000 + 30_000 * round;
    if (random.chance(0.7)) say(at - 15_000, ...ids.map((id) => `reopen ${id}`));
    say(at, ...ringOf(random), anyTie(random), anyTie(random));
  }
  return () => [...open];
}

/** What would make a ring if everybody had their way, said all at once. */
function ringOf(random: Random): string[] {
  const members = shuffled(random).slice(0, random.between(2, incidents));
  const word = random.pick(["merge # into ##", "child # of ##"]);
  return members.map((one, index) => word.replace("##", members[(index + 1) % members.length]!).replace("#", one));
}

function shuffled(random: Random): string[] {
  const left = [...ids];
  return ids.map(() => left.splice(random.between(0, left.length - 1), 1)[0]!);
}

function anyTie(random: Random): string {
  const [one, other] = [random.pick(ids), random.pick(ids)];
  return random.pick([
    `duplicate ${one} of ${other}`,
    `child ${one} of ${other}`,
    `relate ${one} to ${other}`,
    `reopen ${one}`,
    `reopen ${other}`,
  ]);
}

function heardFrom(cause: string, who: (typeof people)[number], text: string): Extract<Incoming, { kind: "said" }> {
  const id = "19:general@thread.tacv2";
  return {
    kind: "said",
    cause,
    who,
    conversation: { id: `${id};messageid=1`, serviceUrl },
    channel: id,
    kindOfPlace: "channel",
    toMuster: true,
    sentence: { text, mentions: [] },
    line: { id: cause, kind: "said", at: start.toISOString(), from: { id: who.id, name: who.name }, text },
  };
}

/** Looks for a ring after every append. */
function watched(log: Log, complain: (found: string) => void): Log {
  return {
    ...log,
    async append(...given) {
      await log.append(...given);
      const all = await readAll(log);
      for (const next of [mergedInto, parentOf]) {
        const ring = ringIn(all, next);
        if (ring !== undefined) complain(ring);
      }
    },
  };
}

const readAll = async (log: Log): Promise<Live[]> =>
  (
    await Promise.all(ids.map(async (id): Promise<Incident> => fold(id, (await log.read(id)).entries as Entry<Fact>[])))
  ).filter((incident) => incident.status !== "undeclared");

const mergedInto = ({ kin }: Live): string | undefined => kin.mergedInto?.id;
const parentOf = ({ kin }: Live): string | undefined => kin.parent?.id;

function ringIn(all: readonly Live[], next: (incident: Live) => string | undefined): string | undefined {
  for (const from of all) {
    const path = [from.id];
    for (let at = next(from); at !== undefined; at = next(all.find(({ id }) => id === at)!)) {
      path.push(at);
      if (at === from.id) return `a ring: ${path.join(" → ")}`;
      if (path.length > incidents + 1) break;
    }
  }
  return undefined;
}

/** Whatever crashed in between: in the end both know of it, and each task goes on once. */
async function oneSided(log: Log): Promise<string[]> {
  const all = await readAll(log);
  const found = (id: string | undefined) => all.find((each) => each.id === id);
  const knows = (list: readonly { id: string }[] | undefined, { id }: Live) =>
    list?.some((each) => each.id === id) === true;
  const kin = all.flatMap((one) => [
    ...one.kin.related
      .filter(({ id }) => !knows(found(id)?.kin.related, one))
      .map(({ id }) => `${id} does not know that ${one.id} is related`),
    ...[mergedInto(one)]
      .filter((id) => id !== undefined && !knows(found(id)?.kin.absorbed, one))
      .map((id) => `${id} does not know that it absorbed ${one.id}`),
    ...one.kin.absorbed
      .filter(({ id }) => mergedInto(found(id)!) !== one.id)
      .map(({ id }) => `${one.id} believes that it absorbed ${id}`),
    ...[parentOf(one)]
      .filter((id) => id !== undefined && !knows(found(id)?.kin.children, one))
      .map((id) => `${id} does not know its part ${one.id}`),
    ...one.kin.children
      .filter(({ id }) => parentOf(found(id)!) !== one.id)
      .map(({ id }) => `${one.id} believes that ${id} is a part of it`),
  ]);
  return [...kin, ...twice(all), ...lost(all)];
}

function twice(all: readonly Live[]): string[] {
  return all.flatMap(({ id, work }) => {
    const texts = openActions(work).map(({ text }) => text);
    return texts.filter((text, index) => texts.indexOf(text) !== index).map((text) => `${id} has “${text}” twice`);
  });
}

/** A task is open where something goes on. A crash may leave a number unused, and then its task was refused. */
function lost(all: readonly Live[]): string[] {
  const going = all.filter((each) => mergedInto(each) === undefined).flatMap(({ work }) => openActions(work));
  return all
    .flatMap(({ work }) => openActions(work))
    .filter(({ text }) => !going.some((each) => each.text === text))
    .map(({ text }) => `“${text}” is open nowhere`);
}

function brokenDocuments(documents: Documents, how: Break | undefined): Documents {
  if (how === undefined) return documents;
  return {
    ...documents,
    async writeAll(kind, changes) {
      if (!kind.startsWith("tie-")) return documents.writeAll(kind, changes);
      if (how === "tie forgotten") return;
      for (const { id, value } of changes)
        await documents.write(kind, id, value, (await documents.read(kind, id))?.version);
    },
  };
}
