import type { Role } from "../domain/incident/facts.ts";
import { stepDown } from "../domain/incident/roles.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { short } from "./reading.ts";
import { roleWords } from "./role.ts";

export const stepdown = decision<{ role?: Role }>({
  words: ["stepdown", "step down", "release"],
  usage: "step down",
  help: "Give back your role, or one of them: `step down scribe`.",
  examples: [
    { say: "step down", means: {} },
    { say: "stepdown scribe", means: { role: "scribe" } },
  ],
  parse({ text }) {
    const word = text
      .trim()
      .replace(/^(as|from)\s+/i, "")
      .toLowerCase();
    if (word === "" || word === "me") return {};
    const known = roleWords[word];
    if (known === undefined)
      throw new Refusal(`There is no role “${short(word)}”. Roles are commander, scribe, comms and deputy.`);
    return { role: known };
  },
  decide: ({ incident, arguments: { role }, who }) => stepDown(incident, who, role),
});
