import { describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { reviewHtml } from "../../src/views/review.ts";
import { hostile, incidentOf } from "./incidents.ts";
import { nightWith, reviewedNight } from "./reviewed-night.ts";

const page = reviewHtml(incidentOf(reviewedNight), reviewedNight, { lines: 31 });

test("the review as HTML stands alone: no script, nothing from anywhere, and a policy that allows its own style only", () => {
  expect(page).not.toMatch(/<script|<img|<iframe|<link|\ssrc=|url\(|@import|\son\w+=|style="/i);
  const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
  const digest = createHash("sha256").update(style).digest("base64");
  expect(page).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
  );
  expect(page).toMatch(/prefers-color-scheme: dark[\s\S]*@media print/);
});

test("it says what the Markdown says", () => {
  expect(page).toContain('<h1 dir="auto">Review of INC-42: Checkout is down</h1>');
  expect(page.match(/<h2>/g)).toHaveLength(16);
  expect(page).toContain('<th scope="row">Commanded by</th><td dir="auto">Adele Vance</td>');
  expect(page).toContain("<code>review repair …</code>");
  expect(page).toMatch(
    /<a href="https:\/\/teams\.microsoft\.com\/l\/message\/[^"]*" rel="noopener noreferrer">message<\/a>/,
  );
  expect(page).toContain('<blockquote dir="auto">Customers see a blank page.\nSince the deployment?</blockquote>');
});

describe.each(hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]))(
  "with %s in every field",
  (_, text) => {
    const entries = nightWith(text);
    const hurt = reviewHtml(incidentOf(entries), entries, { lines: 1 });
    const tags = (of: string): Set<string> => new Set(of.match(/<[a-z!/][^\s>]*/gi));

    test("there is no tag and no attribute that is not there otherwise", () => {
      for (const tag of tags(hurt)) expect(tags(page)).toContain(tag);
      for (const [, url] of hurt.matchAll(/href="([^"]*)"/g)) expect(url).toMatch(/^https?:/);
      expect(hurt).not.toMatch(/<[^>]*\son\w+\s*=/i);
    });
  },
);
