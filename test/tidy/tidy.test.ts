/** Rules about the code, as tests of the code. Each line that comes out names the place and what to do. */
import { describe, expect, test } from "@jest/globals";
import { breaches, rules } from "./rules.ts";
import { linesIn, readSources, sourceFrom } from "./sources.ts";

const sources = readSources();

describe.each(rules)("$name", (rule) => {
  test("everywhere", () => {
    expect(sources.flatMap((source) => breaches(rule, source))).toEqual([]);
  });

  test.each(rule.examples)("and it would be noticed in %s", (path, text) => {
    expect(breaches(rule, sourceFrom(path, text))).not.toEqual([]);
  });
});

test("most files of Muster are short", () => {
  const lengths = sources
    .filter(({ path }) => path.startsWith("src/"))
    .map(linesIn)
    .sort((one, other) => one - other);
  expect(lengths.at(lengths.length / 2)).toBeLessThan(60);
  expect(lengths.at(lengths.length * 0.95)).toBeLessThan(200);
});
