import { reopen as reopenIncident } from "../domain/incident/ending.ts";
import { decision } from "./command.ts";
import { plain, textMax, withoutBecause } from "./reading.ts";

export const reopen = decision<{ because: string }>({
  words: ["reopen"],
  usage: "reopen because it is back",
  help: "Go on with an incident that turned out not to be over.",
  examples: [{ say: "reopen because it is back", means: { because: "it is back" } }],
  itself: true,
  parse: (asked) => ({ because: withoutBecause(plain(asked)).slice(0, textMax) }),
  decide: ({ incident, arguments: { because } }) => reopenIncident(incident, because),
});
