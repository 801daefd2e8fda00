/** A card message: the template's name, its data, and the line that stands for it where no card can be shown. */
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown } from "./escape.ts";
import { brief } from "./text.ts";

export type CardMessage = Extract<Message, { card: string }>;

export function cardMessage(card: string, summary: string, data: Record<string, unknown>): CardMessage {
  const line = brief(summary, 300);
  return { card, data: { ...data, fallback: escapeMarkdown(line) }, summary: line };
}
