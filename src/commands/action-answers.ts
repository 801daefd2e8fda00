/** How people answer for an action: they are on it, it is done, it is dropped, it takes longer. */
import { acknowledgeAction, dropAction, extendAction, finishAction } from "../domain/incident/acting.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Asked, decision } from "./command.ts";
import { minutesIn, plain, textMax, withoutBecause } from "./reading.ts";

type Numbered = { number: number | undefined };

/** A number first, with or without "action" or "#", and the rest. */
function numbered(asked: Asked): Numbered & { rest: string } {
  const [, number, rest = ""] = /^(?:action\s*)?(?:#?(\d{1,4})(?![\w.]))?[\s:,-]*(.*)$/is.exec(plain(asked)) ?? [];
  return { number: number === undefined ? undefined : Number(number), rest: rest.trim().slice(0, textMax) };
}

export const gotIt = decision<Numbered>({
  words: ["got it", "action ack", "on action"],
  usage: "got it 3",
  help: "Say that you have heard an action and are on it.",
  examples: [
    { say: "got it 3", means: { number: 3 } },
    { say: "got it", means: { number: undefined } },
  ],
  parse: (asked) => ({ number: numbered(asked).number }),
  decide: ({ incident, arguments: { number }, who }) => acknowledgeAction(incident, number, who),
});

export const done = decision<Numbered & { result: string }>({
  words: ["done"],
  usage: "done 3 the pool is up again",
  help: "Say that an action is done, and what came of it; without a number, the one you have.",
  examples: [
    { say: "done 3 the pool is up again", means: { number: 3, result: "the pool is up again" } },
    { say: "done", means: { number: undefined, result: "" } },
  ],
  parse(asked) {
    const { number, rest } = numbered(asked);
    return { number, result: asked.fields["result"] ?? rest };
  },
  decide: ({ incident, arguments: { number, result }, who }) => finishAction(incident, number, result, who),
});

export const drop = decision<Numbered & { because: string }>({
  words: ["drop"],
  usage: "drop 3 because it did not help",
  help: "Give an action up, with the reason.",
  examples: [{ say: "drop 3 because it did not help", means: { number: 3, because: "it did not help" } }],
  parse(asked) {
    const { number, rest } = numbered(asked);
    return { number, because: withoutBecause(asked.fields["because"] ?? rest) };
  },
  decide: ({ incident, arguments: { number, because }, who }) => dropAction(incident, number, because, who),
});

export const extend = decision<Numbered & { minutes: number }>({
  words: ["extend"],
  usage: "extend 3 10m",
  help: "Give an action more time, counted from now.",
  examples: [{ say: "extend 3 10m", means: { number: 3, minutes: 10 } }],
  parse(asked) {
    const { number, rest } = numbered(asked);
    const minutes = minutesIn(rest.replace(/^(?:by|for|in)\s+/i, ""));
    if (minutes === undefined) throw new Refusal("Say how long: `extend 3 10m`.");
    return { number, minutes };
  },
  decide: ({ incident, arguments: { number, minutes }, who, now }) => extendAction(incident, number, minutes, who, now),
});
