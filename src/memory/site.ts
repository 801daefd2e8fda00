/** A public site in memory. */
import { checkFileName } from "../domain/limits.ts";
import type { Site } from "../engine/ports.ts";

export function memorySite(): Site {
  const files = new Map<string, { body: string; version: number }>();
  return {
    async publish(name, _contentType, render) {
      checkFileName(name);
      for (let attempt = 0; attempt < 20; attempt++) {
        const version = files.get(name)?.version ?? 0;
        const body = await render();
        if ((files.get(name)?.version ?? 0) !== version) continue;
        files.set(name, { body, version: version + 1 });
        return;
      }
      throw new Error(`${name} was replaced by others 20 times in a row.`);
    },
    async read(name) {
      checkFileName(name);
      return files.get(name)?.body;
    },
  };
}
