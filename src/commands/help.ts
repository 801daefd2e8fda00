import { helpInFull, helpOne, helpView, unknownView } from "../views/help.ts";
import { action } from "./command.ts";
import { nearest } from "../domain/nearest.ts";
import { plain, short } from "./reading.ts";

export const help = action<{ about: string }>({
  words: ["help", "?", "commands"],
  usage: "help",
  help: "Show the commands; what one of them does: `help update`, or some of them: `help who is told`, or all: `help all`.",
  examples: [
    { say: "help", means: { about: "" } },
    { say: "help update", means: { about: "update" } },
    { say: "help all", means: { about: "all" } },
  ],
  parse: (asked) => ({ about: plain(asked) }),
  async run(turn, { about }) {
    if (about === "") return helpView(turn.sections);
    const some = turn.sections.filter(({ title }) => [title.toLowerCase(), "all"].includes(about.toLowerCase()));
    if (some.length > 0) return helpInFull(some);
    const found = turn.commands.find((each) => each.words.includes(about.toLowerCase()));
    if (found !== undefined) return helpOne(found);
    return unknownView(
      short(about),
      nearest(
        about,
        turn.commands.map((each) => each.words[0]!),
      ),
    );
  },
});
