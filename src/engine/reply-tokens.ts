/**
 * Tokens for answers by other roads than Teams. A token names one try (its incident and the number of the fact) and
 * carries proof that we wrote it; nothing has to be stored for it. It must fit into a text message.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Conflict, type Documents } from "./ports.ts";

export type TryName = { stream: string; number: number };

export type ReplyTokens = {
  make(name: TryName): Promise<string>;
  /** Undefined when it is none of ours. */
  read(token: string): Promise<TryName | undefined>;
};

const kind = "secret";
const id = "reply-tokens";
/** Sixteen bytes: nobody guesses that. */
const proofCharacters = 22;
const form = /^([A-Za-z0-9-]{1,64})\.(\d{1,9})\.([\w-]{22})$/;

export function replyTokens(documents: Documents): ReplyTokens {
  let known: Promise<string> | undefined;
  const key = (): Promise<string> => {
    known ??= readOrMake(documents).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    make: async ({ stream, number }) => `${stream}.${number}.${proof(await key(), stream, number)}`,
    async read(token) {
      const match = form.exec(token);
      if (match === null) return undefined;
      const [, stream = "", digits = "", given = ""] = match;
      const number = Number(digits);
      const right = Buffer.from(proof(await key(), stream, number));
      return timingSafeEqual(right, Buffer.from(given)) ? { stream, number } : undefined;
    },
  };
}

const proof = (key: string, stream: string, number: number): string =>
  createHmac("sha256", key).update(`${stream}.${number}`).digest("base64url").slice(0, proofCharacters);

/** All replicas have one key: whoever comes first makes it. */
async function readOrMake(documents: Documents): Promise<string> {
  const found = await documents.read<string>(kind, id);
  if (found !== undefined) return found.value;
  const made = randomBytes(32).toString("base64url");
  try {
    await documents.write(kind, id, made, undefined);
    return made;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return (await documents.read<string>(kind, id))!.value;
  }
}
