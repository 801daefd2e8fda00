import { escalate as escalateNow } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";
import { pageNumber } from "./reading.ts";

export const escalate = decision<{ page: number | undefined }>({
  words: ["escalate"],
  usage: "escalate",
  help: "Page the next step of the escalation now.",
  examples: [{ say: "escalate", means: { page: undefined } }],
  parse: (asked) => ({ page: pageNumber(asked) }),
  decide: ({ incident, arguments: { page } }) => escalateNow(incident, page),
});
