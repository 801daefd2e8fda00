import { openAction } from "../domain/incident/acting.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { messageForm } from "../views/message-form.ts";
import { type Asked, decision } from "./command.ts";
import { mentioned, minutesIn, timeBox, withoutMention } from "./reading.ts";

type Read = { owner: Person; text: string; minutes: number | undefined };
const usage = "action @someone restart the pool in 10m";
const actionMax = 500;

export const action = decision<Read>({
  words: ["action", "task"],
  usage,
  help: "Give a task to one person, with the time after which it is asked about: `action @someone … in 10m`.",
  examples: [
    {
      say: "action me restart the pool in 10m",
      means: { owner: { id: "me", name: "Me" }, text: "restart the pool", minutes: 10 },
    },
    {
      say: "action me call the provider",
      means: { owner: { id: "me", name: "Me" }, text: "call the provider", minutes: undefined },
    },
  ],
  parse(asked) {
    const owner = asked.people?.["owner"] ?? mentioned(asked);
    if (owner === undefined) throw new Refusal(`Name one person with @: \`${usage}\`.`);
    const { rest, minutes } = asked.fields["text"] === undefined ? said(asked) : filledIn(asked.fields);
    if (rest === "") throw new Refusal(`Say what ${owner.name} should do: \`${usage}\`.`);
    if (rest.length > actionMax)
      throw new Refusal(`An action is at most ${actionMax} characters. Nothing was recorded: say it shorter.`);
    return { owner, text: rest, minutes };
  },
  fromMessage: (about, given) =>
    messageForm(about, given, {
      command: "action",
      title: "Create action",
      send: "Create",
      asks: ["owner", "text", "minutes"],
    }),
  names: ({ owner }) => ({ person: owner, for: "work" }),
  decide: ({ incident, arguments: read, who, now }) => openAction(incident, read, who, now),
});

const said = (asked: Asked) => timeBox(withoutMention(asked).replace(/^(?:to|:|,|-)\s+/i, ""));

const filledIn = ({ text = "", minutes = "" }: Record<string, string>) => ({
  rest: text.trim(),
  minutes: minutes === "" ? undefined : minutesIn(`${minutes}m`),
});
