/** One request from a person: heard, allowed, decided, recorded, answered. */
import type { Decision } from "../commands/command.ts";
import { commands, sections } from "../commands/index.ts";
import { isDeed } from "../domain/incident/telling.ts";
import { placeOf } from "../domain/incident/incident.ts";
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { helpView, unknownView } from "../views/help.ts";
import { marks } from "../views/marks.ts";
import { sentence } from "../views/sentence.ts";
import { goingOn, needFollowable } from "./going-on.ts";
import { hear, type Heard } from "./hear.ts";
import type { Incoming } from "./incoming.ts";
import type { Letters } from "./letters.ts";
import { formAgain } from "./message-forms.ts";
import { chosen, needPresent } from "./present.ts";
import type { Chat, Message } from "./ports.ts";
import { withoutThread } from "./places.ts";
import { type Entering, type Entrance, entranceFor, noIncident } from "./entrance.ts";
import { turnFor, type TurnTools } from "./turn.ts";
import { readIncident } from "./read-incident.ts";
import { whisperTo } from "./whisper.ts";

export type Asked = Extract<Incoming, { kind: "said" | "pressed" }>;
export type AnswerTools = TurnTools & {
  rhythm: Rhythm;
  chat: Pick<Chat, "standing">;
  letters: Letters;
  /** Looks somebody up by id; undefined when nobody knows them. */
  findPerson(id: string): Promise<Person | undefined>;
};

/** The answer, if there is anything to say beyond what everybody will be told anyway. `meant` finds the incident of the place. */
export async function answer(
  tools: AnswerTools,
  incoming: Asked,
  meant: () => Promise<string | undefined>,
): Promise<Message | undefined> {
  try {
    const heard = hear(commands, incoming.sentence, incoming.who, await formOf(tools, incoming));
    return await respond(tools, incoming, heard, meant);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (await formAgain(tools, incoming, error.message, meant)) ?? { text: error.message };
  }
}

async function formOf(tools: AnswerTools, incoming: Asked) {
  if (incoming.kind === "said") return {};
  const { fields, about } = incoming;
  return { fields, people: await chosen(tools, fields), ...(about === undefined ? {} : { about }) };
}

async function respond(
  tools: AnswerTools,
  incoming: Asked,
  heard: Heard,
  meant: () => Promise<string | undefined>,
): Promise<Message | undefined> {
  if (heard.kind === "nothing") return helpView(sections);
  if (heard.kind === "unknown") return unknownView(heard.said, heard.nearest);
  const { who, conversation, team } = incoming;
  const pressed = incoming.kind === "pressed" ? incoming.incident : undefined;
  const named = heard.incident ?? pressed;
  const entering: Entering = { named: named !== undefined, itself: heard.command.itself === true };
  const entrance = entranceFor(
    { ...tools, whisper: whisperTo(tools.letters, incoming) },
    { who, cause: incoming.cause, place: incoming },
  );
  const read = heard.command.parse(heard.asked);
  const meaning = { stream: async () => named ?? (await meant()), entering };
  if ("decide" in heard.command) return decide(tools, incoming, { command: heard.command, read, ...meaning }, entrance);
  const turn = turnFor(
    tools,
    {
      ...originOf(incoming),
      who,
      said: conversation,
      pressed: incoming.kind === "pressed",
      ...meaning,
      ...(team === undefined ? {} : { team }),
    },
    entrance,
  );
  return goingOn(await heard.command.run(turn, read), entrance);
}

/** Which request it is, and where it was said or pressed. */
function originOf(incoming: Asked): { cause: string; from: string; message?: string } {
  const message = incoming.kind === "said" ? incoming.line.id : incoming.card;
  const { cause, conversation } = incoming;
  return { cause, from: `teams ${conversation.id}`, ...(message === undefined ? {} : { message }) };
}

type Deciding = {
  command: Decision<unknown>;
  read: unknown;
  stream(): Promise<string | undefined>;
  entering: Entering;
};

async function decide(
  tools: AnswerTools,
  incoming: Asked,
  { command, read, stream: meant, entering }: Deciding,
  entrance: Entrance,
): Promise<Message | undefined> {
  const stream = await meant();
  if (stream === undefined) throw new Refusal(noIncident);
  const { who, conversation } = incoming;
  const by = { kind: "person", person: who } as const;
  const { incident, added } = await entrance.enter(stream, entering, async (admit, at) => {
    await needPresent(tools, incoming, command.names?.(read), async () =>
      placeOf(admit(await readIncident(tools.log, at))),
    );
    return tools.recorder.record({ stream: at, ...originOf(incoming), by }, (before, now) => {
      const { rhythm, practice } = tools;
      const live = admit(before);
      if (at !== stream) needFollowable(read, incoming.kind, stream, at);
      return command.decide({ incident: live, arguments: read, who, now, rhythm, practice });
    });
  });
  if (added.length === 0 || incident.status === "undeclared") return undefined;
  // In the incident's place everybody is told, this person too; elsewhere they hear that it worked.
  const toldThere =
    incoming.kind === "said" &&
    placeOf(incident)?.id === withoutThreadOf(incident.channel !== undefined, conversation.id);
  if (toldThere) return undefined;
  const own = added.filter((entry) => entry.by.kind === "person" && isDeed(entry.fact));
  const words = own.map((entry) => escapeMarkdown(sentence(entry, incident.pages))).join(" ");
  return goingOn({ text: `${marks(incident)}${incident.id}: ${words}` }, entrance);
}

const withoutThreadOf = (channel: boolean, conversation: string): string =>
  channel ? withoutThread(conversation) : conversation;
