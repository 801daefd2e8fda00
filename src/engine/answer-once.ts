import { answer, type AnswerTools, type Asked } from "./answer.ts";
import type { Message } from "./ports.ts";

const answersMax = 5_000;

export type AnswerOnce = (incoming: Asked, meant: () => Promise<string | undefined>) => Promise<Message | undefined>;

/** Teams delivers again what it thinks was not answered: the same cause gets the same answer, once worked out. */
export function answersOnce(tools: AnswerTools): { answerOnce: AnswerOnce; forget(cause: string): void } {
  const answered = new Map<string, Promise<Message | undefined>>();
  return {
    answerOnce(incoming, meant) {
      const before = answered.get(incoming.cause);
      if (before !== undefined) return incoming.kind === "pressed" ? before : before.then(() => undefined);
      const now = answer(tools, incoming, meant);
      if (answered.size >= answersMax) answered.delete(answered.keys().next().value!);
      answered.set(incoming.cause, now);
      now.catch(() => answered.delete(incoming.cause));
      return now;
    },
    forget: (cause) => void answered.delete(cause),
  };
}
