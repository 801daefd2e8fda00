/** The pictures and files of a transcript: held against what was copied, and written beside the documents. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoggedLine, Media } from "../engine/ports.ts";
import { isPicture, type KeptCopy } from "../views/transcript-words.ts";

/** What stands in the HTML document itself; the rest is linked. */
const pictureBytesMax = 2_000_000;
const picturesBytesMax = 20_000_000;

export type Copies = {
  /** By key. */
  copies: Map<string, KeptCopy>;
  /** Sentences about copies that are missing or not what was copied. */
  faults: string[];
  written: number;
};

/** `folder`: where the files are written, and under which name the documents link to it. */
export async function copiesOf(
  lines: readonly LoggedLine[],
  media: Media,
  folder?: { out: string; name: string },
): Promise<Copies> {
  const found: Copies = { copies: new Map(), faults: [], written: 0 };
  let embedded = 0;
  for (const { number, file } of lines) {
    if (file?.key === undefined || found.copies.has(file.key)) continue;
    const bytes = await readCopy(media, file.key);
    const fault = faultOf(file.sha256, bytes);
    if (fault !== undefined) found.faults.push(`The copy of ${file.key.slice(0, 200)} (line ${number}) ${fault}.`);
    if (bytes === undefined) continue;
    const small = isPicture(file.contentType) && bytes.length <= pictureBytesMax;
    const picture =
      small && embedded + bytes.length <= picturesBytesMax ? dataAddress(file.contentType, bytes) : undefined;
    if (picture !== undefined) embedded += bytes.length;
    const path = folder && `${folder.name}/${nameOf(file.key, file.contentType, found.written)}`;
    if (folder !== undefined && path !== undefined) {
      await mkdir(join(folder.out, folder.name), { recursive: true });
      await writeFile(join(folder.out, path), bytes);
      found.written += 1;
    }
    found.copies.set(file.key, { ...(path !== undefined && { path }), ...(picture !== undefined && { picture }) });
  }
  return found;
}

/** A key that no file can have, in a transcript that somebody changed, names a copy that is not there. */
async function readCopy(media: Media, key: string): Promise<Buffer | undefined> {
  try {
    return await media.read(key);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function faultOf(sha256: string | undefined, bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return "is not there";
  const isOther = sha256 !== undefined && createHash("sha256").update(bytes).digest("hex") !== sha256.toLowerCase();
  return isOther ? "is not what was copied" : undefined;
}

const dataAddress = (contentType: string, bytes: Buffer): string =>
  `data:${contentType.toLowerCase()};base64,${bytes.toString("base64")}`;

/** Pictures keep their names; of anything else the end says that it is not to be opened by a click. */
function nameOf(key: string, contentType: string, index: number): string {
  const [, name = ""] = key.split("/");
  const isSafe = isPicture(contentType) && /\.(png|jpe?g|gif|webp)$/i.test(name);
  return `${String(index + 1).padStart(3, "0")}-${name}${isSafe ? "" : ".bin"}`;
}
