import { describe, expect, test } from "@jest/globals";
import { readMarkdown } from "../../src/domain/runbook/markdown.ts";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { pagesIn } from "../../src/domain/incident/pages.ts";
import type { Resolved } from "../../src/domain/incident/incident.ts";
import { expandCard } from "../../src/teams/cards.ts";
import { declareForm } from "../../src/views/declare-form.ts";
import { helpInFull, helpOne, helpView, unknownView } from "../../src/views/help.ts";
import { listView } from "../../src/views/list.ts";
import { resolvedCard } from "../../src/views/resolved-card.ts";
import { readBlocks } from "../../src/views/runbook-blocks.ts";
import { runbookView } from "../../src/views/runbook.ts";
import { sentence } from "../../src/views/sentence.ts";
import { timelineView } from "../../src/views/timeline.ts";
import { updateCard } from "../../src/views/update-card.ts";
import * as given from "./incidents.ts";
import { buttonsOf, seen } from "./seen.ts";

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

describe("the timeline", () => {
  const part = (entries: readonly Entry[], more = {}) => ({
    id: "INC-42",
    title: "Checkout",
    entries,
    earlier: 0,
    ...more,
  });
  const updates = (count: number) =>
    given.entriesOf([given.declared(), adele], ...Array.from({ length: count }, () => given.updated("x", adele)));

  test("shows the latest forty, with dates, and where the others are", () => {
    const view = timelineView(part(updates(44)));
    expect(seen(view)).toContain("5 earlier: timeline before 6");
    expect(seen(view).match(/22 Nov 2026 \d\d:\d\d UTC \(/g)).toHaveLength(40);
    expect(buttonsOf(view)).toEqual([["Earlier", "timeline before 6"]]);
  });

  test("goes on where its entries end, and back to the latest", () => {
    const view = timelineView(part(updates(50).slice(20, 30), { earlier: 20, before: 31 }));
    expect(seen(view)).toContain("20 earlier: timeline before 21");
    expect(buttonsOf(view)).toEqual([
      ["Earlier", "timeline before 21"],
      ["Latest", "timeline"],
    ]);
    expect(buttonsOf(timelineView(part(updates(5), { before: 7 })))).toEqual([["Latest", "timeline"]]);
    expect(buttonsOf(timelineView(part(updates(5))))).toEqual([]);
  });

  test("says so where a part of it has nothing to tell", () => {
    const tries = given.entriesOf({ type: "activity seen", lastAt: given.declaredAt });
    const view = timelineView(part(tries, { earlier: 80 }));
    expect(seen(view)).toContain("Nothing here but how pages got on.");
    expect(buttonsOf(view)).toEqual([["Earlier", "timeline before 81"]]);
  });

  test("tells an ordinary night in the words that the whole history tells it in", () => {
    const { pages } = given.incidentOf(given.night);
    const whole = given.night.map((entry) => sentence(entry, pages));
    for (const entry of given.night) expect(sentence(entry, pagesIn(given.night))).toBe(whole[entry.number - 1]);
    const shown = seen(timelineView(part(given.night)));
    for (const words of whole) expect(shown).toContain(JSON.stringify(words).slice(1, -1));
  });
});

describe("the list", () => {
  const open = { which: "open", words: "" } as const;
  const twenty = Array.from({ length: 20 }, () => summaryOf(given.incidentOf(given.night)));

  test("shows each incident with who commands it", () => {
    const shown = seen(listView({ incidents: [summaryOf(given.incidentOf(given.night.slice(0, -1)))] }, open));
    expect(shown).toContain("1 incident, 1 open");
    expect(shown).toContain("INC-42 Checkout is down");
    expect(shown).toContain("Open · since 22 Nov 2026 18:40 UTC · Adele Vance in command · [Channel](https://");
  });

  test("counts what it shows all of, and never what it would have to read", () => {
    expect(seen(listView({ incidents: [] }, open))).toContain("No incidents");
    expect(seen(listView({ incidents: [] }, open))).toContain("Something is wrong?");
    expect(seen(listView({ incidents: twenty }, open))).toContain("20 incidents, 0 open");
    expect(seen(listView({ incidents: twenty.slice(1) }, { ...open, which: "closed" }))).toContain(
      "19 closed incidents",
    );
    const first = listView({ incidents: twenty, goOn: "INC-42" }, open);
    expect(seen(first)).toContain("Incidents not closed, newest first");
    expect(seen(first)).not.toMatch(/\b2\d incidents/);
    expect(buttonsOf(first)).toEqual([["More", "list open before INC-42"]]);
  });

  test("says what was looked for, and how to go on from there and back", () => {
    const wanted = { which: "all", severity: 1, words: "checkout *eu*", before: "INC-900" } as const;
    const page = listView({ incidents: twenty, goOn: "INC-42" }, wanted);
    expect(seen(page)).toContain("Incidents of severity 1 with “checkout \\\\*eu\\\\*” before INC-900, newest first");
    expect(buttonsOf(page)).toEqual([
      ["More", "list all sev1 checkout *eu* before INC-42"],
      ["Newest", "list all sev1 checkout *eu*"],
    ]);
  });

  test("says how far it has looked where that is not the end, and that it was where it is", () => {
    const tired = listView({ incidents: [], goOn: "INC-7501" }, { which: "closed", words: "checkout" });
    expect(seen(tired)).toContain("Looked back to INC-7501.");
    expect(seen(tired)).not.toContain("Something is wrong?");
    expect(seen(listView({ incidents: [] }, { ...open, before: "INC-2" }))).toContain("There are no more.");
    expect(seen(listView({ incidents: [] }, { which: "all", words: "x" }))).toContain("No incidents with “x”");
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
  const shown = seen(timelineView({ id: "INC-42", title: "Checkout is down", entries, earlier: 0 }));
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
