/**
 * What every Chat promises (src/engine/ports.ts), checked from outside against any implementation of the other side.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Conversation } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import { type Chat, Outage } from "../../src/engine/ports.ts";

export type ChatUnderTest = {
  chat: Chat;
  /** A channel thread that Muster may post to, one that does not exist, and a team with its group. */
  thread: Conversation;
  nowhere: Conversation;
  team: { thread: string; group: string };
  /** Somebody who has the app, and somebody who has not. */
  reachable: Person;
  unreachable: Person;
  /** What people see of a post: its text, or its card. */
  seen(place: Conversation, id: string): Promise<{ text?: string; card?: unknown } | undefined>;
  close(): Promise<void>;
};

export function chatContract(name: string, open: () => Promise<ChatUnderTest>): void {
  describe(`Chat: ${name}`, () => {
    let on: ChatUnderTest;
    beforeAll(async () => {
      on = await open();
    });
    afterAll(() => on.close());

    test("posts a text and names it by an id", async () => {
      const id = await on.chat.post(on.thread, { text: "the **disk** is full" });
      expect(id).not.toBe("");
      expect(await on.seen(on.thread, id)).toMatchObject({ text: "the **disk** is full" });
    });

    test("gives two posts two ids", async () => {
      const [one, two] = [
        await on.chat.post(on.thread, { text: "same" }),
        await on.chat.post(on.thread, { text: "same" }),
      ];
      expect(one).not.toBe(two);
    });

    test("replaces a post in place", async () => {
      const id = await on.chat.post(on.thread, { text: "first" });
      await on.chat.update(on.thread, id, { text: "second" });
      expect(await on.seen(on.thread, id)).toMatchObject({ text: "second" });
    });

    test("posts a card, and replaces it by another", async () => {
      const card = (title: string) => ({ card: "incident", data: { title }, summary: title });
      const id = await on.chat.post(on.thread, card("Checkout is down"));
      expect(JSON.stringify((await on.seen(on.thread, id))?.card)).toContain("Checkout is down");
      await on.chat.update(on.thread, id, card("Checkout is up"));
      expect(JSON.stringify((await on.seen(on.thread, id))?.card)).toContain("Checkout is up");
    });

    test("mentions people", async () => {
      const mentions = [on.reachable];
      const id = await on.chat.post(on.thread, { text: `<at>${on.reachable.name}</at>, look`, mentions });
      expect((await on.seen(on.thread, id))?.text).toContain(on.reachable.name);
    });

    test("opens one personal chat with somebody, however often it is asked", async () => {
      const chat = await on.chat.personal(on.reachable);
      expect(await on.chat.personal(on.reachable)).toEqual(chat);
      const id = await on.chat.post(chat, { text: "you are paged" });
      expect(await on.seen(chat, id)).toMatchObject({ text: "you are paged" });
    });

    test("says that trying again is no use for somebody without the app", async () => {
      const failure = on.chat.personal(on.unreachable).then((chat) => on.chat.post(chat, { text: "hello" }));
      await expect(failure).rejects.toMatchObject({ name: "Outage", again: false });
    });

    test("says that trying again is no use for a place that is not there", async () => {
      await expect(on.chat.post(on.nowhere, { text: "hello" })).rejects.toBeInstanceOf(Outage);
      await expect(on.chat.post(on.nowhere, { text: "hello" })).rejects.toMatchObject({ again: false });
    });

    test("knows the group of a team", async () => {
      expect(await on.chat.teamGroup(on.thread.serviceUrl, on.team.thread)).toBe(on.team.group);
    });
  });
}
