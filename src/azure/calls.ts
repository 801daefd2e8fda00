/** One call to Azure Storage: it has a deadline, and what goes wrong is an answer to work with or an Outage. */
import { Outage } from "../engine/ports.ts";

/** Whatever the library retries, nothing takes longer than this. */
const deadlineMs = 10_000;

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
    if (meaningful.has(statusOf(error) ?? 0) && !isMissingPlace(error)) throw error;
    throw outage(doing, error);
  }
}

const meaningful: ReadonlySet<number> = new Set([404, 409, 412, 416]);

/** The status Azure answered with; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}

/** The table, queue or container itself is gone: nobody's ordinary "not there". */
const isMissingPlace = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  /^(Table|Queue|Container)(NotFound|BeingDeleted)$/.test(String(error.code));

function outage(doing: string, error: unknown): Outage {
  const status = statusOf(error);
  const again = status === undefined || status === 408 || status === 429 || status >= 500 || isMissingPlace(error);
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 300) : String(error);
  const remedy =
    status === 403
      ? " Muster's identity needs the roles Storage Table, Queue and Blob Data Contributor on the storage account."
      : "";
  return new Outage(`Azure Storage did not ${doing}${status === undefined ? "" : ` (${status})`}: ${why}.${remedy}`, {
    again,
    cause: error,
  });
}
