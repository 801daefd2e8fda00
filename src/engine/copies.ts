/** Which pictures and files of a transcript are still to be copied, and what a copy is called. */
import { hash } from "node:crypto";
import { checkMediaKey } from "../domain/limits.ts";
import type { Line, LoggedLine } from "./ports.ts";

type Attachment = NonNullable<Line["attachments"]>[number];

/** Something that came with the message of a line, of which no line says yet what became of it. */
export type Uncopied = { line: LoggedLine; attachment: Attachment };

/** Cards, quoted messages and the like are no files. */
const noFile = /^(application\/vnd\.microsoft\.(card|teams\.(card|messaging))|\w*Reference$)/i;
/** A file in the channel's folder; so Graph calls it, and so does the Bot Connector. */
const inSharePoint = /^(reference|application\/vnd\.microsoft\.teams\.file\.)/i;

export const isStored = ({ contentType }: Pick<Attachment, "contentType">): boolean => inSharePoint.test(contentType);

export const isFile = (attachment: Attachment): boolean =>
  isStored(attachment) || (attachment.url !== undefined && !noFile.test(attachment.contentType));

export const hasFiles = ({ attachments = [] }: Line): boolean => attachments.some(isFile);

/** In the order in which they came. `message`: only what came with this one. */
export function uncopied(lines: readonly LoggedLine[], message?: string): Uncopied[] {
  const about = message === undefined ? lines : lines.filter(({ id }) => id === message);
  const told = new Set(about.flatMap(({ id, file }) => (file === undefined ? [] : [nameOf(id, file)])));
  return about.flatMap((line) =>
    (line.attachments ?? []).flatMap((attachment) => {
      const name = nameOf(line.id, attachment);
      if (!isFile(attachment) || told.has(name)) return [];
      told.add(name);
      return [{ line, attachment }];
    }),
  );
}

const nameOf = (id: string, { name, url }: { name: string; url?: string }): string => JSON.stringify([id, url ?? name]);

/** Names this attachment among those of its message, in few characters. */
export const markOf = ({ line, attachment }: Uncopied): string =>
  hash("sha256", nameOf(line.id, attachment), "hex").slice(0, 16);

export const keptLine = ({ line, attachment }: Uncopied, at: Date, file: Partial<Line["file"]>): Line => ({
  id: line.id,
  kind: "kept",
  at: at.toISOString(),
  from: line.from,
  text: "",
  ...(line.replyTo !== undefined && { replyTo: line.replyTo }),
  file: { ...attachment, ...file },
});

export type Copy = { key: string; contentType: string; sha256: string; bytes: number };

/** `told` is what the other side says that it is. The same bytes in the same message are the same copy. */
export function copyOf(stream: string, message: string, bytes: Uint8Array, told: string): Copy {
  const sha256 = hash("sha256", bytes, "hex");
  const contentType = pictureType(bytes) ?? harmless(told);
  const end = endings[contentType] ?? "bin";
  const key = `${stream}/${message.replace(/[^A-Za-z0-9-]/g, "-").slice(0, 60)}-${sha256.slice(0, 24)}.${end}`;
  checkMediaKey(key);
  return { key, contentType, sha256, bytes: bytes.length };
}

const endings: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
};

/** How pictures of each type begin; Teams says "image/*" of most. */
function pictureType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.length)).toString("latin1");
  if (start.startsWith("\x89PNG")) return "image/png";
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(start)) return "image/gif";
  return /^RIFF[\s\S]{4}WEBP/.test(start) ? "image/webp" : undefined;
}

/** What calls itself a picture of these types, and does not begin like one, is not. */
function harmless(told: string): string {
  const lawful = /^[\w.+-]{1,50}\/[\w.+-]{1,80}$/.test(told);
  return lawful && endings[told] === undefined ? told : "application/octet-stream";
}
