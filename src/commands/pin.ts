import type { Pinned } from "../domain/incident/facts/record.ts";
import { whyNotPinned } from "../domain/incident/pinning.ts";
import { Refusal } from "../domain/refusal.ts";
import { samePerson } from "../domain/people.ts";
import { messageForm } from "../views/message-form.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

const noteMax = 500;

type Read = { about?: Pinned; note: string };

export const pin = action<Read>({
  words: ["pin"],
  usage: "pin",
  help: "Put a message into the timeline: reply to it with `pin`, react with 📌, or choose “Add to timeline” in its menu.",
  examples: [
    { say: "pin", means: { note: "" } },
    { say: "pin the first error", means: { note: "the first error" } },
  ],
  parse(asked) {
    const note = (asked.fields["note"] ?? plain(asked)).trim();
    if (note.length > noteMax) throw new Refusal(`A note is at most ${noteMax} characters. Say it shorter.`);
    return { note, ...(asked.about === undefined ? {} : { about: asked.about }) };
  },
  fromMessage: (about, given) =>
    messageForm(about, given, { command: "pin", title: "Add to timeline", send: "Add", asks: ["note"] }),
  async run(turn, { about, note }) {
    const message = about ?? (await turn.threadBegin());
    if (message === undefined)
      throw new Refusal("Which message? Reply to it with `pin`, or choose “Add to timeline” in its menu.");
    const { id } = await turn.record((incident) => {
      const why = whyNotPinned(incident, message.id);
      if (why !== undefined) throw new Refusal(why);
      return [{ type: "pinned", message, note }];
    });
    return turn.pressed ? { text: `It is in the timeline of ${id}.` } : undefined;
  },
});

export const unpin = action<Read>({
  words: ["unpin"],
  usage: "unpin",
  help: "Take off your pin: reply to the message with `unpin`, or take back your 📌. The timeline keeps both.",
  examples: [{ say: "unpin", means: { note: "" } }],
  parse: ({ about }) => ({ note: "", ...(about === undefined ? {} : { about }) }),
  async run(turn, { about }) {
    const id = (about ?? (await turn.threadBegin()))?.id;
    await turn.record(({ known: { pins } }) => {
      const found = pins.find((each) => each.id === id);
      if (id === undefined || found === undefined) throw new Refusal("That message is not pinned.");
      if (found.by.kind === "person" && !samePerson(found.by.person, turn.who))
        throw new Refusal(`${found.by.person.name} pinned it, and can take the pin off.`);
      return [{ type: "unpinned", id }];
    });
    return undefined;
  },
});
