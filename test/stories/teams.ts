/** A night in Teams, told: a whole sandbox with Muster in it, and words for what people do and see there. */
import { openStorage } from "../../src/azure/storage.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import type { History, LoggedLine } from "../../src/engine/ports.ts";
import {
  type SandboxClient,
  type SandboxConversation,
  sandboxClient,
  type SandboxMessage,
} from "../../sandbox/client.ts";
import { type SandboxOptions, startSandbox } from "../../sandbox/sandbox.ts";

export type Teams = Awaited<ReturnType<typeof startTeams>>;
export type Place = ReturnType<typeof placeOf>;

/** A slow machine needs long until all is done, and no test is to look before. */
const settleMs = 20_000;

export async function startTeams(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ storage: process.env["AZURITE"]!, settleMs, ...options });
  const client = sandboxClient(sandbox.url);
  const storage = await openStorage(
    { STORAGE_CONNECTION_STRING: sandbox.storage, STORAGE_PREFIX: sandbox.prefix },
    () => new Date(),
  );
  const settle = () => fetch(`${sandbox.muster.url}/dev/settle`, { method: "POST" });
  const find = async (wanted: (conversation: SandboxConversation) => boolean): Promise<Place | undefined> => {
    const found = (await client.conversations()).find(wanted);
    return found === undefined ? undefined : placeOf(client, found, settle);
  };
  const need = async (what: string, wanted: (conversation: SandboxConversation) => boolean): Promise<Place> => {
    const found = await find(wanted);
    if (found === undefined) throw new Error(`There is no ${what}.`);
    return found;
  };
  const people = await client.people();
  const idOf = (name: string): string => people.find((person) => person.name === name)?.id ?? name;
  return {
    ...client,
    sandbox,
    stop: sandbox.stop,
    channel: (name: string, team = "Contoso") =>
      need(`channel ${name}`, (each) => each.name === name && each.team === team),
    findChannel: (name: string) => find((each) => each.kind === "channel" && each.name === name),
    incidentChannel: (id: string) => need(`channel of ${id}`, (each) => each.name.startsWith(`${id.toLowerCase()}-`)),
    personal: (name: string) =>
      need(`chat with ${name}`, (each) => each.kind === "personal" && each.members?.includes(idOf(name)) === true),
    groupChat: () => need("group chat", (each) => each.kind === "group"),
    alert: (body: unknown, headers: Record<string, string> = { authorization: "Bearer sandbox" }) =>
      fetch(`${sandbox.url}/api/alerts/azure-monitor`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    entries: async (id: string): Promise<Entry[]> => ((await storage.log.read(id)) as History<Fact>).entries,
    facts: async (id: string): Promise<Fact[]> =>
      ((await storage.log.read(id)) as History<Fact>).entries.map(({ fact }) => fact),
    openIncidents: () => incidentList(storage.documents).page("open", 100),
    transcript: (id: string): Promise<LoggedLine[]> => storage.transcript.read(id),
    media: (key: string): Promise<Buffer | undefined> => storage.media.read(key),
    settle,
    /** What is done every minute. */
    round: () => fetch(`${sandbox.muster.url}/dev/round`, { method: "POST" }),
  };
}

/** In what is said, @Muster and @First_Last are mentions. */
const asTeamsWrites = (text: string): string =>
  text.replace(/@(\w+)/g, (_, name: string) => `<at>${name.replace("_", " ")}</at>`);

function placeOf(client: SandboxClient, conversation: SandboxConversation, settle: () => Promise<unknown>) {
  const { id, kind } = conversation;
  const messages = () => client.messages(id);
  const fromMuster = async () => (await messages()).filter(({ from }) => from.bot);
  return {
    ...conversation,
    messages,
    fromMuster,
    say: (who: string, text: string, replyTo?: string) => client.say(id, who, asTeamsWrites(text), replyTo),
    /** What Muster answers to these words, when all that follows from them has been done. */
    async ask(who: string, words: string, replyTo?: string): Promise<string[]> {
      const said = await client.say(id, who, asTeamsWrites(kind === "personal" ? words : `@Muster ${words}`), replyTo);
      await settle();
      const isAnswer = ({ at, replyTo: root }: SandboxMessage): boolean =>
        at >= said.at && (kind === "personal" || root === (replyTo ?? said.id));
      return (await fromMuster()).filter(isAnswer).map(seen);
    },
    /** Exactly this text, as Teams delivers it. */
    sayRaw: (who: string, text: string) => client.say(id, who, text),
    edit: (message: string, text: string) => client.edit(id, message, text),
    remove: (message: string) => client.remove(id, message),
    texts: async () => (await fromMuster()).map(seen),
    last: async (): Promise<SandboxMessage> => {
      const last = (await fromMuster()).at(-1);
      if (last === undefined) throw new Error(`Muster has said nothing in ${conversation.name}.`);
      return last;
    },
    cards: async () => (await fromMuster()).filter(({ card }) => card !== undefined),
  };
}

/** All the words of a message, those on its card included. */
export function seen(message: SandboxMessage): string {
  return `${message.text} ${words(message.card).join(" ")}`.trim();
}

function words(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(words);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" && ["text", "title", "label", "value", "url"].includes(key) ? [value] : words(value),
  );
}

/** Waits, up to ten seconds, until something no longer throws or returns undefined. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  let last: unknown = new Error("It never came.");
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw last;
}
