import { describe, expect, test } from "@jest/globals";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live, type Resolved } from "../../src/domain/incident/incident.ts";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import { publicIncident } from "../../src/domain/status/public.ts";
import type { Message } from "../../src/engine/ports.ts";
import { actionCard } from "../../src/views/action-card.ts";
import { actionsView } from "../../src/views/actions.ts";
import { alarmText } from "../../src/views/alarm.ts";
import { announcement } from "../../src/views/announcement.ts";
import { decisionsView } from "../../src/views/decisions.ts";
import { handedOverText } from "../../src/views/handed-over.ts";
import { handoverCard } from "../../src/views/handover-card.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import { ladderCard } from "../../src/views/ladder-card.ts";
import { listView } from "../../src/views/list.ts";
import { pageCard } from "../../src/views/page-card.ts";
import { proposalCard } from "../../src/views/proposal-card.ts";
import { resolvedCard } from "../../src/views/resolved-card.ts";
import { review } from "../../src/views/review.ts";
import { shiftBriefCard, shiftStartsText } from "../../src/views/shift-notices.ts";
import { timelineView } from "../../src/views/timeline.ts";
import { updateCard } from "../../src/views/update-card.ts";
import { workItemWords } from "../../src/views/work-item.ts";
import {
  acknowledged,
  adele,
  alex,
  by,
  channelOpened,
  declaredAt,
  entriesOf,
  megan,
  pageOpened,
  paged,
} from "./incidents.ts";
import { seen } from "./seen.ts";

const told = (more: object): Entry[] =>
  entriesOf(
    [
      { type: "declared", title: "Checkout is down", description: "since noon", severity: 1, said: null, ...more },
      adele,
    ],
    pageOpened,
    channelOpened,
    paged(0, megan),
    [{ type: "action opened", action: 1, text: "look", owner: alex }, adele],
    [{ type: "proposed", proposal: 1, text: "fail over", closesAt: declaredAt }, adele],
    acknowledged(megan),
  );
const of = (entries: readonly Entry[]): Live => fold("INC-42", entries) as Live;
const over: Fact = { type: "resolved", summary: "done" };
const shift = {
  schedule: "primary",
  at: new Date(declaredAt),
  until: undefined,
  before: [],
  after: [],
  zone: "UTC",
};
const handed = { from: "Ada", by: "Bob", give: [], take: [], state: "accepted" } as const;

/** Everything that people see of an incident, in Teams and elsewhere. */
function everything(entries: Entry[]): [name: string, words: string][] {
  const incident = of(entries);
  const ended = entriesOf(...entries.map(({ fact }) => fact), over);
  const update = { text: "we look", at: declaredAt, by: by(adele), nextDueAt: undefined };
  const lists = { open: [summaryOf(incident)] };
  const messages: [string, Message][] = [
    ["its card", incidentCard(incident)],
    ["a page", pageCard(incident, { page: 1, person: megan, step: 0 })],
    ["its ladder", ladderCard(incident, 1)],
    ["an action", actionCard(incident, 1)],
    ["a proposal", proposalCard(incident, 1)],
    ["a handover", handoverCard(incident, "Adele Vance", alex, "open")],
    ["the actions", actionsView(incident, undefined)],
    ["the decisions", decisionsView(incident)],
    ["the timeline", timelineView({ ...incident, entries, earlier: 0 })],
    ["an update", updateCard(incident, update)],
    ["its end", resolvedCard(of(ended) as Resolved, ended)],
    ["a brief", shiftBriefCard(incident, entries, alex)],
    ["the announcement", announcement(incident, { type: "severity changed", from: 2, to: 1, because: "" })],
    ["the alarm", { text: alarmText(incident, incident.pages[0]!) }],
    ["the list", listView({ incidents: [summaryOf(incident)] }, { which: "open", words: "" })],
    ["the beginning of a shift", shiftStartsText({ ...shift, ...lists })],
    ["a hand-over of duty", handedOverText(handed, lists.open, "UTC")],
    ["the review", { text: review(incident, entries, { lines: 0 }) }],
    ["the work item", { text: workItemWords(incident).title }],
    ["the public page", { text: publicIncident(incident, entries).title }],
  ];
  return messages.map(([name, message]) => [
    name,
    "card" in message ? `${message.summary} ${seen(message)}` : message.text,
  ]);
}

describe("a drill is marked as one", () => {
  test.each(everything(told({ drill: true })))("by %s", (_, words) => {
    expect(words).toContain("DRILL");
  });

  test("and nothing else is", () => {
    for (const [, words] of everything(told({}))) expect(words).not.toMatch(/DRILL|CONFIDENTIAL/);
  });

  test("also to whoever reads only the notification of a card", () => {
    const incident = of(told({ drill: true }));
    for (const card of [
      incidentCard(incident),
      ladderCard(incident, 1),
      actionCard(incident, 1),
      proposalCard(incident, 1),
    ])
      expect(card.summary).toMatch(/^DRILL /);
  });
});

describe("a confidential incident", () => {
  const entries = told({ confidential: true });

  test.each(everything(entries).filter(([name]) => /^(its|an?) |review/.test(name)))(
    "is marked as one by %s",
    (_, words) => {
      expect(words).toContain("CONFIDENTIAL");
    },
  );

  test("says where others read neither what it is about, nor who leads, nor where it is worked on", () => {
    const led = entriesOf(...entries.map(({ fact }) => fact), {
      type: "role assigned",
      role: "commander",
      person: adele,
    });
    expect(JSON.stringify(summaryOf(of(led)))).not.toMatch(/Checkout|Adele|https/);
    expect(summaryOf(of(led))).toMatchObject({ title: "(confidential)", confidential: true });
    expect(workItemWords(of(led))).toEqual({ title: "INC-42 (confidential)", description: "", link: undefined });
    const drill = workItemWords(of(told({ confidential: true, drill: true })));
    expect(drill.title).toBe("DRILL INC-42 (confidential)");
  });
});
