/** Files that are too much, or made to hurt. */
import { expect, test } from "@jest/globals";
import { type History, readHistory } from "../../src/history-file/read.ts";

const now = new Date("2026-11-28T00:00:00Z");
const read = (text: string, format: "csv" | "json" = "csv"): History =>
  readHistory(text, format, { zone: undefined, now });
const day = "2026-11-01T10:00:00Z";
const header = "id,severity,declared_at";
const rows = (count: number, severity = "1") =>
  Array.from({ length: count }, (_, index) => `I-${index},${severity},${day}`).join("\n");

test("a thousand columns are refused, and two hundred are not", () => {
  const wide = (count: number) => Array.from({ length: count - 3 }, (_, index) => `c${index}`).join(",");
  expect(read(`${header},${wide(1_000)}\n`).troubles).toEqual([
    {
      line: 1,
      message:
        "There are 1000 columns, and 200 are the most. Keep those for the id, the severity, the times and the services.",
    },
  ]);
  expect(read(`${header},${wide(200)}\n`)).toMatchObject({ fatal: false, unused: { length: 197 } });
  const keys = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`c${index}`, index]));
  expect(read(JSON.stringify([{ id: "a" }, keys]), "json")).toMatchObject({
    fatal: true,
    troubles: [{ line: 1, column: 13, message: expect.stringMatching(/1000 columns/) }],
  });
});

test("a hundred thousand incidents are read, and one more is refused", () => {
  expect(read(`${header}\n${rows(100_000)}`).measures).toHaveLength(100_000);
  expect(read(`${header}\n${rows(100_001)}`)).toMatchObject({ fatal: true, troubles: [{ line: 100_002 }] });
  const list = JSON.stringify(Array.from({ length: 100_001 }, () => 0));
  expect(read(list, "json")).toMatchObject({ fatal: true, troubles: [{ message: expect.stringMatching(/100000/) }] });
});

test("of many bad rows the first fifty mistakes are told, and how many there are", () => {
  const history = read(`${header}\n${rows(500, "9")}`);
  expect(history).toMatchObject({ badRows: 500, troubles: { length: 50 } });
  expect(history.troubles.at(-1)).toMatchObject({ line: 51 });
});

test("a text that is too long is refused where it is used, and not where it is not", () => {
  const long = "x".repeat(1_001);
  const text = `${header},title,comment\n${`a,1,${day},${long},`}\n${`b,1,${day},,${long}`}`;
  expect(read(text)).toMatchObject({
    measures: [{ id: "b" }],
    troubles: [{ line: 2, column: 4, message: expect.stringMatching(/has 1001 characters, and 1000 are the most/) }],
  });
  expect(read(`${header}\n${"i".repeat(201)},1,${day}`).troubles[0]?.message).toMatch(/201 characters, and 200/);
  const services = Array.from({ length: 51 }, (_, index) => `s${index}`).join(";");
  expect(read(`${header},services\na,1,${day},${services}`).troubles[0]?.message).toMatch(/51 services, and 50/);
});

test("a record that never ends, brackets without end and keys of every kind do no harm", () => {
  expect(read(`${header}\n"${"x".repeat(2_000_000)}`)).toMatchObject({ fatal: true, troubles: [{ line: 2 }] });
  expect(read("[".repeat(500_000), "json").fatal).toBe(true);
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(read(`[{"id":${deep},"severity":9,"declared_at":"${day}"}]`, "json")).toMatchObject({ badRows: 1 });
  const odd = `[{"__proto__":{"id":"x"},"constructor":1,"id":"a","severity":1,"declared_at":"${day}"}]`;
  expect(read(odd, "json").measures).toMatchObject([{ id: "a" }]);
  expect(read(`${header},__proto__,constructor\na,1,${day},x,y`).measures).toMatchObject([{ id: "a" }]);
});

test("what somebody wrote is told back in one short line", () => {
  const { troubles } = read(`${header}\na,"sev\n${"y".repeat(500)}",${day}`);
  expect(troubles[0]?.message).toMatch(/^severity: “sev y{56}” is no severity/);
  expect(read(`${header}\n"a\u0007b",1,${day}`).troubles[0]?.message).toMatch(/does not print/);
});
