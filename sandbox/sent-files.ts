/** Pictures and files that people send: read from a request, kept, shown in the page, and made to vanish. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Bytes } from "./bytes.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { madeUpContent } from "./made-up.ts";
import { quoted } from "./message-html.ts";
import { stableGuid } from "./people.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";
import type { SentFile } from "./world.ts";

const filesMax = 10;
const bytesMax = 60 * 1024 * 1024;
/** What a request with that much in base64 needs. */
export const sendingBytesMax = Math.ceil((bytesMax * 4) / 3) + 1024 * 1024;

/** Read and written again it is the same; a regular expression runs out of stack on twenty megabytes. */
function isBase64(text: string): boolean {
  const unpadded = (padded: string): string => padded.replace(/={1,2}$/, "");
  return unpadded(Buffer.from(text, "base64").toString("base64")) === unpadded(text);
}

const fileShape = z.strictObject({
  name: z.string().min(1).max(255),
  contentType: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+*-]+$/),
  contentBase64: z.string().min(1).refine(isBase64).optional(),
  bytes: z.int().min(1).max(bytesMax).optional(),
});
const complaint = `attachments: at most ${filesMax}, each {name, contentType} with contentBase64, or with bytes from 1 to ${bytesMax}.`;

/** What somebody sends along, kept. Throws when it is not as documented. */
export function keepFiles(bytes: Bytes, attachments: unknown): SentFile[] {
  if (attachments === undefined) return [];
  const given = z.array(fileShape).max(filesMax).safeParse(attachments);
  const each = given.data?.filter((one) => (one.contentBase64 === undefined) !== (one.bytes === undefined));
  if (each === undefined || each.length !== given.data?.length) throw sandboxError(400, complaint);
  const files = each.map(({ name, contentType, contentBase64, bytes: size }) => {
    const content = contentBase64 === undefined ? undefined : Buffer.from(contentBase64, "base64");
    const id = `0-sb-d1-${randomUUID().replaceAll("-", "")}`;
    return { content, file: { id, name, contentType, bytes: content?.length ?? size! } };
  });
  const total = files.reduce((sum, { file }) => sum + file.bytes, 0);
  if (total > bytesMax) throw sandboxError(413, `attachments: at most ${bytesMax} bytes together.`);
  for (const { content, file } of files)
    if (content !== undefined && !bytes.keep(file.id, content))
      throw sandboxError(413, "The sandbox has no room for more files; start it with --fresh.");
  return files.map(({ content, file }) => (content === undefined ? { ...file, madeUp: true } : file));
}

export const isPicture = ({ contentType }: Pick<SentFile, "contentType">): boolean => contentType.startsWith("image/");

/** What a file is called inside a message; the picture has other ways to be found. */
export const attachmentId = ({ id }: SentFile): string => stableGuid(`file ${id}`);

/** How it stands in the rich text of a message, with the address at which Teams itself keeps a picture. */
export const markOf = (file: SentFile): string =>
  isPicture(file)
    ? `<img alt="${quoted(file.name)}" src="https://eu-api.asm.skype.com/v1/objects/${file.id}/views/imgo" itemtype="http://schema.skype.com/AMSImage">`
    : `<attachment id="${attachmentId(file)}"></attachment>`;

/** The content, or the status that says why there is none. What was deleted with its message is gone too. */
export function contentOf(store: Store, bytes: Bytes, id: string): { file: SentFile; content: Buffer } | 404 | 410 {
  const found = store.file(id);
  if (found === undefined || found.message.deletedAt !== undefined) return 404;
  const { file } = found;
  if (file.gone !== undefined) return file.gone;
  const content = file.madeUp ? madeUpContent(file.id, file.contentType, file.bytes) : bytes.read(file.id);
  return content === undefined ? 404 : { file, content };
}

/** Shown as they are in a page; everything else is only saved. */
const harmless = /^image\/(png|jpeg|gif|webp|bmp)$/;

export const sentFileRoutes = (store: Store, bytes: Bytes): Route[] => [
  route("GET", "/sandbox/attachments/{file}", (call) => {
    const found = contentOf(store, bytes, call.params["file"]!);
    if (typeof found === "number") throw sandboxError(found, "There is no such file any more.");
    const { file, content } = found;
    const isShown = harmless.test(file.contentType);
    const name = `filename*=UTF-8''${encodeURIComponent(file.name)}`;
    return {
      status: 200,
      body: content,
      headers: {
        "content-type": isShown ? file.contentType : "application/octet-stream",
        "content-disposition": `${isShown ? "inline" : "attachment"}; ${name}`,
        "content-security-policy": "default-src 'none'; sandbox",
      },
    };
  }),
  route("DELETE", "/sandbox/attachments/{file}", (call) => vanish(store, bytes, call)),
];

function vanish(store: Store, bytes: Bytes, call: Call): Answer {
  const found = store.file(call.params["file"]!);
  if (found === undefined) throw sandboxError(404, "There is no such file.");
  const { status = 404 } = call.body.length === 0 ? {} : sandboxBody(call);
  if (status !== 404 && status !== 410) throw sandboxError(400, "status: 404 or 410.");
  found.file.gone = status;
  bytes.drop(found.file.id);
  store.changed({ type: "edited", conversation: found.message.conversation, id: found.message.id });
  return ok(found.file);
}
