import { expect, test } from "@jest/globals";
import { readOnCallFile } from "../../src/oncall-file/read.ts";
import { problemsIn } from "./given.ts";

const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghij"
    .split("")
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(", ")}]`),
  "people: *j",
].join("\n");

test.each([
  ["nothing at all", "", "1:1 The file is empty"],
  ["a comment", "# nothing\n", "1:1 The file is empty"],
  ["a word", "hello", "1:1 The file has to begin with one of edition:, people:"],
  ["a list", "- people: []", "1:1 The file has to begin with one of"],
  ["a part that is no list", "people: ann", "1:1 people: wants a list."],
  ["a tab", "people:\n\t- name: ann\n", "2:1 This line begins with a tab"],
  ["two documents", "people: []\n---\npeople: []\n", "2:1 A second document begins here"],
  ["a key twice", "people:\n  - name: ann\n    email: a@b\n    name: bob\n", "4:5 “name” is here already, in line 2."],
  ["a tag", "people:\n  - name: !!int 3\n", "2:11 Tags (!…) have no meaning here"],
  ["an alias of nothing", "people: *nobody\n", "1:9 Nothing above is called &nobody."],
  ["a quote without an end", "people:\n  - name: 'ann\n", "3:1 This is not YAML: Missing closing"],
  [
    "a key of a prototype",
    "people:\n  - name: ann\n    __proto__: { phone: x }\n",
    "3:5 “__proto__” is not known here.",
  ],
  [
    "a constructor",
    "people:\n  - { name: ann, constructor: x, toString: y }\n",
    "2:18 “constructor” is not known here.",
  ],
  ["a key that is a list", "? [people]\n: []\n", "1:3 A key has to be a word."],
  ["a key that is a number", "rosters:\n  - name: a\n    rotations: { 2: a, 1: b }\n", "3:18 “2” cannot be a key here"],
  ["bytes", "\u0000\u0001\u0002PNG\u001a\n", "1:1 The file has to begin with one of"],
  ["aliases of aliases", bomb, "This is too much: aliases (*) make it as large as that."],
  ["an alias of itself", "people: &a [*a]\n", "nested too deeply"],
  ["a bracket too much", "people: []\nrosters: ]\n", "2:1 This closes a bracket that nobody opened."],
  ["brackets without end", `people: ${"[".repeat(1_000_000)}`, "1:1 This is nested too deeply"],
  ["lists in lists", `people:\n${"- ".repeat(3_000)}a`, "nested too deeply"],
  ["maps in maps", Array.from({ length: 40 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), "nested too deeply"],
])("%s is said to be wrong, and nothing breaks", (_, text, words) => {
  const said = problemsIn(text);
  expect(said.join("\n")).toContain(words);
  expect(said.length).toBeLessThanOrEqual(50);
});

test("a file of 5 MB is refused before it is parsed", () => {
  const before = performance.now();
  expect(problemsIn(`people: [${"a, ".repeat(1_700_000)}]`)).toEqual([
    "1:1 The file is larger than 2 MB; cut it into several.",
  ]);
  expect(performance.now() - before).toBeLessThan(1_000);
});

test("of a thousand mistakes the first fifty are said", () => {
  const { problems } = readOnCallFile(`people:\n${"  - { nam: ann }\n".repeat(1_000)}`);
  expect([problems.length, problems[0]?.line, problems.at(-1)?.line]).toEqual([50, 2, 26]);
});

test("no key of a file reaches the prototype of anything", () => {
  readOnCallFile("__proto__: { polluted: 1 }\npeople:\n  - __proto__: { polluted: 1 }\n");
  readOnCallFile("rosters:\n  - name: a\n    rotations: { constructor: { prototype: { polluted: 1 } } }\n");
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
