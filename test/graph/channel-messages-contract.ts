/** What src/engine/ports.ts promises of ChannelMessages, for every implementation. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ChannelMessages, ChannelPlace, HeldMessage } from "../../src/engine/ports.ts";
import { outageOf } from "./tools.ts";

export type TalkingWorld = {
  messages: ChannelMessages;
  /** A new channel. */
  place(): Promise<ChannelPlace>;
  /** Lee Gu says something and mentions Alex Wilber; resolves to the message's id. */
  say(place: ChannelPlace, text: string, replyTo?: string): Promise<string>;
  edit(place: ChannelPlace, id: string, text: string): Promise<void>;
  remove(place: ChannelPlace, id: string): Promise<void>;
  restore(place: ChannelPlace, id: string): Promise<void>;
  /** Lee Gu, and then Alex Wilber, put a pin on it; somebody else likes it. */
  pin(place: ChannelPlace, id: string): Promise<void>;
  /** Muster posts a text. */
  post(place: ChannelPlace, text: string): Promise<string>;
  deleteChannel(place: ChannelPlace): Promise<void>;
  now(): Date;
  stop(): Promise<void>;
};

export function channelMessagesContract(name: string, start: () => Promise<TalkingWorld>): void {
  describe(`the messages of a channel in ${name}`, () => {
    let world: TalkingWorld;
    let place: ChannelPlace;
    beforeAll(async () => {
      world = await start();
    });
    beforeEach(async () => {
      place = await world.place();
    });
    afterAll(() => world.stop());

    /** Everything, page by page; the last that is told of a message counts. */
    async function all(since?: Date, at: ChannelPlace = place): Promise<HeldMessage[]> {
      const found = new Map<string, HeldMessage>();
      let page: string | undefined;
      for (let pages = 0; pages < 100; pages++) {
        const { messages, next } = await world.messages.changed(at, since, page);
        for (const message of messages) found.set(message.id, message);
        if (next === undefined) return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
        page = next;
      }
      throw new Error("It never came to an end.");
    }

    test("are nothing where nothing was said", async () => {
      expect(await all()).toEqual([]);
    });

    test("have their words, author, time, mentions, and the message that they answer", async () => {
      const first = await world.say(place, "a < b\nand so on");
      const reply = await world.say(place, "yes", first);
      const own = await world.post(place, "noted");
      const found = await all();
      expect(found).toMatchObject([
        {
          id: first,
          from: { name: "Lee Gu" },
          text: "Alex Wilber a < b\nand so on",
          mentions: [{ name: "Alex Wilber" }],
        },
        { id: reply, text: "Alex Wilber yes", replyTo: first },
        { id: own, own: true, text: "noted" },
      ]);
      expect(found[0]).not.toHaveProperty("own");
      for (const { from, saidAt, changedAt, editedAt, deletedAt } of found) {
        expect(from.id).not.toBe("");
        expect([saidAt, changedAt].map((at) => new Date(at).toISOString())).toEqual([saidAt, changedAt]);
        expect([editedAt, deletedAt]).toEqual([undefined, undefined]);
      }
    });

    test("say that they were edited, deleted and put back, and lose their words while they are deleted", async () => {
      const id = await world.say(place, "one");
      await world.edit(place, id, "two");
      const [edited] = await all();
      expect(edited).toMatchObject({ id, text: "Alex Wilber two", editedAt: edited!.changedAt });
      await world.remove(place, id);
      const [removed] = await all();
      expect(removed).toMatchObject({ text: "", editedAt: edited!.editedAt, deletedAt: removed!.changedAt });
      expect(removed).not.toHaveProperty("mentions");
      await world.restore(place, id);
      const [restored] = await all();
      expect(restored).toMatchObject({ text: "Alex Wilber two", editedAt: edited!.editedAt });
      expect(restored).not.toHaveProperty("deletedAt");
    });

    test("say who has put a pin on them, the first first, as a change that is no edit", async () => {
      const id = await world.say(place, "one");
      const [plain] = await all();
      expect(plain).not.toHaveProperty("pins");
      const since = world.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await world.pin(place, id);
      const [pinned] = await all(since);
      expect(pinned!.pins).toEqual([
        { id: expect.any(String), name: "Lee Gu" },
        { id: expect.any(String), name: "Alex Wilber" },
      ]);
      expect(pinned).not.toHaveProperty("editedAt");
    });

    test("come with their whole thread when something in it has changed since, and otherwise not", async () => {
      const [quiet, root] = [await world.say(place, "quiet"), await world.say(place, "root")];
      const reply = await world.say(place, "reply", root);
      const since = world.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await world.edit(place, reply, "changed");
      const found = (await all(since)).map(({ id }) => id);
      expect(found).toEqual([root, reply]);
      expect((await all()).map(({ id }) => id)).toEqual([quiet, root, reply]);
    });

    test("are all there, however many pages they fill", async () => {
      const ids: string[] = [];
      for (let each = 0; each < 60; each++) ids.push(await world.say(place, `${each}`));
      expect((await all()).map(({ id }) => id)).toEqual(ids.sort());
    });

    test("can be those of one thread alone", async () => {
      const [root, other] = [await world.say(place, "root"), await world.say(place, "other")];
      const reply = await world.say(place, "reply", root);
      await world.say(place, "reply to the other", other);
      expect((await all(undefined, { ...place, thread: root })).map(({ id }) => id)).toEqual([root, reply]);
    });

    test("cannot be had of a channel that is gone", async () => {
      await world.say(place, "last words");
      await world.deleteChannel(place);
      const outage = await outageOf(all());
      expect([outage.again, outage.message]).toEqual([false, expect.stringContaining("not there any more")]);
    });
  });
}
