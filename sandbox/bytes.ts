/** The bytes of what people sent, beside everything else that the sandbox remembers: in a folder, or in memory. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const bytesFolder = "attachments";
const bytesMax = 1024 * 1024 * 1024;

export type Bytes = {
  /** False when there is no room left. */
  keep(id: string, content: Buffer): boolean;
  read(id: string): Buffer | undefined;
  drop(id: string): void;
};

/** `data` is the folder of the sandbox, where it has one. */
export function createBytes(data: string | undefined): Bytes {
  const kept = data === undefined ? inMemory() : inFolder(join(data, bytesFolder));
  let total = 0;
  return {
    ...kept,
    keep(id, content) {
      if (total + content.length > bytesMax) return false;
      total += content.length;
      kept.write(id, content);
      return true;
    },
  };
}

type Kept = Omit<Bytes, "keep"> & { write(id: string, content: Buffer): void };

function inMemory(): Kept {
  const contents = new Map<string, Buffer>();
  return {
    write: (id, content) => void contents.set(id, content),
    read: (id) => contents.get(id),
    drop: (id) => void contents.delete(id),
  };
}

/** The ids are the sandbox's own and safe as names of files. */
function inFolder(folder: string): Kept {
  mkdirSync(folder, { recursive: true });
  return {
    write: (id, content) => writeFileSync(join(folder, id), content, { mode: 0o600 }),
    read(id) {
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
    drop: (id) => rmSync(join(folder, id), { force: true }),
  };
}
