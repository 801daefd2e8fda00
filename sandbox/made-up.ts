/** Content of any size that need not be sent or kept: the same again for the same id. A picture can be looked at. */
import { crc32, deflateSync } from "node:zlib";
import { digest } from "./people.ts";

const width = 320;
const height = 180;

export function madeUpContent(id: string, contentType: string, bytes: number): Buffer {
  const content = Buffer.alloc(bytes, digest(id));
  // Whoever shows a picture stops reading where it ends.
  if (contentType.startsWith("image/")) picture(id).copy(content);
  return content;
}

/** A picture in one colour that fades to white, as PNG. */
function picture(id: string): Buffer {
  const colour = [0, 2, 4].map((at) => Number.parseInt(digest(id).slice(at, at + 2), 16));
  const row = (y: number): Buffer => {
    const pixel = colour.map((part) => Math.round(part + ((255 - part) * y) / height));
    // The first byte says that the row is written as it is.
    return Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.from(pixel))]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for each of three colours.
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
