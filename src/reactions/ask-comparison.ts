import type { Fact } from "../domain/incident/facts.ts";
import type { Reaction } from "../engine/reaction.ts";
import { type TranscriptFact, transcriptWorkOf } from "../engine/transcript-work.ts";

const ends: readonly Fact["type"][] = ["resolved", "channel lost"];

/** When it is over, and when its channel is gone, the transcript is compared with what Teams holds. */
export function askComparison(): Reaction {
  return {
    name: "ask-comparison",
    doing: "have the transcript compared with Teams",
    reads: ({ type }) => ends.includes(type),
    async run(errand) {
      const asked: TranscriptFact = { type: "comparison asked", why: "end" };
      await errand.write(transcriptWorkOf(errand.stream), { entry: errand.pending.at(-1)!, key: "compare" }, [asked]);
    },
  };
}
