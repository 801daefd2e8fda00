/** Many people who talk at once: what they said and did is remembered here, message for message, to be held against a transcript. */
import type { LoggedLine } from "../../src/engine/ports.ts";
import type { SandboxHow, SandboxMessage } from "../../sandbox/client.ts";
import type { Place, Teams } from "./teams.ts";

/** What one message should be in a transcript. */
export type Told = {
  id: string;
  from: string;
  replyTo: string | undefined;
  /** "said a", "edited b", "deleted", "restored b". */
  story: string[];
  mentions: string[];
  files: number;
};

const people = ["Adele Vance", "Alex Wilber", "Diego Siciliani", "Lee Gu", "Megan Bowen", "Nestor Wilke"];
const together = 6;

/** The same numbers for the same seed, from 0 to below 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** As Teams delivers it, without the marks of mentions. */
const plain = (text: string): string => text.replace(/<\/?at>/g, "");
const mentionsIn = (text: string): string[] => [...text.matchAll(/<at>([^<]+)<\/at>/g)].map(([, name]) => name!);

export function crowd(teams: Teams, channel: Place, seed: number) {
  const chance = numbers(seed);
  const all: Told[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  let count = 0;

  async function say(how: SandboxHow = {}): Promise<Told> {
    count += 1;
    const from = pick(people);
    const root = count % 4 === 0 ? pick(all.filter(({ replyTo }) => replyTo === undefined)) : undefined;
    const mention = count % 7 === 0 ? `<at>${pick(people)}</at> ` : "";
    const text = `${mention}${count}: a < b & "c"\nand =1+1 | 😀 ${pick(people)}`;
    const picture = { name: `graph ${count}.png`, contentType: "image/png", bytes: 2_000 + count };
    const attachments = count % 50 === 0 ? [picture] : [];
    const said = await teams.say(channel.id, from, text, root?.id, { ...how, attachments });
    const told: Told = {
      id: said.id,
      from,
      replyTo: root?.id,
      story: [`said ${plain(text)}`],
      mentions: mentionsIn(text),
      files: attachments.length,
    };
    all.push(told);
    return told;
  }

  async function edit(told: Told, how: SandboxHow = {}): Promise<void> {
    const text = `${told.id}, version ${told.story.length}: ${pick(people)} said so`;
    await teams.edit(channel.id, told.id, text, how);
    told.story.push(`edited ${text}`);
    told.mentions = [];
  }

  async function remove(told: Told, how: SandboxHow = {}): Promise<void> {
    await teams.remove(channel.id, told.id, how);
    told.story.push("deleted");
  }

  async function restore(told: Told, how: SandboxHow = {}): Promise<void> {
    await teams.restore(channel.id, told.id, how);
    const last = told.story.findLast((each) => /^(said|edited) /.test(each))!;
    told.story.push(last.replace(/^\w+/, "restored"));
  }

  /** One message and what becomes of it. */
  async function live(): Promise<void> {
    const told = await say();
    const fate = chance();
    if (fate < 0.2) await edit(told);
    if (fate < 0.06) await edit(told);
    if (fate < 0.04 || fate > 0.93) await remove(told);
    if (fate < 0.02 || fate > 0.97) await restore(told);
  }

  return {
    all,
    say,
    edit,
    remove,
    restore,
    pick,
    /** Those that are there, were never changed, and have no files. */
    untouched: (most: number): Told[] =>
      all.filter(({ story, files }) => story.length === 1 && files === 0).slice(0, most),
    /** So many messages, several at once, and what becomes of them. */
    talk: (messages: number) => atOnce(messages, live),
    /** The same without changes. */
    chat: (messages: number) => atOnce(messages, say),
  };
}

async function atOnce(messages: number, one: () => Promise<unknown>): Promise<void> {
  let left = messages;
  const speak = async (): Promise<void> => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: together }, speak));
}

/** What a transcript has of each message of a person, in the order of their ids. */
export function toldIn(lines: readonly LoggedLine[]): Told[] {
  const byId = new Map<string, LoggedLine[]>();
  for (const line of lines.filter(({ id, kind }) => id !== "" && kind !== "bot"))
    byId.set(line.id, [...(byId.get(line.id) ?? []), line]);
  const told = [...byId].map(([id, own]): Told => {
    const words = own.filter(({ kind }) => kind !== "kept");
    return {
      id,
      from: own[0]!.from.name,
      replyTo: own[0]!.replyTo,
      story: words.map(({ kind, text }) => (kind === "deleted" ? kind : `${kind} ${text}`)),
      mentions: (words.findLast(({ kind }) => kind !== "deleted")?.mentions ?? []).map(({ name }) => name),
      files: own.filter(({ kind, file }) => kind === "kept" && file?.key !== undefined).length,
    };
  });
  return inOrder(told);
}

export const inOrder = (all: readonly Told[]): Told[] => all.toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** What the sandbox holds of a person's message: every version, who said it to what, and whether it is there. */
export const heldOf = ({ id, from, replyTo, versions = [], deleted = false, files = [] }: SandboxMessage) => ({
  id,
  from: from.name,
  replyTo,
  versions: versions.map(({ text }) => plain(text)),
  deleted,
  files: files.length,
});

/** The same, as a transcript tells it; which keeps the copies of what came with a deleted message, where Teams shows nothing. */
export const heldAsTold = ({ id, from, replyTo, story, files }: Told) => ({
  id,
  from,
  replyTo,
  versions: story.filter((each) => /^(said|edited) /.test(each)).map((each) => each.replace(/^\w+ /, "")),
  deleted: story.at(-1) === "deleted",
  files: story.at(-1) === "deleted" ? 0 : files,
});
