/** Pictures and files in memory. */
import { checkMediaBytes, checkMediaKey, checkMediaPrefix } from "../domain/limits.ts";
import type { Media } from "../engine/ports.ts";

export function memoryMedia(): Media {
  const files = new Map<string, Buffer>();
  return {
    async keep(key, _contentType, bytes) {
      checkMediaKey(key);
      checkMediaBytes(bytes);
      if (!files.has(key)) files.set(key, Buffer.from(bytes));
    },
    async read(key) {
      checkMediaKey(key);
      const bytes = files.get(key);
      return bytes && Buffer.from(bytes);
    },
    async remove(prefix) {
      checkMediaPrefix(prefix);
      for (const key of files.keys()) if (key.startsWith(prefix)) files.delete(key);
    },
  };
}
