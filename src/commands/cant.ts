import { decline } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";

export const cant = decision<Record<string, never>>({
  words: ["cant", "can't", "can’t", "i can't", "i can’t", "decline"],
  usage: "cant",
  help: "Say that you cannot answer this page; the next person is paged at once.",
  examples: [
    { say: "cant", means: {} },
    { say: "I can't", means: {} },
  ],
  parse: () => ({}),
  decide: ({ incident, who }) => decline(incident, who),
});
