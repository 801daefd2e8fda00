import { decline } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";
import { pageNumber } from "./reading.ts";

export const cant = decision<{ page: number | undefined }>({
  words: ["cant", "can't", "can’t", "i can't", "i can’t", "decline"],
  usage: "cant",
  help: "Say that you cannot answer this page; the next person is paged at once.",
  examples: [
    { say: "cant", means: { page: undefined } },
    { say: "I can't", means: { page: undefined } },
  ],
  parse: (asked) => ({ page: pageNumber(asked) }),
  decide: ({ incident, who, arguments: { page } }) => decline(incident, who, page),
});
