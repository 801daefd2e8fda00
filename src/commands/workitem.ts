import { askForWorkItem } from "../domain/incident/asking-work-item.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { plain, short } from "./reading.ts";

const usage = "workitem new";

export const workitem = decision<Record<string, never>>({
  words: ["workitem new", "workitem", "work item"],
  usage,
  help: "Open a work item in Azure Boards for an incident that has none, because it was deleted or could not be had before.",
  examples: [
    { say: "workitem new", means: {} },
    { say: "work item new", means: {} },
  ],
  parse(asked) {
    const text = plain(asked);
    if (text !== "" && text.toLowerCase() !== "new") throw new Refusal(`“${short(text)}”? Say \`${usage}\`.`);
    return {};
  },
  decide: ({ incident }) => askForWorkItem(incident),
});
