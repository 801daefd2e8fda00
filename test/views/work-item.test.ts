/** What a work item says beside the incident's own words. */
import { describe, expect, test } from "@jest/globals";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import { boardsDoor } from "../../src/domain/work-item/picture.ts";
import { aroundOf, discussion, followUpTask } from "../../src/views/work-item.ts";
import {
  acknowledged,
  adele,
  by,
  channelOpened,
  declaredAt,
  entriesOf,
  megan,
  pageOpened,
  paged,
} from "./incidents.ts";

const told = (more: object = {}): Entry[] =>
  entriesOf(
    [{ type: "declared", title: "Checkout is down", description: "", severity: 1, said: null, ...more }, adele],
    pageOpened,
    channelOpened,
    paged(0, megan),
    [{ type: "linked", url: "https://grafana.example/d/1", title: "Dashboard" }, adele],
    [{ type: "affected told", who: "all shops" } as Fact, adele],
    acknowledged(megan),
    [{ type: "noted", text: "only for us" }, adele],
    [{ type: "resolved", summary: "failed over" }, adele],
  );
const of = (entries: readonly Entry[]): Live => fold("INC-42", entries) as Live;
const guide = { name: "checkout", title: "Checkout fails", url: "https://guides.example/checkout.md" };
const nothing = { statusPageUrl: undefined, guides: [] };

describe("the description", () => {
  test("leads to the channel, the status page, the guides and what people linked, each once", () => {
    const guides = [guide, { name: "cache", title: "The cache" }];
    const { links, lines } = aroundOf(of(told()), { statusPageUrl: "https://grafana.example/d/1", guides });
    expect(links.map(({ title }) => title)).toEqual(["Communications Channel", "Status page", "Guide: Checkout fails"]);
    expect(lines.join("\n")).toMatch(/all shops.*Checkout fails \(runbook checkout\); The cache \(runbook cache\)/s);
  });

  test("says nothing of what there is not", () => {
    const { links, lines } = aroundOf(of(told().slice(0, 1)), nothing);
    expect([links, lines]).toEqual([[], ["INC-42, kept up to date by Muster."]]);
  });
});

describe("the discussion", () => {
  test("tells the key facts with their times, and neither notes nor what was done in Boards", () => {
    const entries = told();
    const ours = discussion(of(entries), entries);
    expect(ours).toEqual([
      expect.stringMatching(/UTC: Megan Bowen acknowledged/),
      expect.stringMatching(/UTC: Adele Vance resolved.*failed over/),
    ]);
    const theirs = entries.map((entry) => ({ ...entry, from: boardsDoor }));
    expect(discussion(of(theirs), theirs)).toEqual([]);
  });

  test("has nothing of a confidential incident", () => {
    const entries = told({ confidential: true });
    expect(discussion(of(entries), entries)).toEqual([]);
  });
});

test("what was put off says whose it was and of which incident, and leads to it", () => {
  const incident = of(told({ drill: true }));
  const followUp = { number: 1, text: "add an alert", at: declaredAt, by: by(adele) };
  const task = followUpTask(incident, followUp, "Adele Vance");
  expect(task.title).toBe("DRILL add an alert");
  expect(task.text).toMatch(/^add an alert\n\nPut off by Adele Vance on .* during INC-42: Checkout is down$/);
  expect(task.links.map(({ title }) => title)).toEqual(["Channel of the incident"]);
});
