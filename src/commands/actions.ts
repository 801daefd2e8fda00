import { actionsView } from "../views/actions.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

export const actions = action<{ whose: "all" | "mine" }>({
  words: ["actions", "tasks"],
  usage: "actions mine",
  help: "Show the actions and follow-ups of the incident, or only yours.",
  examples: [
    { say: "actions", means: { whose: "all" } },
    { say: "actions mine", means: { whose: "mine" } },
  ],
  parse: (asked) => ({ whose: /^(?:mine|my|me)\b/i.test(plain(asked)) ? "mine" : "all" }),
  async run(turn, { whose }) {
    const { incident } = await turn.incident();
    return actionsView(incident, whose === "mine" ? turn.who : undefined);
  },
});
