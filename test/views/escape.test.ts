import { describe, expect, test } from "@jest/globals";
import { escapeMarkdown, inert, link, webAddress } from "../../src/views/escape.ts";
import { brief, clip, names } from "../../src/views/text.ts";

describe("text in a message", () => {
  test.each([
    [
      "checkout is down, 3 of 5 (R&D) - see https://contoso.com",
      "checkout is down, 3 of 5 (R&D) - see https://contoso.com",
    ],
    ["**bold** _it_ ~~no~~ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\`"],
    ["[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))"],
    ["<at>all</at><b>x</b>", "&lt;at>all&lt;/at>&lt;b>x&lt;/b>"],
    ["&lt;at&gt; R&D", "&amp;lt;at&amp;gt; R&D"],
    ["- list\n1. one\n> quote\n# head\n--- \n    code", "\\- list\n1\\. one\n&gt; quote\n\\# head\n\\--- \n   code"],
    ["{{DATE(2017-02-14T06:08:00Z)}}", "\\{\\{DATE(2017-02-14T06:08:00Z)}}"],
    ["\\*", "\\\\\\*"],
    ["a\u202Eb\u0000c\ud83d", "abc\ufffd"],
  ])("%j means nothing", (said, shown) => {
    expect(escapeMarkdown(said)).toBe(shown);
  });
});

test("a card function in a text run is taken apart, and nothing else is touched", () => {
  expect(inert("{{TIME(2017-02-14T06:08:00Z)}} **as it is** <b>")).toBe(
    "{\u200b{TIME(2017-02-14T06:08:00Z)}} **as it is** <b>",
  );
});

describe("a link", () => {
  test("leads to the web or is only its title", () => {
    expect(link("Work [item] 1", "https://contoso.com/a")).toBe("[Work \\[item\\] 1](https://contoso.com/a)");
    expect(link("x", "javascript:alert(1)")).toBe("x");
    expect(link("x", "not an address")).toBe("x");
  });

  test("cannot be ended early by its address", () => {
    expect(webAddress("https://contoso.com/a)[x](https://evil.example) <b>")).not.toMatch(/[()[\]<>\s]/);
  });
});

describe("short text", () => {
  test("is cut at a whole character", () => {
    expect(clip("🔥🔥🔥", 4)).toBe("🔥…");
    expect(clip("short", 5)).toBe("short");
  });

  test("keeps Hebrew and Arabic from turning what follows", () => {
    expect(brief("הקופה")).toBe("\u2068הקופה\u2069");
    expect(brief("checkout")).toBe("checkout");
    expect(inert(brief("הקופה"))).toBe("\u2068הקופה\u2069");
    expect(inert("a\u2068b c\u2069\u2069")).toBe("a\u2068b c\u2069");
  });

  test("names a few people and counts the rest", () => {
    expect(names([])).toBe("");
    expect(names(["Ann"])).toBe("Ann");
    expect(names(["Ann", "Bo", "Cy"])).toBe("Ann, Bo and Cy");
    expect(names(["Ann", "Bo", "Cy", "Di"], 2)).toBe("Ann, Bo and 2 more");
  });
});
