import { describe, expect, test } from "@jest/globals";
import { review } from "../../src/views/review.ts";
import { reviewMessage } from "../../src/views/review-message.ts";
import { adele, declared, entriesOf, hostile, incidentOf, night } from "./incidents.ts";

const document = review(incidentOf(night), night, { lines: 31 });

test("the review knows what the record knows", () => {
  expect(document).toContain("# Review of INC-42: Checkout is down");
  expect(document).toContain("| To detect | 19 min 12 s |");
  expect(document).toContain("| 22 Nov 2026 18:46 UTC | Alex Wilber acknowledged the page. |");
  expect(document).toContain("| Incident commander | Adele Vance |");
  expect(document).toContain("| Transcript | 31 lines, in the export |");
  expect(document).toContain("- 22 Nov 2026 18:51 UTC, Alex Wilber: Rolled back the deployment of 18:20");
  expect(document).toContain("- 22 Nov 2026 18:52 UTC, Adele Vance: Card payments fail");
  expect(document).toContain("> The rollback is complete");
});

test("it asks how and what, and never why or who is to blame", () => {
  const headings = document.split("\n").filter((line) => line.startsWith("#"));
  expect(headings).toEqual(expect.arrayContaining(["## What went right?", "## What was hard?", "## Repair items"]));
  expect(headings.join("\n")).not.toMatch(/\bwhy\b|root cause|fault/i);
});

test("an incident nobody wrote anything about still has a review", () => {
  const entries = entriesOf([declared("x"), adele]);
  const bare = review(incidentOf(entries), entries, { lines: 0 });
  expect(bare).toContain("_Nobody described it._");
  expect(bare).toContain("Nobody said when it began: say started 14:05");
});

describe.each(hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]))(
  "with %s in it",
  (_, text) => {
    const who = { id: "1", name: text };
    const entries = entriesOf(
      [declared(text, text), who],
      [{ type: "noted", text }, who],
      [{ type: "resolved", summary: text }, who],
    );
    const lines = review(incidentOf(entries), entries, { lines: 1 }).split("\n");

    test("it has the same headings and tables as any other", () => {
      const plain = entriesOf(
        [declared("x", "x"), adele],
        [{ type: "noted", text: "x" }, adele],
        [{ type: "resolved", summary: "x" }, adele],
      );
      const expected = review(incidentOf(plain), plain, { lines: 1 }).split("\n");
      const shape = (all: string[]) =>
        all.map((line) => (/^(#+|\||-|>)/.exec(line) ?? [""])[0]).filter((mark) => mark !== ">" && mark !== "");
      expect(shape(lines)).toEqual(shape(expected));
      const columns = (all: string[]) =>
        all.filter((line) => line.startsWith("|")).map((line) => line.replace(/\\./g, "").split("|").length);
      expect(columns(lines)).toEqual(columns(expected));
    });

    test("nothing of it is HTML or a link", () => {
      expect(lines.join("\n").replace(/\\./g, "")).not.toMatch(/<|\]\(/);
    });
  },
);

describe("as a message", () => {
  const incident = incidentOf(night);
  const { text } = reviewMessage(incident, document) as { text: string };

  test("it has lists where the document has tables, which Teams does not show in messages", () => {
    expect(text).toContain("- To detect: 19 min 12 s");
    expect(text).toContain("- 22 Nov 2026 18:46 UTC: Alex Wilber acknowledged the page.");
    expect(text).toContain("- What · Owner · By · Work item");
    expect(text).not.toMatch(/^\||---/m);
  });

  test("it is cut where Teams would refuse it, and says where the rest is", () => {
    const long = reviewMessage(incident, "A line of the review.\n".repeat(5_000)) as { text: string };
    expect(long.text.length).toBeLessThan(31_000);
    expect(long.text).toMatch(/The rest is in `muster export INC-42`\.$/);
  });

  test("a pipe that somebody wrote does not become a column", () => {
    const piped = entriesOf([declared("a | b"), adele], [{ type: "noted", text: "x | y" }, adele]);
    const message = reviewMessage(incidentOf(piped), review(incidentOf(piped), piped, { lines: 0 })) as {
      text: string;
    };
    expect(message.text).toContain("Adele Vance noted: x \\| y");
  });
});
