import { answerOffer, offerCommand } from "../domain/incident/roles.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { onePerson, plain, textMax, withoutBecause } from "./reading.ts";
import { needRole } from "./role.ts";

type Read = { person: Person } | { answer: "accept" } | { answer: "decline"; because: string };
const usage = "handover @someone";

export const handover = decision<Read>({
  words: ["handover", "hand over"],
  usage,
  help: "Offer command to somebody: they get a brief, and have it once they accept (`handover accept`, `handover decline because …`).",
  examples: [
    { say: "handover me", means: { person: { id: "me", name: "Me" } } },
    { say: "handover accept", means: { answer: "accept" } },
    { say: "handover decline because I am off", means: { answer: "decline", because: "I am off" } },
  ],
  parse(asked) {
    const text = asked.text.replace(/^\s*(command\s+)?to\s+/i, "").trim();
    if (text === "") throw new Refusal(`Say to whom: \`${usage}\`.`);
    if (/^accept\b/i.test(text)) return { answer: "accept" };
    const declined = /^decline\b\s*(.*)$/is.exec(plain({ ...asked, text }));
    if (declined !== null) return { answer: "decline", because: withoutBecause(declined[1]!).slice(0, textMax) };
    return { person: onePerson({ ...asked, text }, usage) };
  },
  names: (read) => ("person" in read ? { person: read.person, for: "command" } : undefined),
  decide({ incident, arguments: read, who, practice }) {
    const commander = needRole(practice, "commander");
    if ("person" in read) return offerCommand(incident, commander, who, read.person);
    return answerOffer(
      incident,
      commander,
      who,
      read.answer === "accept" ? { accept: true } : { accept: false, because: read.because },
    );
  },
});
