/** A picture as PNG, eight bits of red, green, blue and opacity (W3C PNG, sections 5 and 11). */
import { crc32, deflateSync } from "node:zlib";

export type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/** A square picture; `at` gives the colour of the pixel whose upper left corner is (x, y), each channel 0 to 255. */
export function png(size: number, at: (x: number, y: number) => Pixel): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) rows.set(at(x, y).map(Math.round), y * (1 + size * 4) + 1 + x * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
