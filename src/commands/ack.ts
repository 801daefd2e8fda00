import { acknowledge } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";

export const ack = decision<Record<string, never>>({
  words: ["ack", "acknowledge", "on it"],
  usage: "ack",
  help: "Answer the page: you are on it, and nobody else is paged.",
  examples: [
    { say: "ack", means: {} },
    { say: "on it", means: {} },
  ],
  parse: () => ({}),
  decide: ({ incident, who }) => acknowledge(incident, who),
});
