/** Files packed into a zip: the same files always give the same bytes. The layout is APPNOTE.TXT 4.3 of PKWARE. */
import { crc32, deflateRawSync } from "node:zlib";

/** 1 January 1980, the beginning of time in a zip. */
const noDate = 0x0021;
const deflated = 8;
const version = 20;

export function zip(files: readonly { name: string; content: Buffer }[]): Buffer {
  let offset = 0;
  const packed = files.map(({ name, content }) => {
    const data = deflateRawSync(content, { level: 9 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(version, 0);
    about.writeUInt16LE(deflated, 4);
    about.writeUInt16LE(noDate, 8);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([signature(0x04034b50), about, Buffer.from(name), data]);
    const entry = { central: central(about, name, offset), local };
    offset += local.length;
    return entry;
  });
  const index = Buffer.concat(packed.map((entry) => entry.central));
  return Buffer.concat([...packed.map((entry) => entry.local), index, end(packed.length, index.length, offset)]);
}

function central(about: Buffer, name: string, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), short(version), about, rest, Buffer.from(name)]);
}

function end(count: number, length: number, offset: number): Buffer {
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(count, 4);
  rest.writeUInt16LE(count, 6);
  rest.writeUInt32LE(length, 8);
  rest.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), rest]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
