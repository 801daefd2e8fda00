/** Decisions, and what people say to a proposal. */
import { decide as decideProposal, object as objectTo, withdraw as withdrawIt } from "../domain/incident/deciding.ts";
import { needOpen } from "../domain/incident/ending.ts";
import { Refusal } from "../domain/refusal.ts";
import { decisionsView } from "../views/decisions.ts";
import { action, type Asked, decision } from "./command.ts";
import { plain, textMax, withoutBecause } from "./reading.ts";

type OnProposal = { proposal: number | undefined; because: string };

/** "2", "2 because …", "proposal 2: …"; a number that goes on with words is no number of a proposal. */
function onProposal(asked: Asked): OnProposal {
  const text =
    asked.fields["because"] === undefined ? plain(asked) : `${plain(asked)} because ${asked.fields["because"]}`;
  const [, number, rest = ""] = /^(?:(?:to|proposal)\s*)*(?:#?(\d{1,4})(?![\w.]))?[\s:,-]*(.*)$/is.exec(text) ?? [];
  return {
    proposal: number === undefined ? undefined : Number(number),
    because: withoutBecause(rest).slice(0, textMax),
  };
}

export const decide = decision<OnProposal | { text: string }>({
  words: ["decide", "decided"],
  usage: "decide we stay read-only until noon",
  help: "Record a decision outright, or decide a proposal: `decide 2`, `decide 2 because …`.",
  examples: [
    { say: "decide we stay read-only until noon", means: { text: "we stay read-only until noon" } },
    { say: "decide 2", means: { proposal: 2, because: "" } },
    { say: "decide 2 because the risk is small", means: { proposal: 2, because: "the risk is small" } },
  ],
  parse(asked) {
    const text = plain(asked);
    if (text === "" || /^(?:proposal\s*)?#?\d{1,4}(?:\s+because\b.*)?$/is.test(text)) return onProposal(asked);
    if (text.length > textMax)
      throw new Refusal(
        `That is ${text.length} characters; at most ${textMax} fit. Nothing was recorded: say it shorter.`,
      );
    return { text };
  },
  decide({ incident, arguments: read, who }) {
    if (!("text" in read)) return decideProposal(incident, read.proposal, read.because, who);
    needOpen(incident);
    return [{ type: "decided", text: read.text }];
  },
});

export const object = decision<OnProposal>({
  words: ["object", "objection"],
  usage: "object 2 because the replica is behind",
  help: "Object strongly to a proposal, with the reason; then whoever commands decides.",
  examples: [
    { say: "object 2 because the replica is behind", means: { proposal: 2, because: "the replica is behind" } },
  ],
  parse(asked) {
    const read = onProposal(asked);
    if (read.because === "") throw new Refusal("Say why: `object 2 because the replica is behind`.");
    return read;
  },
  decide: ({ incident, arguments: { proposal, because } }) => objectTo(incident, proposal, because),
});

export const withdraw = decision<OnProposal>({
  words: ["withdraw"],
  usage: "withdraw 2 because it is not needed",
  help: "Take a proposal back.",
  examples: [{ say: "withdraw 2", means: { proposal: 2, because: "" } }],
  parse: onProposal,
  decide: ({ incident, arguments: { proposal, because }, who }) => withdrawIt(incident, proposal, because, who),
});

export const decisions = action<Record<string, never>>({
  words: ["decisions"],
  usage: "decisions",
  help: "Show what was decided, by whom and when, and what is proposed.",
  examples: [{ say: "decisions", means: {} }],
  parse: () => ({}),
  run: async (turn) => decisionsView((await turn.incident()).incident),
});
