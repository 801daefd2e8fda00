import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readMarkdown } from "../../src/domain/runbook/markdown.ts";
import { RunbookError, runbookLimits } from "../../src/domain/runbook/runbook.ts";
import { suggestRunbooks } from "../../src/domain/runbook/suggest.ts";
import { readWorkbook } from "../../src/domain/runbook/workbook.ts";

describe("a runbook in Markdown", () => {
  test("has its title, summary, services and tags from the front matter", () => {
    const source =
      "---\ntitle: \"Checkout fails\"\nsummary: Nobody can pay.\nservices: [Checkout, payments]\ntags:\n  - orders\n  - '5xx'\nowner: nobody asks\n---\n# Another title\n\nText.\n";
    expect(readMarkdown("checkout", source)).toMatchObject({
      name: "checkout",
      title: "Checkout fails",
      summary: "Nobody can pay.",
      services: ["checkout", "payments"],
      tags: ["orders", "5xx"],
      text: "Text.",
    });
  });

  test("without front matter has its first heading as title and its first paragraph as summary", () => {
    const { title, summary, services } = readMarkdown(
      "x",
      "# The **queue** is [full](https://example.com)\r\n\r\n> a quotation\r\n\r\nIt *grows*, and\r\nnobody reads.\r\n\r\n- a list\r\n",
    );
    expect({ title, summary, services }).toEqual({
      title: "The queue is full",
      summary: "It grows, and nobody reads.",
      services: [],
    });
  });

  test("without any heading has its file's name as title", () => {
    expect(readMarkdown("cache-is_cold", "Warm it.").title).toBe("Cache is cold");
  });

  test("is cut at its headings, with steps and links, and code stays code", () => {
    const { sections, text } = readMarkdown(
      "x",
      "# T\n\nIntro [here](https://a.example/b).\n\n## Do\n\n1. First\n2) Second [link](https://c.example) and [no](javascript:alert(1))\n- [ ] Third\n- [x] Fourth\n\n```sh\n# not a heading\n- not a step\n```\n\n### Deep ###\nend",
    );
    expect(sections.map(({ heading, level, steps }) => ({ heading, level, steps }))).toEqual([
      { heading: "", level: 0, steps: [] },
      {
        heading: "Do",
        level: 2,
        steps: ["First", "Second [link](https://c.example) and [no](javascript:alert(1))", "Third", "Fourth"],
      },
      { heading: "Deep", level: 3, steps: [] },
    ]);
    expect(sections.map(({ links }) => links.map(({ url }) => url))).toEqual([
      ["https://a.example/b"],
      ["https://c.example"],
      [],
    ]);
    expect(text).toContain("```sh\n# not a heading");
    expect(text).not.toContain("# T\n");
  });

  test("shows an image as its description", () => {
    expect(readMarkdown("x", '![the map](https://a.example/map.png "big") and text').text).toBe("the map and text");
  });

  test.each(["", "\uFEFF", "# Only a title", "---\ntitle: x\n---\n"])("%j is no runbook, and it says why", (source) => {
    expect(() => readMarkdown("x", source)).toThrow(RunbookError);
  });

  test("is bounded, whatever the file holds", () => {
    const book = readMarkdown(
      "x",
      `---\ntags: ${Array.from({ length: 500 }, (_, index) => `tag${index}`).join(",")}\n---\n${"# h\n\n- s\n".repeat(5000)}${"word ".repeat(50_000)}`,
    );
    expect(book.sections.length).toBeLessThanOrEqual(runbookLimits.sections);
    expect(book.tags.length).toBeLessThanOrEqual(runbookLimits.labels);
    expect(book.text.length).toBeLessThanOrEqual(runbookLimits.text);
    expect(readMarkdown("x", "long ".repeat(500)).summary).toHaveLength(runbookLimits.summary);
  });

  test("a line made to be slow is read in no time", () => {
    const started = performance.now();
    readMarkdown(
      "x",
      `# a\n${"[".repeat(20_000)}\n${"*".repeat(20_000)}\n${"![".repeat(10_000)}\n# ${"#\t ".repeat(10_000)}x\n${" ".repeat(50_000)}-`,
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

const workbook = (...items: unknown[]): string => JSON.stringify({ version: "Notebook/1.0", items });
const text = (json: string) => ({ type: 1, content: { json } });

describe("a Workbook", () => {
  test("reads as text, links, parameters and queries in their order", () => {
    const book = readWorkbook(
      "latency",
      workbook(
        text("## Latency\n\nWhen it is slow."),
        {
          type: 11,
          content: {
            links: [
              { cellValue: "https://a.example/x(1)", linkLabel: "Map [new]" },
              { cellValue: "https://t.example/@{body('x')}", linkLabel: "unfinished" },
              { cellValue: "javascript:alert(1)", linkLabel: "bad" },
            ],
          },
        },
        {
          type: 9,
          content: {
            parameters: [
              { name: "TimeRange", label: "Time", description: "how far back" },
              { name: "hidden", isHiddenWhenLocked: true },
            ],
          },
        },
        {
          type: 12,
          content: {
            items: [
              { type: 3, content: { title: "Slowest", query: "requests\r\n| take 1", queryType: 0 } },
              { type: 3, content: { query: "// by hand\nx", queryType: 0 } },
            ],
          },
        },
        { type: 3, content: { query: '{"armRequest":1}', queryType: 12 } },
        text("## Afterwards\n\n- Close it"),
        { type: 10, content: {} },
      ),
    );
    expect(book).toMatchObject({ name: "latency", title: "Latency", summary: "When it is slow." });
    expect(book.sections.map(({ heading }) => heading)).toEqual([
      "",
      "Links",
      "Parameters",
      "Slowest",
      "by hand",
      "Afterwards",
    ]);
    expect(book.sections[1]?.links).toEqual([{ title: "Map new", url: "https://a.example/x%281%29" }]);
    expect(book.text).toContain("- **Time**: how far back");
    expect(book.text).toContain("```kusto\nrequests\n| take 1\n```");
    expect(book.sections.at(-1)?.steps).toEqual(["Close it"]);
  });

  test.each([
    "{",
    "[]",
    "null",
    "{}",
    '{"version":"1.0","items":[]}',
    workbook(),
    workbook(null, 1, { type: 1 }, text("\n---\n")),
  ])("%s is refused in words", (source) => {
    expect(() => readWorkbook("x", source)).toThrow(RunbookError);
  });

  const talk = join(import.meta.dirname, "../../../shared/samples/talk/troubleshooting-guide.workbook.json");
  (existsSync(talk) ? test : test.skip)("of the talk becomes a guide with its links, queries and check list", () => {
    const book = readWorkbook("troubleshooting-guide", readFileSync(talk, "utf8"));
    expect(book.title).toBe("Troubleshooting Guide");
    expect(book.sections.find(({ heading }) => heading === "Links")?.links.map(({ title }) => title)).toEqual([
      "Master Dashboard",
      "Incident Dashboard",
      "Status Page",
      "KQL Reference",
      "Cloud Shell",
    ]);
    expect(book.sections.filter(({ text: words }) => words.startsWith("```kusto"))).toHaveLength(3);
    expect(book.sections.at(-1)).toMatchObject({ heading: "Once the Incident has been resolved" });
    expect(book.sections.at(-1)?.steps).toHaveLength(4);
    expect(book.text).not.toContain("@{body");
  });
});

describe("suggesting runbooks", () => {
  const books = [
    readMarkdown("checkout-failures", "---\nservices: [checkout, payments]\n---\n# Checkout fails\n\nOrders are lost."),
    readMarkdown(
      "database-saturation",
      "---\ntags: [slow, timeout]\n---\n# A database is saturated\n\nCheckout may be slow too.\n\n## Storage\n\nx",
    ),
    readMarkdown("certificate-expired", "# A certificate has expired\n\nx"),
  ];
  const names = (title: string): string[] => suggestRunbooks(books, title).map(({ name }) => name);

  test.each([
    ["checkout is down", ["checkout-failures", "database-saturation"]],
    ["PAYMENT declined for everyone", ["checkout-failures"]],
    ["two databases have timeouts", ["database-saturation"]],
    ["certificates", ["certificate-expired"]],
    ["High Number of Failures- Severity: Critical", []],
    ["it is down", []],
    ["", []],
  ])("for %j finds %j", (title, found) => {
    expect(names(title)).toEqual(found);
  });

  test("gives at most as many as are wanted", () => {
    expect(suggestRunbooks(books, "checkout database certificate", 2)).toHaveLength(2);
  });
});
