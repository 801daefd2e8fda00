/** How commands about two incidents read which ones are meant, and tie them. */
import { Refusal } from "../domain/refusal.ts";
import type { TieKind } from "../domain/incident/tying.ts";
import type { Message } from "../engine/ports.ts";
import { tiedText } from "../views/tied.ts";
import type { Asked, Turn } from "./command.ts";
import { plain } from "./reading.ts";

const name = /(?<![\w-])INC-(\d{1,8})(?![\w-])/gi;

/** Left out is the incident in whose place it is said. */
export type Two = { one?: string; other?: string };

/**
 * The incidents that are named, and what was said with `#` in the place of each: "# into this". Throws a Refusal where
 * there are none, or more than two.
 */
export function incidentNames(asked: Asked, usage: string): { first: string; second?: string; shape: string } {
  const said = plain(asked).replace(/[.!?]+$/, "");
  const [first, second, ...more] = [...said.matchAll(name)].map((match) => `INC-${Number(match[1])}`);
  if (first === undefined || more.length > 0) throw new Refusal(`Say which incident: \`${usage}\`.`);
  const shape = said.replace(name, "#").toLowerCase().replace(/\s+/g, " ").trim();
  return { first, ...(second === undefined ? {} : { second }), shape };
}

export function misread(usage: string): never {
  throw new Refusal(`I cannot tell which is which. Say it like this: \`${usage}\`.`);
}

/** Elsewhere than in the place of one of them they hear that it worked. */
export async function tie(turn: Turn, kind: TieKind, named: Two): Promise<Message | undefined> {
  const { one, other } = await turn.tie({ kind, ...named });
  return turn.isThere(one) || turn.isThere(other) ? undefined : tiedText(kind, one, other);
}
