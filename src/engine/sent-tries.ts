/** What services call the tries they took, to find them again when a report or an answer comes back. */
import { replaceDocument } from "./documents.ts";
import type { Documents } from "./ports.ts";
import type { TryName } from "./reply-tokens.ts";

export type SentTries = {
  /** By the service's own name for it, and by the phone it went to: an answer from there is about the last. */
  keep(name: TryName, reference: string, phone: string | undefined): Promise<void>;
  byReference(reference: string): Promise<TryName | undefined>;
  byPhone(phone: string): Promise<TryName | undefined>;
};

const referenceKind = "try-reference";
const phoneKind = "try-phone";
const idMax = 500;

export function sentTries(documents: Documents): SentTries {
  const keep = (kind: string, id: string, name: TryName) => replaceDocument<TryName>(documents, kind, id, () => name);
  const find = async (kind: string, id: string): Promise<TryName | undefined> =>
    id === "" || id.length > idMax ? undefined : (await documents.read<TryName>(kind, id))?.value;
  return {
    async keep(name, reference, phone) {
      await Promise.all([
        keep(referenceKind, reference.slice(0, idMax), name),
        ...(phone === undefined ? [] : [keep(phoneKind, phone, name)]),
      ]);
    },
    byReference: (reference) => find(referenceKind, reference),
    // Event Grid leaves out the plus.
    byPhone: (phone) => find(phoneKind, `+${phone.replace(/\D/g, "")}`),
  };
}
