import { resolve as resolveIncident } from "../domain/incident/ending.ts";
import { decision } from "./command.ts";
import { plain, textMax } from "./reading.ts";

export const resolve = decision<{ summary: string }>({
  words: ["resolve", "resolved", "fixed"],
  usage: "resolve the certificate was renewed",
  help: "Say that it is over and what fixed it; you get the timeline, the times and the review document.",
  examples: [
    { say: "resolve the certificate was renewed", means: { summary: "the certificate was renewed" } },
    { say: "resolve", means: { summary: "" } },
  ],
  parse: (asked) => ({ summary: (asked.fields["summary"] ?? plain(asked)).trim().slice(0, textMax) }),
  decide: ({ incident, arguments: { summary } }) => resolveIncident(incident, summary),
});
