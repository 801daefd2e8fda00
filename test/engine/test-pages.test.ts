import { describe, expect, test } from "@jest/globals";
import { Outage, type Pager, type Summons } from "../../src/engine/ports.ts";
import { ann, bob, cat } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

/** Text messages that arrive, and calls to a number that is none. */
function phones() {
  const sent: Summons[] = [];
  const sms: Pager = {
    async send(summons) {
      sent.push(summons);
      return { state: "sent", reference: `acs-${sent.length}` };
    },
    stop: () => Promise.resolve(),
  };
  const call: Pager = { ...sms, send: () => Promise.reject(new Outage("No such number.", { again: false })) };
  return { sent, pagers: { sms, call } };
}

const standing = async (night: Night, name = "Ann") =>
  (await night.testPages.results())
    .find(({ person }) => person === name)
    ?.means.map(({ means, state, reason }) => [means, state, ...(reason === undefined ? [] : [reason])].join(" "));

describe("a test page", () => {
  test("goes out by all means at once, and says what came of each", async () => {
    const { sent, pagers } = phones();
    const night = await nightOf({ pagers });
    await night.testPages.send(["Ann", "Bob", "nobody of this name"], night.now());
    await night.settled();
    expect(await standing(night)).toEqual(["teams sent", "sms sent", "call failed No such number."]);
    expect(await standing(night, "Bob")).toEqual(["teams sent", "email failed email is not set up."]);
    expect(sent).toMatchObject([{ kind: "test", to: { name: "Ann", phone: "+441632960001" }, about: { id: "TEST" } }]);
    expect([ann, bob, cat].map((person) => night.readBy(person).length)).toEqual([1, 1, 0]);
  });

  test("is answered by its link or by text message, and not a second time by less", async () => {
    const { sent, pagers } = phones();
    const night = await nightOf({ pagers });
    await night.testPages.send(["Ann"], night.now());
    const { token } = sent[0]!.reply;
    expect(await night.replies.about(token)).toMatchObject({ id: "TEST", open: true });
    await night.replies.hearAbout("acs-1", { kind: "reported", state: "delivered" }, "report 1");
    expect((await standing(night))?.[1]).toBe("sms delivered");
    night.wait(1);
    expect(await night.replies.hearMessage("441632960001", "1", "sms 1")).toBe("Thank you. This was a test; it works.");
    const answeredAt = night.now().toISOString();
    night.wait(1);
    await night.replies.hear(token, { kind: "acknowledged" }, "link 1");
    await night.replies.hearAbout("acs-1", { kind: "reported", state: "failed", reason: "late" }, "report 2");
    expect((await standing(night))?.[1]).toBe("sms answered");
    expect(await night.testPages.results()).toMatchObject([{ person: "Ann", answeredAt }]);
  });

  test("is answered in Teams by whoever it was for, once", async () => {
    const night = await nightOf();
    await night.testPages.send(["Ann"], night.now());
    const answers = [ann, ann, bob, { id: "eve", name: "Ann" }].map(
      (who) => () => night.testPages.answer(who, night.now()),
    );
    const heard: boolean[] = [];
    for (const answer of answers) heard.push(await answer());
    expect(heard).toEqual([true, false, false, false]);
  });

  test("takes the place of the one before", async () => {
    const night = await nightOf();
    await night.testPages.send(["Ann"], night.now());
    await night.testPages.answer(ann, night.now());
    night.wait(60);
    await night.testPages.send(["Ann"], night.now());
    const [result, ...others] = await night.testPages.results();
    expect([result!.at, result!.answeredAt, others]).toEqual([night.now().toISOString(), undefined, []]);
    await night.settled();
    expect(night.readBy(ann)).toHaveLength(2);
  });

  test("that was never sent is not answered", async () => {
    const night = await nightOf();
    const token = await night.tokens.make({ stream: "test-0123456789abcdef01234567", number: 1 });
    await expect(night.replies.hear(token, { kind: "acknowledged" }, "link")).rejects.toThrow("no page of Muster's");
    expect(
      await night.testPages.heard({ stream: "INC-1", number: 1 }, { kind: "acknowledged" }, night.now()),
    ).toBeUndefined();
    expect(await night.testPages.results()).toEqual([]);
  });
});
