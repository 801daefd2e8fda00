/** The contract in memory and against the sandbox's Graph; and what Graph does that neither of them does by itself. */
import { describe, expect, test } from "@jest/globals";
import { sandboxClient } from "../../sandbox/client.ts";
import { appId } from "../../sandbox/people.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { keepPost } from "../../sandbox/posts.ts";
import { appSecret } from "../../sandbox/tokens.ts";
import { teamSeeds } from "../../sandbox/world.ts";
import type { HeldMessage } from "../../src/engine/ports.ts";
import { graphChannelMessages } from "../../src/graph/channel-messages.ts";
import { memoryChannelMessages } from "../../src/memory/channel-messages.ts";
import { plainOf } from "../../src/teams/mentions.ts";
import { channelMessagesContract, type TalkingWorld } from "./channel-messages-contract.ts";
import { problemsOf } from "./contract.ts";
import { type Reply, type Scripted, scripted, type Seen } from "./scripted.ts";
import { outageOf, sandboxTokens, testTools } from "./tools.ts";

channelMessagesContract("memory", async (): Promise<TalkingWorld> => {
  const messages = memoryChannelMessages();
  const held = new Map<string, HeldMessage>();
  let count = 0;
  const hold = (channel: string, message: HeldMessage): string => {
    held.set(message.id, message);
    messages.hold(channel, message);
    return message.id;
  };
  const lee = { id: "lee", name: "Lee Gu" };
  const alex = [{ id: "alex", name: "Alex Wilber" }];
  const at = (): string => new Date().toISOString();
  const texts = new Map<string, string>();
  const add = (channel: string, said: Pick<HeldMessage, "from" | "text"> & Partial<HeldMessage>): string => {
    const id = String(++count).padStart(6, "0");
    return hold(channel, { id, saidAt: at(), changedAt: at(), ...said });
  };
  const change = (channel: string, id: string, change: (was: HeldMessage, now: string) => HeldMessage): void => {
    const now = at();
    hold(channel, { ...change(held.get(id)!, now), changedAt: now });
  };
  return {
    messages,
    now: () => new Date(),
    async place() {
      const channel = `19:${++count}@thread.tacv2`;
      messages.open(channel);
      return { team: "1", channel };
    },
    say: async ({ channel }, text, replyTo) =>
      add(channel, {
        from: lee,
        text: `Alex Wilber ${text}`,
        mentions: alex,
        ...(replyTo !== undefined && { replyTo }),
      }),
    post: async ({ channel }, text) => add(channel, { from: { id: "28:x", name: "Muster" }, text, own: true }),
    edit: async ({ channel }, id, text) =>
      change(channel, id, (was, editedAt) => ({ ...was, text: `Alex Wilber ${text}`, editedAt })),
    remove: async ({ channel }, id) =>
      change(channel, id, ({ mentions: _, ...was }, deletedAt) => {
        texts.set(id, was.text);
        return { ...was, text: "", deletedAt };
      }),
    restore: async ({ channel }, id) =>
      change(channel, id, ({ deletedAt: _, ...was }) => ({ ...was, text: texts.get(id)!, mentions: alex })),
    pin: async ({ channel }, id) => change(channel, id, (was) => ({ ...was, pins: [lee, ...alex] })),
    deleteChannel: async ({ channel }) => messages.drop(channel),
    stop: async () => undefined,
  };
});

channelMessagesContract("Graph, as the sandbox speaks it", async (): Promise<TalkingWorld> => {
  const sandbox = await startSandbox({ muster: "none", storage: process.env["AZURITE"] as string, throttle: "off" });
  const teams = sandboxClient(sandbox.url);
  const tokens = sandboxTokens(sandbox.url, appSecret, appId);
  const config = { GRAPH_URL: `${sandbox.url}/graph/v1.0`, BOT_APP_ID: appId };
  const pause = async () => undefined;
  const silent = { silent: true };
  let count = 0;
  return {
    messages: graphChannelMessages({ ...testTools(tokens), pause, now: () => new Date(), config, words: plainOf }),
    now: () => sandbox.store.now(),
    place: async () => ({
      team: teamSeeds.incidents.group,
      channel: (await teams.makeChannel("Incidents", `talk-${++count}`)).id,
    }),
    say: async ({ channel }, text, replyTo) =>
      (await teams.say(channel, "Lee Gu", `<at>Alex Wilber</at> ${text.replace("<", "&lt;")}`, replyTo, silent)).id,
    post: async ({ channel }, text) =>
      keepPost(sandbox.store, sandbox.store.place(channel)!, undefined, { text, attachments: [] })!,
    async edit({ channel }, id, text) {
      await teams.edit(channel, id, `<at>Alex Wilber</at> ${text}`, silent);
    },
    async remove({ channel }, id) {
      await teams.remove(channel, id, silent);
    },
    async restore({ channel }, id) {
      await teams.restore(channel, id, silent);
    },
    async pin(_, id) {
      await teams.react(id, "Megan Bowen", "like", true, silent);
      await teams.react(id, "Lee Gu", "pushpin", true, silent);
      await teams.react(id, "Alex Wilber", "pushpin", true, silent);
    },
    deleteChannel: ({ channel }) => teams.deleteChannel(channel),
    stop: () => sandbox.stop(),
  };
});

const place = { team: "11111111-1111-4111-8111-111111111111", channel: "19:1@thread.tacv2" };
const base = `/teams/${place.team}/channels/${place.channel}/messages`;
const said = (id: string, more: object = {}) => ({
  id,
  messageType: "message",
  createdDateTime: "2026-11-22T10:00:00.123Z",
  lastModifiedDateTime: "2026-11-22T10:00:00.123Z",
  from: { user: { id: "lee", displayName: "Lee Gu" } },
  body: { contentType: "html", content: `<p>${id}</p>` },
  ...more,
});

describe("the messages of a channel, as Graph tells of them", () => {
  async function asked(
    answer: (seen: Seen, number: number) => Reply,
    work: (tools: ReturnType<typeof open>, server: Scripted) => Promise<void>,
  ): Promise<void> {
    const server = await scripted(answer);
    try {
      await work(open(server), server);
    } finally {
      await server.stop();
    }
  }
  const open = (server: Scripted) => {
    const tools = testTools();
    const config = { GRAPH_URL: server.url, BOT_APP_ID: "muster" };
    return { ...tools, messages: graphChannelMessages({ ...tools, config, words: plainOf }) };
  };
  const page = (value: unknown[], next?: string): Reply => ({
    status: 200,
    body: { value, ...(next === undefined ? {} : { "@odata.nextLink": next }) },
  });

  test("are asked for as Microsoft describes it, and links are followed on our own address only", () =>
    asked(
      (seen) =>
        seen.query.has("$skiptoken") ? page([said("2")]) : page([said("1")], "https://evil.example/x?$skiptoken=abc"),
      async ({ messages }, { seen }) => {
        const since = new Date("2026-11-22T10:00:00Z");
        const first = await messages.changed(place, since);
        const second = await messages.changed(place, since, first.next);
        expect([...first.messages, ...second.messages].map(({ id }) => id)).toEqual(["1", "2"]);
        expect(second).not.toHaveProperty("next");
        expect(seen.map(({ path }) => path)).toEqual([`${base}/delta()`, `${base}/delta()`]);
        expect(Object.fromEntries(seen[0]!.query)).toEqual({
          $top: "50",
          $expand: "replies",
          $filter: "lastModifiedDateTime gt 2026-11-22T10:00:00.000Z",
        });
        expect(Object.fromEntries(seen[1]!.query)).toEqual({ $skiptoken: "abc" });
        expect(problemsOf(seen[0]!)).toEqual([]);
      },
    ));

  test("include the replies of a thread that has more than fit", () =>
    asked(
      ({ path, query }) =>
        path.endsWith("/replies")
          ? query.get("$skiptoken") === "r2"
            ? page([said("1c", { replyToId: "1" })])
            : page([said("1b", { replyToId: "1" })], `https://graph/x?$skiptoken=r2`)
          : page([
              said("1", {
                replies: [said("1a", { replyToId: "1" })],
                "replies@odata.nextLink": `https://graph/x/1/replies?$skiptoken=r1`,
              }),
            ]),
      async ({ messages }) => {
        const ids: string[] = [];
        for (let next: string | undefined = undefined, pages = 0; pages < 9; pages++) {
          const told: Awaited<ReturnType<typeof messages.changed>> = await messages.changed(place, undefined, next);
          ids.push(...told.messages.map(({ id, replyTo }) => `${id} ${replyTo ?? ""}`));
          next = told.next;
          if (next === undefined) break;
        }
        expect(ids).toEqual(["1 ", "1a 1", "1b 1", "1c 1"]);
      },
    ));

  test("are asked for again in smaller parts when they are too much for one answer", () =>
    asked(
      ({ query }) =>
        Number(query.get("$top")) > 5 ? { status: 200, body: "x".repeat(25 * 1024 * 1024) } : page([said("1")]),
      async ({ messages }, { seen }) => {
        const first = await messages.changed(place, undefined);
        expect(first.messages).toEqual([]);
        const second = await messages.changed(place, undefined, first.next);
        expect(second.messages.map(({ id }) => id)).toEqual(["1"]);
        expect(seen.map(({ query }) => query.get("$top"))).toEqual(["50", "5"]);
      },
    ));

  test("are asked for at most once a second in one channel, and when Graph asks for rest it gets it", () =>
    asked(
      (_, number) => (number === 1 ? { status: 429, headers: { "retry-after": "90" } } : page([])),
      async ({ messages, waits }) => {
        const outage = await outageOf(messages.changed(place, undefined));
        expect([outage.again, outage.afterMs]).toEqual([true, 90_000]);
        await messages.changed(place, undefined);
        await messages.changed(place, undefined);
        expect(waits.reduce((sum, each) => sum + each)).toBe(2_000);
      },
    ));

  test.each([
    [403, "ChannelMessage.Read.Group", false],
    [404, "not there any more", false],
    [503, "failed", true],
  ])("that cannot be had (%i) are an outage in words", (status, sentence, again) =>
    asked(
      () => ({ status, body: { error: { code: "x", message: "y" } } }),
      async ({ messages }) => {
        const outage = await outageOf(messages.changed(place, undefined));
        expect([outage.message, outage.again]).toEqual([expect.stringContaining(sentence), again]);
      },
    ),
  );

  test("lose nothing but what is odd about them", () =>
    asked(
      () =>
        page([
          said("joined", { messageType: "systemEventMessage", eventDetail: {} }),
          said("odd", {
            from: null,
            attachments: "none",
            mentions: [7, { mentionText: "nobody" }],
            deletedDateTime: "?",
          }),
          said("plain", { body: { contentType: "text", content: "1 < 2 & <b>" } }),
          said("other bot", { from: { application: { id: "abc", displayName: "Other\nbot" } } }),
          said("ours", {
            from: { application: { id: "muster", displayName: "Muster" } },
            body: null,
            summary: "A card",
          }),
          {},
          null,
        ]),
      async ({ messages }) => {
        const told = (await messages.changed(place, undefined)).messages;
        expect(told.map(({ id, from, text, own }) => [id, from.id, from.name, text, own])).toEqual([
          ["odd", "", "Somebody", "odd", undefined],
          ["plain", "lee", "Lee Gu", "1 < 2 & <b>", undefined],
          ["other bot", "28:abc", "Other bot", "other bot", undefined],
          ["ours", "28:muster", "Muster", "A card", true],
        ]);
      },
    ));

  test("have their pictures and files as attachments, and a picture's name is not among the words", () =>
    asked(
      () =>
        page([
          said("1", {
            body: {
              contentType: "html",
              content:
                '<p>look<img alt="a &quot;b&quot;.png" src="https://graph.microsoft.com/v1.0/teams/x/messages/1/hostedContents/aWQ9/$value?a=1&amp;b=2"> <img alt="🙂" itemtype="http://schema.skype.com/Emoji"></p><attachment id="f"></attachment>',
            },
            attachments: [
              { id: "f", contentType: "reference", contentUrl: "https://contoso.sharepoint.com/a.csv", name: "a.csv" },
              { id: "g", contentType: "x", contentUrl: "file:///etc/passwd", name: null },
            ],
          }),
        ]),
      async ({ messages }) => {
        const [told] = (await messages.changed(place, undefined)).messages;
        expect(told).toMatchObject({
          text: "look 🙂",
          attachments: [
            {
              name: 'a "b".png',
              contentType: "image/*",
              url: "https://graph.microsoft.com/v1.0/teams/x/messages/1/hostedContents/aWQ9/$value?a=1&b=2",
            },
            { name: "a.csv", contentType: "reference", url: "https://contoso.sharepoint.com/a.csv" },
            { name: "", contentType: "x" },
          ],
        });
      },
    ));
});
