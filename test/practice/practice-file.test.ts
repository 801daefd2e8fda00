import { expect, test } from "@jest/globals";
import { roleCalled, standardPractice } from "../../src/domain/practice.ts";
import { practiceFrom, readPractice } from "../../src/practice-file.ts";

const read = (text: string) => practiceFrom(text, "practice.yaml");

test("without a file, and with an empty one, the usual practice holds", () => {
  expect(readPractice(undefined)).toEqual(standardPractice);
  expect(read("")).toEqual(standardPractice);
});

test("what a file says takes the place of what is usual, and nothing else does", () => {
  const practice = read(`
severities:
  2: { meaning: many feel it, tells: ["19:a@thread.tacv2"] }
  5: { pages: true }
roles:
  deputy: { title: second in command, words: [Deputy, XO] }
  bridge: { title: bridge keeper, words: [bridge  keeper], several: true }
`);
  expect(practice.severities.map(({ meaning }) => meaning)).toEqual([
    standardPractice.severities[0]!.meaning,
    "many feel it",
    ...standardPractice.severities.slice(2).map(({ meaning }) => meaning),
  ]);
  expect(practice.severities[4]!.pages).toBe(true);
  expect(roleCalled(practice, "xo")?.title).toBe("second in command");
  expect(roleCalled(practice, "Bridge Keeper")).toMatchObject({ role: "bridge", several: true });
  expect(roleCalled(practice, "scribe")?.role).toBe("scribe");
});

test.each([
  ["severities: { 6: { meaning: x } }", /severities/],
  ["severities: { 1: { meaning: 7 } }", /severities\.1\.meaning/],
  ["sevrities: {}", /sevrities/],
  ["roles: { Bridge: { title: x, words: [x] } }", /small letters/],
  ["roles: { bridge: { title: x, words: [] } }", /roles\.bridge\.words/],
  ["roles: { bridge: { title: x, words: [scribe] } }", /“scribe” is a word of two roles/],
  ["roles: { commander: { title: x, words: [ic], several: true } }", /only one person has command/],
  ["roles: [", /no YAML/],
])("%s is refused with the place of the mistake", (text, says) => {
  expect(() => read(text)).toThrow(says);
  expect(() => read(text)).toThrow("practice.yaml");
});
