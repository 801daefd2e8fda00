import type { Roster } from "../domain/oncall/roster.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { onCallView } from "../views/oncall.ts";
import { action } from "./command.ts";
import { onePerson, short } from "./reading.ts";

type Change = { what: "primary" | "secondary" | "add" | "remove"; person: Person };
const usage = "oncall primary @someone";
const changes = ["primary", "secondary", "add", "remove"] as const;

export const oncall = action<Change | "show">({
  words: ["oncall", "on call", "on-call", "who is on call", "who's on call", "responders"],
  usage: "oncall",
  help: "Show who is on call; change it with `oncall primary|secondary|add|remove @someone`.",
  examples: [
    { say: "oncall", means: "show" },
    { say: "who is on call?", means: "show" },
    { say: "oncall primary me", means: { what: "primary", person: { id: "me", name: "Me" } } },
  ],
  parse(asked) {
    const [word = ""] = asked.text.trim().split(/\s+/);
    if (/^[?!.]*$/.test(word)) return "show";
    const what = changes.find((each) => each === word.toLowerCase());
    if (what === undefined) throw new Refusal(`I do not know “oncall ${short(word)}”. Say \`oncall\` or \`${usage}\`.`);
    return { what, person: onePerson({ ...asked, text: asked.text.trim().slice(word.length) }, usage) };
  },
  run: async (turn, read) =>
    onCallView(read === "show" ? await turn.roster() : await turn.changeRoster((roster) => changed(roster, read))),
});

function changed(roster: Roster, { what, person }: Change): Roster {
  const others = roster.members.filter((member) => !samePerson(member, person));
  if (what === "remove")
    return {
      primary: samePerson(roster.primary ?? undefined, person) ? null : roster.primary,
      secondary: samePerson(roster.secondary ?? undefined, person) ? null : roster.secondary,
      members: others,
    };
  const joined = { ...roster, members: [...others, person] };
  return what === "add" ? joined : { ...joined, [what]: person };
}
