/** The forms behind the commands in a message's menu, and again with what was filled in when that did not do. */
import type { Command, Given } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import type { Pinned } from "../domain/incident/facts/record.ts";
import type { Incoming } from "./incoming.ts";
import { openIncidents } from "./open-incidents.ts";
import type { Documents, Message } from "./ports.ts";

type Tools = { documents: Documents };
type Meant = () => Promise<string | undefined>;

const choicesMax = 100;

/** `meant` finds the incident of the place. */
export async function formFor(
  tools: Tools,
  { command, about }: { command: string; about: Pinned },
  meant: Meant,
  before: Pick<Given, "values" | "problem"> = { values: {}, problem: "" },
): Promise<Message> {
  const form = withForm(command)?.fromMessage;
  if (form === undefined) return { text: `Muster has no “${command}” for messages. Install its newest app package.` };
  return form(about, { ...before, incidents: (await meant()) === undefined ? await openOnes(tools) : [] });
}

/** Undefined where it was no such form. */
export async function formAgain(
  tools: Tools,
  incoming: Incoming,
  problem: string,
  meant: Meant,
): Promise<Message | undefined> {
  if (incoming.kind !== "pressed" || incoming.about === undefined) return undefined;
  const { about, sentence, fields, incident } = incoming;
  const values = { ...fields, ...(incident === undefined ? {} : { incident }) };
  return formFor(tools, { command: sentence.text, about }, meant, { values, problem });
}

const withForm = (name: string): Command | undefined => commands.find(({ words }) => words[0] === name);

async function openOnes({ documents }: Tools): Promise<Given["incidents"]> {
  const open = (await openIncidents(documents)).filter(({ status }) => status === "open");
  return open.slice(0, choicesMax);
}
