import { setTime } from "../domain/incident/setting.ts";
import { parseMoment } from "../domain/moment.ts";
import { decision } from "./command.ts";
import { needText, splitBecause } from "./reading.ts";

const usage = "started 14:05";

export const started = decision<{ when: string; because: string }>({
  words: ["started", "since", "impact"],
  usage,
  help: "Say when the impact began (UTC, or `20 min ago`), for the time to detect and to recover.",
  examples: [
    { say: "started 14:05", means: { when: "14:05", because: "" } },
    { say: "impact since 20 min ago", means: { when: "20 min ago", because: "" } },
    {
      say: "started 13:50 because the graph drops there",
      means: { when: "13:50", because: "the graph drops there" },
    },
  ],
  parse(asked) {
    const { before, because } = splitBecause(needText(asked, "when the impact began", usage));
    return { when: before.replace(/^(since|at|began|started)\s+/i, ""), because };
  },
  decide: ({ incident, arguments: { when, because }, now }) =>
    setTime(incident, "impact", parseMoment(when, now), because),
});
