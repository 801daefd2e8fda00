import { describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { review, reviewReport } from "../../src/views/review.ts";
import { reportMessage } from "../../src/views/report-message.ts";
import { adele, declared, entriesOf, hostile, incidentOf, updated } from "./incidents.ts";
import { nightWith, reviewedNight } from "./reviewed-night.ts";

const meanwhile = {
  alerts: [
    { at: "2026-11-22T18:50:00.000Z", source: "grafana", incident: "INC-43", title: "The queue grows" },
    { at: "2026-11-22T18:30:00.000Z", source: "azure-monitor", incident: "INC-41", title: "Disk | full" },
  ],
  more: false,
};
const markdownOf = (entries: readonly Entry[]): string =>
  review(incidentOf(entries), entries, { lines: 31, meanwhile });
const document = markdownOf(reviewedNight);

/** The text between a heading and the next. */
const part = (heading: string, of = document): string => of.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
const link = (id: string, root: string): string =>
  `https://teams.microsoft.com/l/message/19%3Ainc42%40thread.tacv2/${id}?tenantId=22222222-0000-4000-8000-000000000002&groupId=11111111-0000-4000-8000-000000000001&parentMessageId=${root}&createdTime=${id}`;

describe("the review", () => {
  test("has its parts in the order in which a meeting goes through them", () => {
    expect(document.split("\n").filter((line) => line.startsWith("#"))).toEqual([
      "# Review of INC-42: Checkout is down",
      "## Overview",
      "## The review",
      "## Impact",
      "## How it was detected",
      "## How long it took",
      "## Timeline",
      "## Who responded",
      "## What went well",
      "## What was hard",
      "## Decisions",
      "## What stakeholders were told",
      "## Contributing factors",
      "## Alerts in that time",
      "## Changes in that time",
      "## What is left to do",
      "## Planning of repairs",
    ]);
  });

  test("says at a glance what it was, how bad, who commanded, and where to look further", () => {
    const overview = part("Overview");
    expect(overview).toContain("| Severity | **2**: major, many customers feel it |");
    expect(overview).toContain("| Commanded by | Adele Vance |");
    expect(overview).toContain("| Declared | 22 Nov 2026 18:40 UTC by an alert from azure-monitor |");
    expect(overview).toMatch(/\| Resolved \| 22 Nov 2026 19:16 UTC by Alex Wilber \|/);
    expect(overview).toContain("[inc-42-checkout-is-down](https://teams.microsoft.com/l/channel/");
    expect(overview).toContain("| Work item | [17](https://dev.azure.com/contoso/Operations/%5Fworkitems/edit/17) |");
    expect(overview).toContain("| Transcript | 31 lines, in the export |");
    expect(overview).toContain("| Related | INC-40 Search is slow |");
    expect(overview).toContain("[The dashboard](https://grafana.example/d/1)");
    expect(overview).toContain("> Customers see a blank page.\n> Since the deployment?");
    expect(overview).toContain("> The rollback is complete.");
  });

  test("says who holds it and when, on the clock of the roster", () => {
    const held = part("The review");
    expect(held).toContain("| State | **draft** |");
    expect(held).toContain("| Owner | Adele Vance |");
    expect(held).toContain("| Facilitator | Nestor Wilke |");
    expect(held).toContain("| Meeting | Wed 25 Nov 2026 14:00 (Europe/Berlin) |");
    expect(held).toContain("| Meeting due by | Sat 28 Nov 2026 00:59 (Europe/Berlin) |");
    expect(held).toContain("`review repair …`");
  });

  test("says whom it touched, from when to when, and every change of severity", () => {
    const impact = part("Impact");
    expect(impact).toContain("| Who | 1,200 customers in Europe |");
    expect(impact).toContain("| How many | 1,200 |");
    expect(impact).toContain("| Services | checkout, payments |");
    expect(impact).toContain("| From | 22 Nov 2026 18:21 UTC |");
    expect(impact).toContain("| Contained | 22 Nov 2026 19:12 UTC |");
    expect(impact).toContain("| To | 22 Nov 2026 19:16 UTC |");
    expect(impact).toContain("| Lasted | 55 min 12 s |");
    expect(impact).toContain(`[1 → 2](${link("1795373061000", "1795373060000")}) | Adele Vance | only cards |`);
  });

  test("says how it was noticed", () => {
    const detected = part("How it was detected");
    expect(detected).toContain("| Noticed by | A customer |");
    expect(detected).toContain("| Through | ticket 4711 |");
    expect(detected).toContain("[how it was noticed](https://support.example/4711)");
  });

  test("tells what happened, with addresses of the messages in which it was said", () => {
    const timeline = part("Timeline");
    const row = (words: string): string => timeline.split("\n").find((line) => line.includes(words)) ?? "";
    expect(row("acknowledged the page")).toContain(`[message](${link("1795372901234", "1795372900000")})`);
    expect(row("deployed 4.2")).toContain(`[message](${link("1795373000000", "1795373000000")})`);
    expect(row("the cache is empty")).toContain("/1795373100000?tenantId=");
    expect(row("the database is idle")).toMatch(/\| {2}\|$/);
    expect(timeline).not.toContain("joined in the channel");
    expect(timeline).not.toMatch(/tried/);
  });

  test("says who responded: parts, pages answered, and what came of actions", () => {
    const responders = part("Who responded");
    expect(responders).toContain("| Incident commander | Adele Vance |");
    expect(responders).toContain("| Subject matter expert | Alex Wilber |");
    expect(responders).toContain("| Scribe | _nobody_ |");
    expect(responders).toContain("| Answered a page | Megan Bowen (22 Nov 2026 18:46 UTC) |");
    expect(responders).toContain("| restart the pool | Alex Wilber | done 22 Nov 2026 18:58 UTC: the pool is up |");
    expect(responders).not.toContain("call the bank");
  });

  test("says what was decided, by whom, and against what objections", () => {
    const decided = part("Decisions");
    expect(decided).toMatch(
      /\| we fail over \| Adele Vance; proposed by Alex Wilber \| Nestor Wilke: the replica is behind \|/,
    );
    expect(decided).toMatch(/\| we stay read-only \| Adele Vance \| none \|/);
    expect(decided).toMatch(/withdrawn:\n\n.*\n.*\n\|.*we restart everything/);
  });

  test("lists the alerts of that time in their order, and what people noted as changes", () => {
    const alerts = part("Alerts in that time")
      .split("\n")
      .filter((line) => /^\| \d/.test(line));
    expect(alerts.map((line) => line.split("|")[3]!.trim())).toEqual([
      "It declared INC-41: Disk \\",
      expect.stringMatching(
        /^It declared this incident; by its own clock it began 22 Nov 2026 18:21 UTC\. \[The query\]/,
      ),
      "It declared INC-43: The queue grows",
      "The alert says that it is over.",
    ]);
    const changes = part("Changes in that time");
    expect(changes).toContain("deployed 4.2 at 18:20");
    expect(changes).toContain("Rolled back to 4.1");
    expect(changes).not.toContain("the database is idle");
    expect(changes).toContain("From a day before 22 Nov 2026 18:21 UTC until 22 Nov 2026 19:16 UTC, look at");
  });

  test("says what is left: follow-ups with owners and work items, and actions that nobody has ended", () => {
    const left = part("What is left to do");
    expect(left).toContain("| an alert for the queue | Lee Gu | [18](https://dev.azure.com/");
    expect(left).toContain("| a drill for the failover | _nobody yet_ | _when the incident is closed_ |");
    expect(left).toContain("| call the bank | Lee Gu | _no time_ |");
  });

  test("leaves room for what only people know, and a table for repairs", () => {
    expect(part("What went well")).toMatch(/\*\*What did people.*\*\*\n\n-/);
    expect(part("Contributing factors").match(/\*\*.*\?\*\*/g)!.length).toBeGreaterThan(3);
    expect(part("Planning of repairs")).toContain(
      "| What | Owner | By | Work item |\n| --- | --- | --- | --- |\n|  |  |  |  |",
    );
  });
});

test("our own words lay nothing at anybody's door, and ask how and what", () => {
  const bare = entriesOf([declared("x"), adele]);
  for (const words of [document, markdownOf(bare), reviewReportText()]) {
    expect(words).not.toMatch(
      /caused by|\bfaults?\b|failed to|should(?:n't| not)? have|\bblam|human error|mistake|careless|negligen|root cause|\bwhy\b/i,
    );
    expect(words).not.toMatch(/^\*\*.*\bwho\b.*\?/im);
  }
});

const reviewReportText = (): string => {
  const { text } = reportMessage(reviewReport(incidentOf(reviewedNight), reviewedNight, { lines: 1 }), "") as {
    text: string;
  };
  return text;
};

test("an incident nobody wrote anything about still has a review, whose blanks say how they are filled", () => {
  const entries = entriesOf([declared("x"), adele]);
  const bare = review(incidentOf(entries), entries, { lines: 0 });
  expect(bare).toContain("_Nobody described it._");
  expect(bare).toContain("_Nobody said when it began: say_ `started 14:05`");
  expect(bare).toContain("_Nobody said who is affected: say_ `affected 200 customers`");
  expect(bare).toContain("_No decision was recorded._");
  expect(bare).toContain("_Nobody noted a change:_ `note deployed …`");
  expect(bare).toContain("| Commanded by | _nobody_ |");
});

test("a fact from a chat, a timer or an alert has no address, nor one whose place only looks like a channel", () => {
  const froms = [
    "timer",
    "teams a:1abc",
    "alert azure-monitor",
    "teams 19:x@thread.tacv2/../../evil;messageid=1",
    "page by sms",
  ];
  for (const from of froms) {
    const entries = entriesOf([declared(), adele], [{ type: "noted", text: "x" }, adele]).map((each) => ({
      ...each,
      from,
    }));
    expect(part("Timeline", markdownOf(entries))).not.toContain("l/message");
  }
});

test("however much happened, it stays of a size that a wiki and a reader can take, and says where the rest is", () => {
  const long = Array.from({ length: 5_000 }, () => updated("word ".repeat(2_000), adele));
  const entries = entriesOf([declared(), adele], ...long);
  const large = markdownOf(entries);
  expect(large.length).toBeLessThan(2_000_000);
  expect(part("Timeline", large)).toContain("4001 earlier entries are in the export.");
  expect(part("What stakeholders were told", large)).toContain("4950 more are in the export.");
});

describe.each(hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]))(
  "with %s in every field",
  (_, text) => {
    const entries = nightWith(text);
    const lines = review(incidentOf(entries), entries, {
      lines: 1,
      meanwhile: { alerts: [{ at: text, source: text, incident: text, title: text }], more: true },
    }).split("\n");

    test("it has the same headings, and every table as many columns in each row as any other", () => {
      expect(lines.filter((line) => line.startsWith("#")).slice(1)).toEqual(
        document.split("\n").filter((line) => line.startsWith("## ")),
      );
      const columns = (all: string[]) =>
        all
          .filter((line) => line.startsWith("|"))
          .map((line) => line.replace(/\\./g, "").split("|").length)
          .sort();
      expect(new Set(columns(lines))).toEqual(new Set(columns(document.split("\n"))));
    });

    test("nothing of it is HTML, a picture, a mention or anything the wiki would make something of", () => {
      const words = lines.join("\n").replace(/\\./g, "");
      expect(words).not.toMatch(/<|!\[/);
      expect(words).not.toMatch(/\[\[|:::|#\d|\$/);
      for (const [, url] of words.matchAll(/\]\(([^)]*)\)/g)) expect(url).toMatch(/^https?:\/\/[^\s]*$/);
    });
  },
);

describe("as a message", () => {
  const of = (entries: readonly Entry[]) =>
    (
      reportMessage(reviewReport(incidentOf(entries), entries, { lines: 1, meanwhile }), "The rest is elsewhere.") as {
        text: string;
      }
    ).text;
  const text = of(reviewedNight);

  test("it has lists where the document has tables, which Teams does not show in messages", () => {
    expect(text).toContain("- To detect: **19 min 12 s**");
    expect(text).toMatch(/- 22 Nov 2026 18:46 UTC · Megan Bowen acknowledged the page\. · \[message\]\(https/);
    expect(text).toMatch(/ · we stay read-only · Adele Vance · none/);
    expect(text).not.toMatch(/^\||---/m);
  });

  test("it is cut where Teams would refuse it, and says where the rest is", () => {
    const long = of(
      entriesOf([declared(), adele], ...Array.from({ length: 900 }, () => updated("word ".repeat(50), adele))),
    );
    expect(long.length).toBeLessThan(31_000);
    expect(long).toMatch(/The rest is elsewhere\.$/);
  });

  test.each(hostile.map((each): [string, string] => [JSON.stringify(each.slice(0, 30)), each]))(
    "%s is words in it",
    (_, each) => {
      const words = of(nightWith(each)).replace(/\\./g, "");
      expect(words).not.toMatch(/<|!\[/);
    },
  );
});
