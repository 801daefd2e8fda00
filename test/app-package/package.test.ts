import { readFileSync } from "node:fs";
import { crc32, inflateRawSync, inflateSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { colourIcon, outlineIcon } from "../../appPackage/icons.ts";
import { zip } from "../../appPackage/zip.ts";

const committed = (name: string) => readFileSync(new URL(`../../appPackage/${name}`, import.meta.url));

test("the icons are the drawn ones, in the sizes Teams wants", () => {
  expect(colourIcon().equals(committed("color.png"))).toBe(true);
  expect(outlineIcon().equals(committed("outline.png"))).toBe(true);
  expect([committed("color.png").readUInt32BE(16), committed("outline.png").readUInt32BE(16)]).toEqual([192, 32]);
});

test("the outline icon is white or nothing", () => {
  const rows = inflateSync(outlineIcon().subarray(41, -16));
  for (let y = 0; y < 32; y += 1)
    for (let x = 0; x < 32; x += 1) {
      const at = y * (1 + 32 * 4) + 1 + x * 4;
      expect([...rows.subarray(at, at + 3)]).toEqual([255, 255, 255]);
    }
  expect(rows[4]).toBe(0);
});

test("what goes into a zip comes out, and the same files make the same bytes", () => {
  const files = [
    { name: "manifest.json", content: Buffer.from('{"name":"ü"}') },
    { name: "empty", content: Buffer.alloc(0) },
  ];
  const packed = zip(files);
  expect(unzip(packed)).toEqual(files);
  expect(zip(files).equals(packed)).toBe(true);
});

/** Reads by the index at the end, as unpackers do. */
function unzip(packed: Buffer): { name: string; content: Buffer }[] {
  const end = packed.length - 22;
  let at = packed.readUInt32LE(end + 16);
  return Array.from({ length: packed.readUInt16LE(end + 10) }, () => {
    const nameLength = packed.readUInt16LE(at + 28);
    const name = packed.subarray(at + 46, at + 46 + nameLength).toString();
    const local = packed.readUInt32LE(at + 42);
    const start = local + 30 + packed.readUInt16LE(local + 26);
    const content = inflateRawSync(packed.subarray(start, start + packed.readUInt32LE(at + 20)));
    expect(crc32(content)).toBe(packed.readUInt32LE(at + 16));
    at += 46 + nameLength;
    return { name, content };
  });
}
