import type { Person } from "../domain/people.ts";
import { escapeMarkdown } from "./escape.ts";

/**
 * Somebody's name so that Teams tells them, in a message or a TextBlock that has them among its mentions: the name is
 * written as src/teams/message.ts writes it.
 */
export const mentionOf = ({ name }: Person): string => `<at>${name.replace(/[<>&]/g, "")}</at>`;

/** Their names as text, for those who are not to be disturbed. */
export const named = ({ name }: Person): string => escapeMarkdown(name);
