import type { Live } from "../domain/incident/incident.ts";
import type { TieKind } from "../domain/incident/tying.ts";
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown } from "./escape.ts";
import { brief } from "./text.ts";

const ways: Record<TieKind, string> = {
  related: "is related to",
  merged: "goes on as",
  duplicate: "is a duplicate, and goes on as",
  part: "is a part of",
};

/** For whoever ties two incidents from a third place. */
export const tiedText = (kind: TieKind, one: Live, other: Live): Message => ({
  text: `${named(one)} ${ways[kind]} ${named(other)}.`,
});

const named = ({ id, title }: Live): string => `${id} (${escapeMarkdown(brief(title, 120))})`;
