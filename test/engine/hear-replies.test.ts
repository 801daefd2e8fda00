import { describe, expect, test } from "@jest/globals";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Means } from "../../src/domain/oncall/book.ts";
import type { Person } from "../../src/domain/people.ts";
import { replyTokens } from "../../src/engine/reply-tokens.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { ann, bob, cat, declared } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

const ladder: Ladder = { policy: "p", steps: [{ targets: [{ user: ann }], minutes: 30 }], lastResort: [] };
const opened = (page: number): Fact => ({ type: "page opened", page, because: "", ladder });
const paged = (page: number, person: Person): Fact => ({ type: "paged", page, step: 0, people: [person] });
const tried = (page: number, person: Person, means: Means = "sms"): Fact => ({
  type: "page tried",
  means,
  page,
  step: 0,
  person: person.id,
  order: 0,
});
const [annsTry, bobsTry] = [4, 7];
const annsPhone = "+441632960001";

/** Ann is paged by the first page and Bob by the second, both by text message. */
async function paging(): Promise<Night> {
  const night = await nightOf();
  await night.tell("INC-1", declared, opened(1), paged(1, ann), tried(1, ann), opened(2), paged(2, bob), tried(2, bob));
  await night.sent.keep({ stream: "INC-1", number: annsTry }, "acs-1", annsPhone);
  night.wait(1);
  return night;
}
const token = (night: Night, number: number, stream = "INC-1") => night.tokens.make({ stream, number });
const news = async (night: Night) => (await night.factsOf("INC-1")).slice(7);
const standing = async (night: Night) => (await night.incident("INC-1")).pages.map(({ paging: { state } }) => state);

describe("a token", () => {
  test("is one person's answer to one page", async () => {
    const night = await paging();
    expect(await night.replies.hear(await token(night, bobsTry), { kind: "acknowledged" }, "link 1")).toBe(
      "You are on INC-1. Thank you.",
    );
    expect(await news(night)).toEqual([{ type: "acknowledged", page: 2, person: bob, means: "sms" }]);
    expect(await standing(night)).toEqual(["waiting", "acknowledged"]);
    const { entries } = await night.log.read("INC-1");
    expect(entries.at(-1)).toMatchObject({ by: { kind: "person", person: bob }, from: "page by sms" });
  });

  test.each<[string, (real: string) => string]>([
    ["with another number", (real) => real.replace(".7.", ".4.")],
    ["of another incident", (real) => real.replace("INC-1", "INC-2")],
    ["with another proof", (real) => `${real.slice(0, -1)}${real.endsWith("A") ? "B" : "A"}`],
    ["cut short", (real) => real.slice(0, -1)],
    ["with more behind it", (real) => `${real}A`],
    ["that is empty", () => ""],
  ])("%s is none of ours, and changes nothing", async (_, forge) => {
    const night = await paging();
    const forged = forge(await token(night, bobsTry));
    await expect(night.replies.hear(forged, { kind: "acknowledged" }, "forged")).rejects.toThrow("This is no page");
    expect([await night.replies.about(forged), await news(night)]).toEqual([undefined, []]);
  });

  test("for something that is no try is refused, though we wrote it", async () => {
    const night = await paging();
    for (const forged of [await token(night, 1), await token(night, 99), await token(night, 1, "INC-9")])
      await expect(night.replies.hear(forged, { kind: "acknowledged" }, "odd")).rejects.toThrow("too old");
    expect(await news(night)).toEqual([]);
  });

  test("of a page that is answered answers no other", async () => {
    const night = await paging();
    await night.tell("INC-1", { type: "acknowledged", page: 1, person: cat });
    expect(await night.replies.hear(await token(night, annsTry), { kind: "acknowledged" }, "late")).toBe(
      "Cat has acknowledged INC-1 already.",
    );
    expect(await standing(night)).toEqual(["acknowledged", "waiting"]);
    expect(await night.replies.hear(await token(night, annsTry), { kind: "declined" }, "later")).toBe(
      "Cat is on INC-1; nobody waits for you.",
    );
    expect(await news(night)).toHaveLength(1);
  });

  test("is made by one key on every replica, whichever made it first", async () => {
    const documents = memoryDocuments();
    const [one, other] = [replyTokens(documents), replyTokens(documents)];
    const name = { stream: "INC-1", number: 4 };
    const [first, second] = await Promise.all([one.make(name), other.make(name)]);
    expect([second, await other.read(first), await replyTokens(memoryDocuments()).read(first)]).toEqual([
      first,
      name,
      undefined,
    ]);
    expect(`https://muster.example.com/page/${first}`.length).toBeLessThan(160);
  });

  test("shows how its page stands", async () => {
    const night = await paging();
    const shown = async () => night.replies.about(await token(night, annsTry));
    expect(await shown()).toEqual({
      id: "INC-1",
      title: "checkout is down",
      severity: 1,
      person: "Ann",
      standing: "Nobody has answered yet.",
      open: true,
    });
    await night.tell("INC-1", { type: "declined", person: ann });
    expect(await shown()).toMatchObject({ standing: "You cannot come; the page went on.", open: true });
    await night.tell("INC-1", { type: "acknowledged", person: ann });
    expect(await shown()).toMatchObject({ standing: "You are on it.", open: false });
    await night.tell("INC-1", { type: "resolved", summary: "" });
    expect(await shown()).toMatchObject({ standing: "It is resolved.", open: false });
  });
});

describe("a text message", () => {
  test.each(["1", " 1.", "ACK", "yes please", "On it!", "OK"])("“%s” takes it", async (text) => {
    const night = await paging();
    expect(await night.replies.hearMessage(annsPhone, text, "sms 1")).toContain("You are on INC-1");
    expect(await news(night)).toEqual([{ type: "acknowledged", person: ann, means: "sms" }]);
  });

  test.each(["2", "can't", "cant come", "No"])("“%s” turns it down, and the next is paged", async (text) => {
    const night = await paging();
    expect(await night.replies.hearMessage(annsPhone, text, "sms 1")).toBe("All right. The next person is paged.");
    expect(await news(night)).toMatchObject([
      { type: "declined", person: ann },
      { type: "alarm raised", page: 1 },
      { type: "nobody to page" },
    ]);
  });

  test.each(["what is this?", "12", "", "who is on it", "acknowledgement of what?"])(
    "“%s” is told how to answer",
    async (text) => {
      const night = await paging();
      expect(await night.replies.hearMessage(annsPhone, text, "sms 1")).toBe("Reply 1 to take it, 2 if you cannot.");
      expect(await news(night)).toEqual([]);
    },
  );

  test("is found by the phone as Event Grid writes it, without the plus", async () => {
    const night = await paging();
    expect(await night.replies.hearMessage("441632960001", "1", "sms 1")).toContain("You are on");
    expect(await night.replies.hearMessage("441632960999", "1", "sms 2")).toBe("Nobody has paged this phone.");
    expect(await night.replies.hearMessage("", "1", "sms 3")).toBe("Nobody has paged this phone.");
  });
});

describe("what comes back", () => {
  test("of the same cause counts once, and is answered all the same", async () => {
    const night = await paging();
    const answers = await Promise.all([1, 2, 3].map(() => night.replies.hearMessage(annsPhone, "1", "event 7")));
    expect(new Set(answers)).toEqual(new Set(["You are on INC-1. Thank you."]));
    expect(await news(night)).toHaveLength(1);
  });

  test("as a report is a fact of its try, by Muster, and one that changes nothing writes nothing", async () => {
    const night = await paging();
    const report = (state: "sent" | "delivered" | "seen" | "failed", cause: string) =>
      night.replies.hearAbout("acs-1", { kind: "reported", state }, cause);
    await report("delivered", "report 1");
    await report("delivered", "report 2");
    await report("seen", "report 3");
    await report("failed", "report 4");
    expect(await news(night)).toMatchObject([{ state: "delivered", person: "ann" }, { state: "seen" }]);
    expect((await night.log.read("INC-1")).entries.at(-1)).toMatchObject({ by: { kind: "muster" } });
  });

  test("that failed brings the reason, and moves on in the same append", async () => {
    const night = await paging();
    await night.replies.hearAbout("acs-1", { kind: "reported", state: "failed", reason: "no such number" }, "report 1");
    expect(await news(night)).toMatchObject([
      { type: "page reported", state: "failed", reason: "no such number", means: "sms", name: "Ann" },
      { type: "page failed", person: ann, reason: "sms: no such number" },
      { type: "alarm raised", why: "nobody reached" },
      { type: "nobody to page" },
    ]);
  });

  test("about something that nobody sent is ignored", async () => {
    const night = await paging();
    for (const reference of ["acs-2", "", "x".repeat(600)])
      await night.replies.hearAbout(reference, { kind: "acknowledged" }, "odd");
    expect(await news(night)).toEqual([]);
  });
});
