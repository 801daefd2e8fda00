import { stepDown } from "../domain/incident/roles.ts";
import { decision } from "./command.ts";
import { plain } from "./reading.ts";
import { needRole } from "./role.ts";

export const stepdown = decision<{ role: string }>({
  words: ["stepdown", "step down", "release"],
  usage: "step down",
  help: "Give back your role, or one of them: `step down scribe`.",
  examples: [
    { say: "step down", means: { role: "" } },
    { say: "stepdown scribe", means: { role: "scribe" } },
  ],
  parse(asked) {
    const words = plain(asked)
      .replace(/^(as|from)\s+/i, "")
      .toLowerCase();
    return { role: words === "me" ? "" : words };
  },
  decide: ({ incident, arguments: { role }, who, practice }) =>
    stepDown(incident, who, role === "" ? undefined : needRole(practice, role)),
});
