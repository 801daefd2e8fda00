import { describe, expect, test } from "@jest/globals";
import type { Measure } from "../../src/domain/learning/measure.ts";
import { type History, readHistory } from "../../src/history-file/read.ts";

const now = new Date("2026-11-28T00:00:00Z");
const read = (text: string, format: "csv" | "json" = "csv"): History =>
  readHistory(text, format, { zone: undefined, now });
const header = "id,severity,declared_at";
const day = "2026-11-01T10:00:00Z";
const csv = (...rows: string[]): History => read([header, ...rows].join("\n"));
const told = ({ troubles }: History): string[] =>
  troubles.map(({ line, column, message }) => `${line}:${column ?? ""} ${message}`);

describe("what a severity may look like", () => {
  test.each([
    ["1", 1],
    ["SEV1", 1],
    ["sev-2", 2],
    ["Severity 3", 3],
    ["P4", 4],
    ["S5", 5],
    ["1 - Critical", 1],
    ["2 – High", 2],
    ["P3: minor", 3],
    ["3 (Moderate)", 3],
    ["Highest", 1],
    ["CRITICAL", 1],
    ["medium", 3],
    ["lowest", 5],
  ])("%s is %d", (said, severity) => {
    expect(csv(`a,${said},${day}`).measures).toMatchObject([{ severity }]);
  });

  test.each(["0", "6", "10", "SEV10", "P0", "1.5", "1 of 5", "one", "-1", "severe"])("%s is none", (said) => {
    expect(told(csv(`a,${said},${day}`))).toEqual([
      `2:2 severity: “${said}” is no severity from 1 to 5, like SEV1, P2 or “1 - Critical”.`,
    ]);
  });
});

test("all that a row can say", () => {
  const names =
    "Key,Summary,Sev,Impact started,Detected,Created At,Acknowledged at,Mitigated,Resolved At,Services,Reopened,Drill,Confidential";
  const at = (minute: number) => `2026-11-01T10:${minute}:00Z`;
  const row = `X-1,Down,2,${at(10)},${at(11)},${at(12)},${at(13)},${at(14)},${at(15)},a; b ;a,3,yes,true`;
  const iso = (minute: number) => `2026-11-01T10:${minute}:00.000Z`;
  expect(read(`${names}\n${row}`)).toEqual({
    measures: [
      {
        id: "X-1",
        source: "import",
        title: "Down",
        severity: 2,
        services: ["a", "b"],
        declaredAt: iso(12),
        impactStartedAt: iso(10),
        detectedAt: iso(11),
        acknowledgedAt: iso(13),
        mitigatedAt: iso(14),
        recoveredAt: iso(15),
        reopened: 3,
        drill: true,
        confidential: true,
      } satisfies Measure,
    ],
    troubles: [],
    badRows: 0,
    fatal: false,
    unused: [],
  });
});

test("times that run backwards are brought in as they are: the statistics show them", () => {
  const text = `id,severity,created_at,resolved_at\na,1,${day},2026-11-01T09:00:00Z`;
  expect(read(text).measures).toMatchObject([{ recoveredAt: "2026-11-01T09:00:00.000Z" }]);
});

test("every bad cell of every bad row is named with its line and column, in the order in which one reads", () => {
  const text = [
    "id;title;severity;created_at;resolved_at;drill",
    `a;ok;1;${day};;`,
    `;"two`,
    `lines";P9;yesterday;11/02/2026;maybe`,
    `b;ok;1;${day};;`,
    `a;again;1;${day};;`,
    `c;short;1`,
    `d;ok;;;;`,
  ].join("\r\n");
  const history = read(text);
  expect(told(history)).toEqual([
    "3:1 id is empty.",
    expect.stringMatching(/^3:3 severity: “P9” is no severity/),
    expect.stringMatching(/^3:4 created_at: “yesterday” is not a time/),
    expect.stringMatching(/^3:5 resolved_at: “11\/02\/2026” may begin with the month/),
    "3:6 drill: “maybe” is neither true nor false.",
    "6: Line 2 has the incident “a” already.",
    expect.stringMatching(/^7: This row has 3 cells, and the first line 6/),
    "8:3 severity is empty.",
    "8:4 created_at is empty.",
  ]);
  expect(history).toMatchObject({ badRows: 4, fatal: false });
  expect(history.measures.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("in JSON the place is that of the key", () => {
  const text = `[
  {"id": "a", "severity": 1, "declared_at": "${day}"},
  {"id": "b", "note": "\\"}, {",
   "severity": "none", "declared_at": "${day}", "severity": "P7"},
  {"id": "c", "severity": 2},
  null,
  {"fields": {"id": {"value": "d"}, "severity": 3, "created": "soon"}}
]`;
  const history = read(text, "json");
  expect(told(history)).toEqual([
    expect.stringMatching(/^4:63 severity: “P7”/),
    "5:3 declared_at, created_at or opened_at is empty.",
    "6:3 An incident is written { … }.",
    expect.stringMatching(/^7:52 created: “soon” is not a time/),
  ]);
  expect(history.measures.map(({ id }) => id)).toEqual(["a"]);
  expect(history.unused).toEqual(["note"]);
});

test("of two names for the same the better one counts, where it is filled in", () => {
  const text = `number,id,priority,severity,created_at\nINC1,9d38,1,,${day}\n,9d39,1,3,${day}`;
  expect(read(text).measures).toMatchObject([
    { id: "INC1", severity: 1 },
    { id: "9d39", severity: 3 },
  ]);
});

describe("a file of which nothing can be used says why", () => {
  test.each([
    ["", "1: The file is empty."],
    ["\n \n", "1: The file is empty."],
    ["a,b\n1,2", "1: No column has the id: call it id, number or key."],
    [`${header}\n"a,1,${day}\nb,2,${day}`, "2: A quotation mark is opened in or behind this line and never closed."],
    [`${header}\na"b,1,${day}`, "2: A quotation mark stands where none may be; within quotation marks write it twice."],
  ])("%j", (text, message) => {
    const history = read(text);
    expect(history).toMatchObject({ fatal: true, measures: [] });
    expect(told(history)[0]).toContain(message);
  });

  test.each([
    ["", "1: The file is empty."],
    ["{", "1:2 This is not JSON."],
    ['[{"id": 1,}]', "1:11 This is not JSON."],
    ['{"a": []}', "1: There is no list of incidents"],
    ["7", "1: There is no list of incidents"],
    ['[{"x": 1}]', "1: No key has the id"],
  ])("%j", (text, message) => {
    const history = read(text, "json");
    expect(history).toMatchObject({ fatal: true, measures: [] });
    expect(told(history)[0]).toContain(message);
  });

  test("a table without the needed columns names all of them", () => {
    expect(told(read("title\nx"))).toEqual([
      "1: No column has the id: call it id, number or key.",
      "1: No column has the severity: call it severity, sev or priority.",
      "1: No column has the time of the declaration: call it declared_at, created_at or opened_at.",
    ]);
  });
});

test("a list of none is one, and a table of none too", () => {
  expect(read("[]", "json")).toMatchObject({ fatal: false, measures: [], badRows: 0 });
  expect(csv()).toMatchObject({ fatal: false, measures: [], badRows: 0 });
});

test.each([",", ";", "\t"])("columns may be separated by %j", (delimiter) => {
  const text = [header, `a,1,${day}`].join("\n").replaceAll(",", delimiter);
  expect(read(text).measures).toMatchObject([{ id: "a", severity: 1 }]);
});
