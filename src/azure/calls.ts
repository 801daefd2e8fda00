/** One call to Azure Storage: it has a deadline, and what goes wrong is an answer to work with or an Outage. */
import type { ContainerClient } from "@azure/storage-blob";
import { Outage } from "../engine/ports.ts";

/** Whatever the library retries, nothing takes longer than this. */
const deadlineMs = 10_000;
const listMs = 60_000;

/**
 * Throws RestError for the answers that mean something to the caller (404, 409, 412, 416), and Outage for everything
 * else. After an Outage nobody knows whether the call was carried out.
 */
export async function within<T>(
  doing: string,
  call: (abortSignal: AbortSignal) => Promise<T>,
  mostMs: number = deadlineMs,
): Promise<T> {
  try {
    return await call(AbortSignal.timeout(mostMs));
  } catch (error) {
    if (meaningful.has(statusOf(error) ?? 0) && !isMissingPlace(error) && !isImmutable(error)) throw error;
    throw outage(doing, error);
  }
}

const meaningful: ReadonlySet<number> = new Set([404, 409, 412, 416]);

/** The status Azure answered with; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}

/** What Azure calls the answer: "LeaseIdMissing", "BlobAlreadyExists". */
export const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** The table, queue or container itself is gone: nobody's ordinary "not there". */
const isMissingPlace = (error: unknown): boolean =>
  /^(Table|Queue|Container)(NotFound|BeingDeleted)$/.test(codeOf(error));

const isImmutable = (error: unknown): boolean => /^BlobImmutable/.test(codeOf(error));

function outage(doing: string, error: unknown): Outage {
  const status = statusOf(error);
  const again = status === undefined || status === 408 || status === 429 || status >= 500 || isMissingPlace(error);
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 300) : String(error);
  return new Outage(
    `Azure Storage did not ${doing}${status === undefined ? "" : ` (${status})`}: ${why.replace(/\.$/, "")}.${remedy(error)}`,
    { again, cause: error },
  );
}

function remedy(error: unknown): string {
  if (statusOf(error) === 403)
    return " Muster's identity needs the roles Storage Table, Queue and Blob Data Contributor on the storage account.";
  if (isImmutable(error))
    return " The container has an immutability policy or a legal hold: what is in it can be changed or removed only once that has ended.";
  return "";
}

export async function unlessMissing<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

const namesMax = 100_000;

/** The names of the blobs that begin so, in their order. */
export async function namesIn(container: ContainerClient, prefix: string): Promise<string[]> {
  return within(
    `list the blobs ${prefix}*`,
    async (abortSignal) => {
      const names: string[] = [];
      for await (const { name } of container.listBlobsFlat({ prefix, abortSignal })) {
        names.push(name);
        if (names.length >= namesMax) break;
      }
      return names;
    },
    listMs,
  );
}
