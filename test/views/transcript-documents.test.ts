import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { transcriptHtml } from "../../src/views/transcript-html.ts";
import { transcriptMarkdown } from "../../src/views/transcript-markdown.ts";
import { lineNumbers, sizeWords } from "../../src/views/transcript-words.ts";
import { hostile } from "./incidents.ts";
import { alex, line, logged, night, of } from "./transcripts.ts";

const copies = new Map([
  ["INC-42/107-1.png", { path: "INC-42.media/001-107-1.png", picture: "data:image/png;base64,iVBORw0KGgo=" }],
]);
const words = (html: string): string =>
  html
    .slice(html.indexOf("<body>"))
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");

describe.each([
  ["HTML", (...given: Parameters<typeof transcriptHtml>) => words(transcriptHtml(...given))],
  [
    "Markdown",
    (...given: Parameters<typeof transcriptMarkdown>) => transcriptMarkdown(...given).replace(/\s+>?\s*/g, " "),
  ],
])("a transcript as %s", (_name, written) => {
  const text = written(night, of, copies);

  test("says whose it is, and that it is whole, with the last hash", () => {
    expect(text).toContain("Transcript of INC-42");
    expect(text).toContain("Checkout is down");
    expect(text).toContain(`The transcript is whole: 17 lines, the last hash is ${night.at(-1)!.hash}.`);
    const broken = written(night, { ...of, verdict: { ok: false, at: 7, why: "removed or put in" } }, copies);
    expect(broken).toContain("chain breaks at line 7: a line was removed or put in before it.");
    expect(written([], of, copies)).toContain("The transcript is empty.");
  });

  test("has who said what and when, with the date, in UTC", () => {
    expect(text).toContain("Sunday 22 November 2026");
    expect(text).toMatch(/Alex Wilber\W+2026-11-22 18:43:00 UTC/);
    expect(text).toContain("Which one?");
    expect(text).toContain("Adele Vance orders-eu, can you look?");
    expect(text).toMatch(/Mentions:? Adele Vance/);
  });

  test("has every version of an edit, in order", () => {
    const places = [
      "As first said",
      "The datbase is full.",
      "Edited",
      "2026-11-22 18:42:00 UTC",
      "The database is full.",
    ];
    expect(places.map((each) => text.indexOf(each))).toEqual(
      places.map((each) => text.indexOf(each)).toSorted((a, b) => a - b),
    );
    for (const each of places) expect(text).toContain(each);
  });

  test("marks deletions, with the words that were said still in it", () => {
    expect(text).toMatch(
      /It was Lee's fault\.[\W_]+Deleted[\W_].*2026-11-22 18:46:00 UTC.*What was said stays in the record\./,
    );
    expect(text).toMatch(/Deleted by Megan Bowen.*Put back[\W_]+2026-11-23 00:42:00 UTC/);
    const alone = written(logged([line("1", 0, { kind: "deleted", text: "" })]), of, copies);
    expect(alone).toContain("What was said is not in the record.");
    const edited = written(logged([line("1", 0, { kind: "edited" })]), of, copies);
    expect(edited).toContain("How it was first said is not in the record.");
  });

  test("marks gaps, erasures, and what was found by comparing with Teams", () => {
    expect(text).toMatch(/Something is missing here.*What was said from 19:02 to 19:10 UTC is missing/);
    expect(text).toContain("The words were erased; line 17 records it.");
    expect(text).toMatch(/Words were erased.*line 8, by Megan Bowen.*Adele Vance asked for it\./);
    expect(text).toContain("found by comparing with Teams");
    expect(text).toContain("Replies to a message that is not in the record:");
    const hidden = logged([line("1", 0)], [1]);
    expect(written(hidden, of, copies)).toContain("The words were erased, and nothing records it.");
  });

  test("says of each file where it is, or why it is not there", () => {
    expect(text).toMatch(/p99\.png.*34 KB/);
    expect(text).toMatch(/dump\.bin.*no copy: It has 52 MB; 25 MB is the most\. It was at/);
    expect(written(night, of, new Map())).toMatch(/p99\.png.*its copy is not here\./);
    const bare = logged([
      line("1", 0, { attachments: [{ name: "a.docx", contentType: "x", url: "https://contoso.example/a" }] }),
    ]);
    expect(written(bare, of, copies)).toMatch(/Attachment: \[?a\.docx/);
  });

  test("has the whole of a long message", () => {
    const long = `${"long ".repeat(20_000)}end`;
    expect(written(logged([line("1", 0, { text: long })]), of, copies)).toContain(`${"long ".repeat(20_000)}end`);
  });
});

describe("the HTML", () => {
  const page = transcriptHtml(night, of, copies);

  test("is one file: no script, no address of anything it would load, a policy that names its own style", () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\(/);
    expect([...page.matchAll(/ src="([^"]*)"/g)].map(([, src]) => src)).toEqual(["data:image/png;base64,iVBORw0KGgo="]);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
  });

  test("links pictures that are too large to what lies beside it", () => {
    const beside = new Map([["INC-42/107-1.png", { path: "INC-42.media/001-107-1.png" }]]);
    const linked = transcriptHtml(night, of, beside);
    expect(linked).not.toContain("<img");
    expect(linked).toContain('<a href="INC-42.media/001-107-1.png"><bdi>p99.png</bdi></a>');
  });

  test("has each line under its number", () => {
    const ids = [...page.matchAll(/ id="line-(\d+)"/g)].map(([, number]) => Number(number));
    expect(ids.sort((a, b) => a - b)).toEqual(night.map(({ number }) => number));
  });
});

describe("the Markdown", () => {
  test("has replies within what they answer, pictures beside it, and line breaks where they were", () => {
    const text = transcriptMarkdown(night, of, copies);
    expect(text).toContain("> **Alex Wilber**, 2026-11-22 18:43:00 UTC, line 4\n>\n> > Which one?");
    expect(text).toContain("> The database is full.  \n> Since 18:22, see the graph.");
    expect(text).toContain("![p99.png](INC-42.media/001-107-1.png), 34 KB, line 10");
  });
});

describe.each(hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]))(
  "with %s in it",
  (_name, text) => {
    const who = { id: text, name: text };
    const told = (words: string, by: { id: string; name: string }) =>
      logged([
        line("1", 0, { text: words, from: by }),
        line("1", 1, { text: words, from: by, kind: "edited", mentions: [by] }),
        line("1", 2, { text: "", from: by === alex ? { ...by, id: "x" } : { ...by, id: "y" }, kind: "deleted" }),
        line("2", 3, { replyTo: "1", attachments: [{ name: words, contentType: words, url: words }], from: by }),
        line("2", 3, { kind: "kept", file: { name: words, contentType: words, url: words, why: words } }),
        line("", 4, { kind: "gap", text: words }),
        line("", 5, { kind: "erased", text: words, lines: [4], from: by }),
      ]);

    test("the HTML has the same elements as with any other words", () => {
      const elements = (html: string) =>
        [...html.slice(html.indexOf("<body>")).matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name);
      const hostilePage = transcriptHtml(told(text, who), { ...of, title: text }, copies);
      expect(elements(hostilePage)).toEqual(elements(transcriptHtml(told("words", alex), of, copies)));
      expect(hostilePage).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);
    });

    test("the Markdown has the same headings and quotations, and nothing of it is HTML or a link", () => {
      const markdown = transcriptMarkdown(told(text, who), { ...of, title: text }, copies);
      const plain = transcriptMarkdown(told("words", alex), of, copies);
      const headings = (all: string) => all.split("\n").filter((each) => each.startsWith("#")).length;
      expect(headings(markdown)).toBe(headings(plain));
      expect(markdown.replace(/\\./g, "")).not.toMatch(/<|\]\(|^\s*(?:[-*+]|\d+[.)]) /m);
    });
  },
);

test("numbers of lines are told in runs", () => {
  expect(lineNumbers([7])).toBe("line 7");
  expect(lineNumbers([12, 2, 3, 4, 9])).toBe("lines 2 to 4, 9 and 12");
  expect(lineNumbers([1, 2])).toBe("lines 1, 2");
  expect(lineNumbers([])).toBe("lines none");
});

test.each([
  [999, "999 bytes"],
  [34_120, "34 KB"],
  [52_400_000, "52.4 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(sizeWords(bytes)).toBe(text);
});
