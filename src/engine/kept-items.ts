/** Where it is kept what is known of the work items of incidents, and which incident a work item belongs to. */
import type { KeptItem } from "../domain/work-item/kept.ts";
import type { Document, Documents } from "./ports.ts";

const kind = "work-item";
const byNumber = (id: number): string => `item-${id}`;

export const readKept = (documents: Documents, stream: string): Promise<Document<KeptItem> | undefined> =>
  documents.read<KeptItem>(kind, stream);

/** Throws Conflict when somebody else has written since. Returns the new version. */
export const writeKept = (
  documents: Documents,
  stream: string,
  kept: KeptItem,
  version: string | undefined,
): Promise<string> => documents.write(kind, stream, kept, version);

/** The incident that a work item was made for. */
export const streamOfItem = async (documents: Documents, id: number): Promise<string | undefined> =>
  (await documents.read<string>(kind, byNumber(id)))?.value;

export async function noteStream(documents: Documents, id: number, stream: string): Promise<void> {
  const was = await documents.read<string>(kind, byNumber(id));
  if (was?.value !== stream) await documents.write(kind, byNumber(id), stream, was?.version);
}
