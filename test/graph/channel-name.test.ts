import { describe, expect, test } from "@jest/globals";
import { unlawfulName } from "../../sandbox/graph/channel-names.ts";
import {
  channelName,
  channelNameMax,
  type ChannelNaming,
  isLawfulChannelName,
  numberedChannelName,
} from "../../src/domain/incident/channel-name.ts";

const usual = "inc-{number}-{title}";
const naming = (title: string, more: Partial<ChannelNaming> = {}): ChannelNaming => ({
  number: 42,
  title,
  date: "2026-11-22T10:00:00Z",
  severity: 1,
  ...more,
});
const named = (title: string, template = usual): string => channelName(template, naming(title));

describe("the name of an incident's channel", () => {
  test.each([
    ["checkout is down", "inc-42-checkout-is-down"],
    ["High Number of Failures- Severity: Critical", "inc-42-high-number-of-failures-severity-critical"],
    ["", "inc-42"],
    ["🔥🔥🔥", "inc-42"],
    ["🔥 the database", "inc-42-the-database"],
    ['a/b\\c: 50% off? <now> "x" #1, ~&*{}+|', "inc-42-a-b-c-50-off-now-x-1"],
    ["..", "inc-42"],
    ["v1..2 is .bad.", "inc-42-v1-2-is-bad"],
    ["don't panic", "inc-42-dont-panic"],
    ["con", "inc-42-con"],
    ["_vti_ _forms_", "inc-42-vti-forms"],
    ["line\r\nbreak\tand\u00a0space", "inc-42-line-break-and-space"],
    ["zero\u200bwidth\u202Eright-to-left", "inc-42-zerowidthright-to-left"],
    ["مرحبا بالعالم", "inc-42-مرحبا-بالعالم"],
    ["支払いが失敗", "inc-42-支払いが失敗"],
    ["Größe über Alles", "inc-42-größe-über-alles"],
    ["ＦＵＬＬ ｗｉｄｔｈ", "inc-42-full-width"],
    ["half \ud83d a pair", "inc-42-half-a-pair"],
    ["\ue0000\ue001 is out", "inc-42-0-is-out"],
    ["$& $1 $$", "inc-42-1"],
    ["{number} {title}", "inc-42-number-title"],
  ])("%j becomes %s", (title, name) => {
    expect(named(title)).toBe(name);
  });

  test("a long title is cut at a word, and never leaves a hyphen at the end", () => {
    expect(named("the payment provider answers every request with an error")).toBe(
      "inc-42-the-payment-provider-answers-every-request",
    );
    expect(named("x".repeat(300))).toBe(`inc-42-${"x".repeat(43)}`);
  });

  test("a character of several parts is not cut in two", () => {
    for (let length = 35; length < 50; length += 1) {
      const name = named(`${"a".repeat(length)}𝒳𝒴𝒵 e\u0301e\u0301e\u0301 नमस्ते`);
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeLessThanOrEqual(channelNameMax);
    }
  });

  test("the template's other parts survive a long title", () => {
    const name = channelName(
      "sev{severity} {date} {title} #{number}",
      naming("the quick brown fox jumps over the lazy dog"),
    );
    expect(name).toMatch(/^sev1 2026-11-22 the-quick-brown-fox.* 42$/);
    expect(isLawfulChannelName(name)).toBe(true);
  });

  test.each([
    ["{title}", "con", "con-42"],
    ["{title}", "LPT1", "lpt1-42"],
    ["{title}", "Forms", "forms-42"],
    ["desktop.ini", "", "desktop-ini-42"],
    ["{title}", "", "inc-42"],
    ["###", "", "inc-42"],
    ["...{title}..", "a", "a"],
    ["__{title}", "a", "a"],
  ])("the template %j with the title %j gives %s", (template, title, name) => {
    expect(named(title, template)).toBe(name);
  });

  test("a number behind it stays within the limit and is lawful", () => {
    expect(numberedChannelName("inc-42-checkout", 2)).toBe("inc-42-checkout-2");
    const long = numberedChannelName(`inc-${"x".repeat(46)}`, 12);
    expect(long).toHaveLength(channelNameMax);
    expect(long.endsWith("-12")).toBe(true);
  });

  test.each(["", "a".repeat(51), "a/b", "a..b", "_a", ".a", "a.", "CON", "com1", "x_vti_y", "a\u0007b", "it's", "a,b"])(
    "%j is not lawful",
    (name) => {
      expect(isLawfulChannelName(name)).toBe(false);
    },
  );
});

/** Numbers that look random and are the same each time. */
function* dice(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test("whatever the title and the template, the name is lawful", () => {
  const rolls = dice(42);
  const next = (most: number): number => Math.floor((rolls.next().value as number) * most);
  const odd = [
    "..",
    ".",
    "_",
    "_vti_",
    "con",
    "/",
    "\\",
    "'",
    '"',
    "🔥",
    "👨‍👩‍👧",
    "\u202e",
    "\ud800",
    "\u0000",
    "\u0085",
    "e\u0301",
    "{title}",
    "$&",
    " ",
    "-",
    "ß",
    "İ",
    "ﬃ",
    "①",
    "ﷺ",
    "\ufdfa",
    "a",
    "Z",
    "9",
    "。",
    "…",
  ];
  const text = (): string =>
    Array.from({ length: next(40) }, () =>
      next(3) === 0 ? String.fromCodePoint(next(0x10ffff)) : (odd[next(odd.length)] ?? ""),
    ).join("");
  for (let round = 0; round < 3000; round += 1) {
    const template = next(2) === 0 ? usual : `${text()}{title}${text()}`;
    const title = text();
    const name = channelName(template, naming(title));
    if (!isLawfulChannelName(name)) throw new Error(`${JSON.stringify({ template, title, name })} is not lawful`);
    // The sandbox has the rules too, written by somebody else.
    if (unlawfulName(name) !== undefined)
      throw new Error(`${JSON.stringify({ template, title, name })}: ${unlawfulName(name)}`);
    if (!isLawfulChannelName(numberedChannelName(name, 7)))
      throw new Error(`${JSON.stringify({ name })} with a number is not lawful`);
  }
});
