/** Copies of pictures and files, each a block blob under its key. */
import type { ContainerClient } from "@azure/storage-blob";
import { checkMediaBytes, checkMediaKey, checkMediaPrefix } from "../domain/limits.ts";
import type { Media } from "../engine/ports.ts";
import { namesIn, statusOf, within } from "./calls.ts";

/** Of a file of the largest size, over a poor line. */
const transferMs = 60_000;

export function azureMedia(container: ContainerClient): Media {
  return {
    async keep(key, contentType, bytes) {
      checkMediaKey(key);
      checkMediaBytes(bytes);
      const blob = container.getBlockBlobClient(key);
      const options = { blobHTTPHeaders: { blobContentType: contentType }, conditions: { ifNoneMatch: "*" } };
      try {
        await within(
          `keep the file ${key}`,
          (abortSignal) => blob.upload(bytes, bytes.length, { ...options, abortSignal }),
          transferMs,
        );
      } catch (error) {
        // It is there already: kept before, or kept just now while the answer was lost.
        if (statusOf(error) !== 409 && statusOf(error) !== 412) throw error;
      }
    },
    async read(key) {
      checkMediaKey(key);
      try {
        return await within(
          `read the file ${key}`,
          (abortSignal) => container.getBlobClient(key).downloadToBuffer(0, undefined, { abortSignal }),
          transferMs,
        );
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async remove(prefix) {
      checkMediaPrefix(prefix);
      for (const name of await namesIn(container, prefix))
        await within(`remove the file ${name}`, (abortSignal) =>
          container.getBlobClient(name).deleteIfExists({ deleteSnapshots: "include", abortSignal }),
        );
    },
  };
}
