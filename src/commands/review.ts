import { action, decision } from "./command.ts";
import { moveReview } from "../domain/incident/review-steps.ts";

export const review = action<Record<string, never>>({
  words: ["review", "postmortem", "retrospective"],
  usage: "review",
  help: "Show the review document, and begin the review of a resolved incident that has none.",
  examples: [{ say: "review", means: {} }],
  itself: true,
  parse: () => ({}),
  run: (turn) => turn.review(),
});

export const reviewStart = decision<Record<string, never>>({
  words: ["review start", "review begin"],
  usage: "review start",
  help: "Say that the review meeting has begun: the review is no draft any more.",
  examples: [{ say: "review start", means: {} }],
  parse: () => ({}),
  decide: ({ incident }) => moveReview(incident, "in review"),
});

export const reviewDone = decision<Record<string, never>>({
  words: ["review done", "reviewed"],
  usage: "review done",
  help: "Mark an incident as reviewed; then it can be closed.",
  examples: [
    { say: "review done", means: {} },
    { say: "reviewed", means: {} },
  ],
  parse: () => ({}),
  decide: ({ incident }) => moveReview(incident, "reviewed"),
});

export const reviewPublish = action<Record<string, never>>({
  words: ["review publish", "publish review"],
  usage: "review publish",
  help: "Put the review into the wiki of Azure DevOps. A page that somebody has changed there stays as it is; the draft goes beside it.",
  examples: [{ say: "review publish", means: {} }],
  parse: () => ({}),
  async run(turn) {
    const incident = await turn.publishReview();
    return turn.isThere(incident) ? undefined : { text: `The review of ${incident.id} goes into the wiki.` };
  },
});
