/**
 * The answers to commands in a message's menu: a form, a word, or nothing more, and then the dialog closes. Source:
 * Microsoft Learn, "Respond to the dialog submit action". Teams waits five seconds, and asks twice more.
 */
import type { Message } from "../engine/ports.ts";
import { cardOf } from "./message.ts";

const cardType = "application/vnd.microsoft.card.adaptive";

/** `ticket` names the form that is given out. */
export function dialogAnswer(reply: Message | undefined, ticket: string): object {
  if (reply === undefined) return {};
  if ("text" in reply || reply.inPlace === true)
    return { task: { type: "message", value: "text" in reply ? reply.text : reply.summary } };
  const content = submitted(cardOf(reply), ticket);
  const card = { contentType: cardType, content };
  return { task: { type: "continue", value: { title: reply.summary, height: "large", width: "medium", card } } };
}

/** In a dialog Teams knows Action.Submit alone: it stands in our cards as what other buttons fall back on. */
function submitted(part: unknown, ticket: string): unknown {
  if (Array.isArray(part)) return part.map((each) => submitted(each, ticket));
  if (typeof part !== "object" || part === null) return part;
  const { type, fallback, data } = part as { type?: unknown; fallback?: unknown; data?: unknown };
  if (type === "Action.Execute") return submitted(fallback, ticket);
  const rest = Object.entries(part).map(([key, value]) => [key, submitted(value, ticket)]);
  return {
    ...Object.fromEntries(rest),
    ...(type === "Action.Submit" ? { data: { ...(data as object), ticket } } : {}),
  };
}
