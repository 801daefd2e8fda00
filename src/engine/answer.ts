/** One request from a person: heard, allowed, decided, recorded, answered. */
import type { Decision } from "../commands/command.ts";
import { commands, sections } from "../commands/index.ts";
import type { Conversation, Fact } from "../domain/incident/facts.ts";
import { isDeed } from "../domain/incident/telling.ts";
import { fold, placeOf } from "../domain/incident/incident.ts";
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { helpView, unknownView } from "../views/help.ts";
import { sentence } from "../views/sentence.ts";
import { hear, type Heard } from "./hear.ts";
import type { Incoming } from "./incoming.ts";
import { formAgain } from "./message-forms.ts";
import { chosen, needPresent } from "./present.ts";
import type { Chat, History, Message } from "./ports.ts";
import { withoutThread } from "./places.ts";
import { noIncident, noSuchIncident, turnFor, type TurnTools } from "./turn.ts";

export type Asked = Extract<Incoming, { kind: "said" | "pressed" }>;
export type AnswerTools = TurnTools & {
  rhythm: Rhythm;
  chat: Pick<Chat, "standing">;
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
  const pressed = incoming.kind === "pressed" ? incoming.incident : undefined;
  const stream = async () => heard.incident ?? pressed ?? (await meant());
  const read = heard.command.parse(heard.asked);
  if ("decide" in heard.command) return decide(tools, incoming, heard.command, read, await stream());
  const { who, conversation, team } = incoming;
  const turn = turnFor(tools, {
    ...originOf(incoming),
    who,
    said: conversation,
    pressed: incoming.kind === "pressed",
    stream,
    ...(team === undefined ? {} : { team }),
  });
  return heard.command.run(turn, read);
}

/** Which request it is, and where it was said or pressed. */
function originOf(incoming: Asked): { cause: string; from: string; message?: string } {
  const message = incoming.kind === "said" ? incoming.line.id : incoming.card;
  const { cause, conversation } = incoming;
  return { cause, from: `teams ${conversation.id}`, ...(message === undefined ? {} : { message }) };
}

async function decide(
  tools: AnswerTools,
  incoming: Asked,
  command: Decision<unknown>,
  read: unknown,
  stream: string | undefined,
): Promise<Message | undefined> {
  if (stream === undefined) throw new Refusal(noIncident);
  const { who, conversation } = incoming;
  await needPresent(tools, incoming, command.names?.(read), () => placeOfStream(tools, stream));
  const by = { kind: "person", person: who } as const;
  const { incident, added } = await tools.recorder.record({ stream, ...originOf(incoming), by }, (before, now) => {
    if (before.status === "undeclared") throw noSuchIncident(stream);
    const { rhythm, practice } = tools;
    return command.decide({ incident: before, arguments: read, who, now, rhythm, practice });
  });
  if (added.length === 0 || incident.status === "undeclared") return undefined;
  // In the incident's place everybody is told, this person too; elsewhere they hear that it worked.
  const toldThere =
    incoming.kind === "said" &&
    placeOf(incident)?.id === withoutThreadOf(incident.channel !== undefined, conversation.id);
  const own = added.filter((entry) => entry.by.kind === "person" && isDeed(entry.fact));
  return toldThere
    ? undefined
    : { text: `${incident.id}: ${own.map((entry) => escapeMarkdown(sentence(entry, incident.pages))).join(" ")}` };
}

async function placeOfStream({ log }: AnswerTools, stream: string): Promise<Conversation | undefined> {
  const incident = fold(stream, ((await log.read(stream)) as History<Fact>).entries);
  return incident.status === "undeclared" ? undefined : placeOf(incident);
}

const withoutThreadOf = (channel: boolean, conversation: string): string =>
  channel ? withoutThread(conversation) : conversation;
