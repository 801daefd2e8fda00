import { expect, test } from "@jest/globals";
import type { LoggedLine } from "../../src/engine/ports.ts";
import { type Told, threadsOf } from "../../src/views/transcript-threads.ts";
import { line, logged, night } from "./transcripts.ts";

const shape = (told: Told): unknown => [
  told.first.id,
  [...told.steps, ...told.files].map(({ kind }) => kind).join(" "),
  ...(told.replies.length === 0 ? [] : [told.replies.map(shape)]),
];
const shapes = (lines: readonly LoggedLine[]): unknown[] =>
  threadsOf(lines).map((piece) => {
    if (piece.kind === "mark") return piece.line.kind;
    return piece.kind === "message" ? shape(piece.told) : ["loose", piece.replies.map(shape)];
  });

test("messages stand with all that became of them, replies in their thread, marks at their time", () => {
  expect(shapes(night)).toEqual([
    ["101", "bot"],
    [
      "102",
      "said edited",
      [
        ["103", "said"],
        ["104", "said"],
      ],
    ],
    ["105", "said deleted"],
    ["106", "said"],
    ["107", "said kept kept"],
    ["loose", [["108", "said"]]],
    "gap",
    ["109", "said deleted restored"],
    "erased",
  ]);
});

test("what was heard of late stands where it was said, and a message before what became of it", () => {
  const lines = logged([
    line("2", 5, { kind: "edited" }),
    line("3", 6),
    line("2", 7, { kind: "said", source: "graph" }),
    line("1", 1, { source: "graph" }),
    line("2", 4, { kind: "edited", text: "between" }),
  ]);
  expect(shapes(lines)).toEqual([
    ["1", "said"],
    ["3", "said"],
    ["2", "said edited edited"],
  ]);
  const [, , { told }] = threadsOf(lines) as [unknown, unknown, { told: Told }];
  expect(told.steps.map(({ text }) => text)).toEqual(["words of 2", "between", "words of 2"]);
});

test("an answer to an answer stands in the thread of the first", () => {
  const lines = logged([line("1", 0), line("2", 1, { replyTo: "1" }), line("3", 2, { replyTo: "2" })]);
  expect(shapes(lines)).toEqual([
    [
      "1",
      "said",
      [
        ["2", "said"],
        ["3", "said"],
      ],
    ],
  ]);
});

test("messages that answer each other, or themselves, are all there", () => {
  const lines = logged([
    line("1", 0, { replyTo: "2" }),
    line("2", 1, { replyTo: "1" }),
    line("3", 2, { replyTo: "3" }),
    line("4", 3, { replyTo: "1" }),
  ]);
  expect(JSON.stringify(shapes(lines)).match(/"said"/g)).toHaveLength(4);
});

test("lines without an id or a time are all there", () => {
  const lines = logged([line("", 0, { at: "soon" }), line("", 1, { kind: "bot" }), line("", 2)]);
  expect(shapes(lines)).toHaveLength(3);
});

test("a hundred thousand lines take no time to speak of", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    ...night[1]!,
    id: `${index}`,
    number: index + 1,
    ...(index % 5 === 0 ? {} : { replyTo: `${index - (index % 5)}` }),
  }));
  const started = performance.now();
  expect(threadsOf(many)).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
