import { acknowledge } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";
import { pageNumber } from "./reading.ts";

export const ack = decision<{ page: number | undefined }>({
  words: ["ack", "acknowledge", "on it"],
  usage: "ack",
  help: "Answer the page: you are on it, and nobody else is paged.",
  examples: [
    { say: "ack", means: { page: undefined } },
    { say: "ack page 2", means: { page: 2 } },
    { say: "on it", means: { page: undefined } },
  ],
  parse: (asked) => ({ page: pageNumber(asked) }),
  decide: ({ incident, who, arguments: { page } }) => acknowledge(incident, who, { page }),
});
