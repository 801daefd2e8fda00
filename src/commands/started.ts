import { parseMoment } from "../domain/moment.ts";
import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "started 14:05";

export const started = decision<{ when: string }>({
  words: ["started", "since", "impact"],
  usage,
  help: "Say when the impact began (UTC, or `20 min ago`), for the time to detect and to recover.",
  examples: [
    { say: "started 14:05", means: { when: "14:05" } },
    { say: "impact since 20 min ago", means: { when: "20 min ago" } },
  ],
  parse: (asked) => ({
    when: needText(asked, "when the impact began", usage).replace(/^(since|at|began|started)\s+/i, ""),
  }),
  decide: ({ arguments: { when }, now }) => [
    { type: "impact started", startedAt: parseMoment(when, now).toISOString() },
  ],
});
