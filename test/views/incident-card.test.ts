import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import type { Person } from "../../src/domain/people.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import { expandCard } from "../../src/teams/cards.ts";
import * as given from "./incidents.ts";

const { adele, alex, declared, entriesOf, incidentOf, megan, night, paged } = given;

type Button = {
  title: string;
  data?: unknown;
  card?: { body: { id: string; isRequired?: boolean }[]; actions: { data: unknown }[] };
};
const cardOf = (incident: Live) => {
  const message = incidentCard(incident);
  return expandCard(message.card, message.data);
};
const buttonsOf = (incident: Live) => cardOf(incident)["actions"] as Button[];
const titles = (incident: Live) => buttonsOf(incident).map((button) => button.title);

/** What a reader sees, without the marks. */
const seen = (incident: Live): string =>
  JSON.stringify(cardOf(incident), (key, value) =>
    key === "inlines" ? value.map((run: { text: string }) => run.text).join("") : value,
  );

const fresh = incidentOf(
  entriesOf([declared(), adele], given.pageOpened, given.channelOpened, given.workItemOpened, paged(0, megan)),
);

test("one that goes on as another says so, and asks for nothing", () => {
  const merged = incidentOf(
    entriesOf([declared(), adele], paged(0, megan), [
      { type: "merged", into: "INC-7", title: "Payments are down" },
      alex,
    ]),
  );
  expect(seen(merged)).toContain("It goes on as INC-7.");
  expect(seen(merged)).not.toMatch(/: say |resolved it/);
});

describe("a fresh incident", () => {
  test("asks the five questions and says how to fill the blanks", () => {
    for (const question of [
      "When did we know?",
      "How did we know?",
      "Who is aware?",
      "What is being done?",
      "How bad is it?",
    ])
      expect(seen(fresh)).toContain(question);
    expect(seen(fresh)).toContain("Nobody has taken command: say lead me.");
    expect(seen(fresh)).toContain("When it began is not known: say started 14:05.");
    expect(seen(fresh)).toContain("Megan Bowen has not answered yet (step 1, on call): say ack.");
    expect(seen(fresh)).toContain("Adele Vance declared it.");
    expect(seen(fresh)).toContain("[Work item 17](https://dev.azure.com/contoso/Operations/");
  });

  test("offers what can be done now, in words and with its own id", () => {
    expect(titles(fresh)).toEqual([
      "Acknowledge",
      "Take command",
      "Post update",
      "Add action",
      "Resolve",
      "Lower severity",
      "Timeline",
    ]);
    expect(buttonsOf(fresh)[0]?.data).toEqual({ say: "ack", incident: "INC-42" });
    expect(buttonsOf(fresh)[1]?.data).toEqual({ say: "lead me", incident: "INC-42" });
    expect(buttonsOf(fresh)[2]?.card?.body[0]).toMatchObject({ id: "text", isRequired: true });
    expect(buttonsOf(fresh)[2]?.card?.actions[0]?.data).toEqual({ say: "update", incident: "INC-42" });
    expect(buttonsOf(fresh)[4]?.card?.body[0]).toMatchObject({ id: "summary" });
    expect(buttonsOf(fresh)[4]?.card?.actions[0]?.data).toEqual({ say: "resolve", incident: "INC-42" });
  });
});

test("in the middle of the night it shows who does what, and when the next update is due", () => {
  const incident = incidentOf(night.slice(0, -1));
  expect(seen(incident)).toContain("Alex Wilber is on it since 22 Nov 2026 18:46 UTC. Adele Vance has command.");
  expect(seen(incident)).toContain("Scribe: Nestor Wilke. No communications, no deputy: say role comms @someone.");
  expect(seen(incident)).toContain("Next update due 22 Nov 2026 19:40 UTC ({{TIME(2026-11-22T19:40:00Z)}} local)");
  expect(seen(incident)).toContain(
    "Impact began 22 Nov 2026 18:21 UTC; declared 19 min 12 s later, acknowledged 25 min 12 s later.",
  );
  expect(titles(incident)).toEqual([
    "Post update",
    "Add action",
    "Resolve",
    "Raise severity to 1",
    "Lower severity",
    "Timeline",
  ]);
});

test("what is missing is said with its reason", () => {
  const incident = incidentOf(
    entriesOf(
      [declared(), adele],
      given.pageOpened,
      { type: "channel unavailable", reason: "Consent is missing.", instead: { id: "x", serviceUrl: given.service } },
      { type: "work item unavailable", reason: "Azure Boards said 401." },
      { type: "nobody to page", step: 0 },
      { type: "gave up", doing: "page people", reason: "Teams does not answer" },
    ),
  );
  expect(seen(incident)).toContain(
    "No channel of its own. Consent is missing. It runs in the thread where it was declared.",
  );
  expect(seen(incident)).toContain("No work item. Azure Boards said 401.");
  expect(seen(incident)).toContain(
    "Nobody is on call for this step. Take it with ack, or say oncall primary @someone.",
  );
  expect(seen(incident)).toContain("Muster could not page people: Teams does not answer");
});

describe("with a second page", () => {
  const asked: Fact = { type: "page opened", page: 2, because: "the database is slow", ladder: given.ladder };
  const told = (...facts: (Fact | [Fact, Person])[]) =>
    incidentOf(entriesOf([declared(), adele], given.pageOpened, paged(0, megan), [asked, adele], ...facts));

  test("says who else is waited for, and why", () => {
    expect(seen(told({ type: "paged", page: 2, step: 0, people: [alex] }))).toContain(
      "Alex Wilber has not answered yet (the database is slow).",
    );
  });

  test("says who answered it, and counts them among those who know", () => {
    const shown = seen(told([{ type: "acknowledged", page: 2, person: alex }, alex]));
    expect(shown).toContain("Alex Wilber answered too: the database is slow.");
    expect(shown).toContain("Adele Vance and Alex Wilber. Paged: Megan Bowen.");
  });

  test("raises the alarm of each page by its own name", () => {
    const { length: last } = given.ladder.steps;
    const shown = seen(told(paged(last, megan), { type: "nobody to page", page: 2, step: last }));
    expect(shown).toContain("ALARM: nobody has answered. Take it with ack, or say page @someone.");
    expect(shown).toContain("Page 2 (the database is slow): ALARM: there is nobody to page.");
  });
});

test("how somebody answered is said where it was not in Teams", () => {
  const answered: [Fact, Person] = [{ type: "acknowledged", person: megan, means: "call" }, megan];
  expect(seen(incidentOf(entriesOf([declared(), adele], given.pageOpened, answered)))).toContain(
    "Megan Bowen is on it since 22 Nov 2026 18:41 UTC, by phone.",
  );
});

test("once resolved it can be reopened or closed, and once closed only be read", () => {
  const closed = incidentOf([...night, ...entriesOf([{ type: "closed" }, alex])]);
  expect(titles(incidentOf(night))).toEqual(["Reopen", "Close", "Timeline"]);
  expect(titles(closed)).toEqual(["Timeline"]);
  expect(seen(incidentOf(night))).toContain("card payments work again");
});

test("people read what was written, sign for sign", () => {
  const incident = incidentOf(entriesOf([declared("a_b *c* <d> & [e](f)", "50% < 1_000"), adele], paged(0, megan)));
  expect(seen(incident)).toContain('"a_b *c* <d> & [e](f)"');
  expect(seen(incident)).toContain("50% < 1_000");
});
