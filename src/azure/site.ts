/** What anybody may read, in the container that Azure Storage serves as a static website. */
import type { BlockBlobClient, ContainerClient } from "@azure/storage-blob";
import { checkFileName } from "../domain/limits.ts";
import { Outage, type Site } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";

const triesMax = 20;
const cacheControl = "max-age=10";

export function azureSite(container: ContainerClient): Site {
  return {
    async publish(name, contentType, render) {
      checkFileName(name);
      const blob = container.getBlockBlobClient(name);
      for (let attempt = 0; attempt < triesMax; attempt++) {
        // The version first, then the text: whatever is newer than the text makes the upload fail.
        const version = await versionOf(blob);
        if (await replace(blob, version, contentType, await render())) return;
      }
      throw new Outage(`${name} was replaced by others ${triesMax} times in a row.`, { again: true });
    },
    async read(name) {
      checkFileName(name);
      try {
        return await within(`read ${name}`, async (abortSignal) =>
          (await container.getBlockBlobClient(name).downloadToBuffer(0, undefined, { abortSignal })).toString("utf8"),
        );
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
  };
}

async function versionOf(blob: BlockBlobClient): Promise<string | undefined> {
  try {
    const { etag } = await within(`look at ${blob.name}`, (abortSignal) => blob.getProperties({ abortSignal }));
    return etag;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** False when somebody else was faster. */
async function replace(
  blob: BlockBlobClient,
  version: string | undefined,
  contentType: string,
  text: string,
): Promise<boolean> {
  const body = Buffer.from(text);
  const conditions = version === undefined ? { ifNoneMatch: "*" } : { ifMatch: version };
  const blobHTTPHeaders = { blobContentType: contentType, blobCacheControl: cacheControl };
  try {
    await within(`publish ${blob.name}`, (abortSignal) =>
      blob.upload(body, body.length, { conditions, blobHTTPHeaders, abortSignal }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    return false;
  }
}
