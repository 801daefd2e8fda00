import { describe, expect, test } from "@jest/globals";
import { readMarkdown } from "../../src/domain/runbook/markdown.ts";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import type { Resolved } from "../../src/domain/incident/incident.ts";
import { expandCard } from "../../src/teams/cards.ts";
import { declareForm } from "../../src/views/declare-form.ts";
import { helpInFull, helpOne, helpView, unknownView } from "../../src/views/help.ts";
import { listView } from "../../src/views/list.ts";
import { resolvedCard } from "../../src/views/resolved-card.ts";
import { readBlocks } from "../../src/views/runbook-blocks.ts";
import { runbookView } from "../../src/views/runbook.ts";
import { timelineView } from "../../src/views/timeline.ts";
import { updateCard } from "../../src/views/update-card.ts";
import * as given from "./incidents.ts";
import { seen } from "./seen.ts";

const { adele } = given;

describe("help", () => {
  const commands = [{ words: ["lead", "ic"], usage: "lead me", help: "Take command (`lead me`)." }];

  test("lists what one can say, and explains one of them", () => {
    expect(seen(helpView([{ title: "Who", commands }]))).toContain(`"lead "`);
    expect(seen(helpInFull([{ title: "Who", commands }]))).toContain("lead me  Take command (lead me).");
    expect(seen(helpOne(commands[0]!))).toBe(
      "**lead**: Take command (`lead me`).\n\nFor example: `lead me`\n\nAlso understood: `ic`",
    );
  });

  test("an unknown word gets buttons that say the nearest ones", () => {
    const message = unknownView("sevrity 2", ["severity"]) as { card: string; data: unknown };
    const actions = expandCard(message.card, message.data)["actions"] as { title: string; data: unknown }[];
    expect(actions.map(({ title, data }) => [title, data])).toEqual([
      ["severity", { say: "severity" }],
      ["help", { say: "help" }],
    ]);
  });
});

test("the form asks for a title and a severity, and knows the meanings", () => {
  const message = declareForm();
  const [, title, severity, description] = expandCard(message.card, message.data)["body"] as {
    id: string;
    value: string;
    isRequired?: boolean;
    choices?: { title: string }[];
  }[];
  expect(title).toMatchObject({ id: "title", isRequired: true });
  expect(severity).toMatchObject({ id: "severity", isRequired: true, value: "2" });
  expect(severity?.choices?.map((choice) => choice.title[0])).toEqual(["1", "2", "3", "4", "5"]);
  expect(description).toMatchObject({ id: "description" });
});

test("the timeline shows the latest forty, with dates, and says where the others are", () => {
  const entries = given.entriesOf(
    [given.declared(), adele],
    ...Array.from({ length: 44 }, () => given.updated("x", adele)),
  );
  const shown = seen(timelineView(given.incidentOf(entries), entries));
  expect(shown).toContain("5 earlier: muster export INC-42");
  expect(shown.match(/22 Nov 2026 \d\d:\d\d UTC \(/g)).toHaveLength(40);
});

describe("the list", () => {
  test("shows each incident with who commands it", () => {
    const shown = seen(listView([summaryOf(given.incidentOf(given.night.slice(0, -1)))]));
    expect(shown).toContain("1 incident, 1 open");
    expect(shown).toContain("INC-42 Checkout is down");
    expect(shown).toContain("Open · since 22 Nov 2026 18:40 UTC · Adele Vance in command · [Channel](https://");
  });

  test("says that there is nothing, and that twenty is enough", () => {
    expect(seen(listView([]))).toContain("No incidents");
    const many = Array.from({ length: 23 }, () => summaryOf(given.incidentOf(given.night)));
    expect(seen(listView(many))).toContain("3 more are not shown.");
  });
});

test("the timeline leaves out how each try got on, unless it failed", () => {
  const one = { page: 1, step: 0, person: given.megan.id, order: 0 };
  const entries = given.entriesOf(
    [given.declared(), adele],
    given.pageOpened,
    given.paged(0, given.megan),
    { type: "page tried", ...one, means: "teams" },
    { type: "page reported", ...one, state: "sent" },
    { type: "activity seen", lastAt: given.declaredAt },
    { type: "page reported", ...one, state: "failed", reason: "no app" },
  );
  const shown = seen(timelineView(given.incidentOf(entries), entries));
  expect(shown).toContain("The Teams message to Megan Bowen failed: no app.");
  expect(shown).not.toContain("Muster pages");
  expect(shown).not.toContain("is sent");
  expect(shown).not.toContain("are talking");
});

describe("the end", () => {
  const incident = given.incidentOf(given.night) as Resolved;

  test("shows the three times, what happened and what to do next", () => {
    const shown = seen(resolvedCard(incident, given.night));
    for (const words of [
      "19 min 12 s",
      "6 min",
      "33 min 12 s",
      "No data was lost",
      "6 earlier: timeline",
      "say review",
      "Reopen",
    ])
      expect(shown).toContain(words);
  });

  test("says how the blanks are filled", () => {
    const entries = given.entriesOf([given.declared(), adele], given.resolved("", adele));
    const shown = seen(resolvedCard(given.incidentOf(entries) as Resolved, entries));
    expect(shown).toContain("Nobody said when it began: say started 14:05.");
    expect(shown).toContain("Not known: when it was acknowledged.");
    expect(shown).toContain("Nobody said what ended it.");
  });
});

describe("an update", () => {
  const update = {
    text: "Half of the payments fail.\n\nWe roll back.",
    at: given.declaredAt,
    by: given.by(adele),
    nextDueAt: "2026-11-22T19:10:00Z",
  };

  test("says what is known, how bad it is and when the next comes", () => {
    const shown = seen(updateCard(given.incidentOf(given.night.slice(0, -1)), update, "https://status.contoso.com"));
    for (const words of [
      "Half of the payments fail.",
      "We roll back.",
      "SEV 2",
      "The next update comes by 22 Nov 2026 19:10 UTC",
      "[Status page](https://status.contoso.com/)",
    ])
      expect(shown).toContain(words);
  });

  test("promises nothing more once it is over", () => {
    const shown = seen(updateCard(given.incidentOf(given.night), update));
    expect(shown).toContain("RESOLVED");
    expect(shown).not.toContain("The next update");
  });
});

describe("a runbook", () => {
  test("is taken apart into what Teams can show", () => {
    const blocks = readBlocks(
      "## Check *first*\n\nTwo\nlines.\n\n- a\n- b\n- [ ] do [it](https://x.example)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n  x < 1\n```",
    );
    expect(blocks).toEqual([
      { kind: "heading", text: "Check first" },
      { kind: "text", text: "Two lines." },
      { kind: "text", text: "- a\n- b" },
      { kind: "text", text: "☐ do [it](https://x.example/)" },
      { kind: "text", text: "- a · b\n- 1 · 2" },
      { kind: "code", text: "\u00a0\u00a0x < 1" },
    ]);
  });

  test("says when it goes on in the file", () => {
    const long = readMarkdown("long", `# Long\n\n${"A paragraph of it.\n\n".repeat(900)}`);
    expect(seen(runbookView(long))).toContain("It goes on: read the rest in the file “long”");
  });
});
