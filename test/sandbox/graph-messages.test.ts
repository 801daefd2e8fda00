/** What Graph says of a channel's messages: as Teams would hold them, and what has changed since. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { teamSeeds } from "../../sandbox/world.ts";
import { card, type Heard, inPath, type Spoken, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let channel: string;
let path: string;
let number = 0;
const root = `/graph/v1.0/teams/${teamSeeds.incidents.group}`;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
});
beforeEach(async () => {
  channel = (await stage.teams.makeChannel("Incidents", `inc-${++number}`)).id;
  path = `${root}/channels/${inPath(channel)}/messages`;
});
afterAll(() => stage.close());

const get = (address: string): Promise<Spoken> => stage.as("graph", "GET", address);
const read = async (message: string): Promise<Heard> => (await get(`${path}/${message}`)).body;
const say = (text: string, replyTo?: string) => stage.teams.say(channel, "Lee Gu", text, replyTo, { silent: true });
const post = async (activity: object): Promise<string> =>
  (
    await stage.as("connector", "POST", `/connector/v3/conversations/${inPath(channel)}/activities`, {
      type: "message",
      ...activity,
    })
  ).body["id"];
const contents = (value: Heard[]): string[] => value.map((each) => each["body"].content);

/** Everything from an address on, page by page, and where to go on later. */
async function drain(address: string): Promise<{ value: Heard[]; pages: number; deltaLink: string }> {
  const value: Heard[] = [];
  for (let pages = 1, next = address; ; pages++) {
    const { status, body } = await get(next);
    expect(status).toBe(200);
    value.push(...body["value"]);
    const links = [body["@odata.nextLink"], body["@odata.deltaLink"]].filter((each) => each !== undefined);
    expect(links).toHaveLength(1);
    next = links[0].replace(stage.sandbox.url, "");
    if (body["@odata.deltaLink"] !== undefined) return { value, pages, deltaLink: next };
  }
}

describe("a message", () => {
  test("has its text as HTML, with everybody who is mentioned in a list", async () => {
    const said = await say('<at>Muster</at> ask <at>Alex Wilber</at> & <at>Nobody</at>:\n5 &lt; 6 > 4 "yes" &amp; R&D');
    const { body, mentions } = await read(said.id);
    expect(body).toEqual({
      contentType: "html",
      content:
        '<p><at id="0">Muster</at> ask <at id="1">Alex Wilber</at> &amp; Nobody:<br>5 &lt; 6 &gt; 4 "yes" &amp; R&amp;D</p>',
    });
    expect(mentions).toMatchObject([
      { id: 0, mentionText: "Muster", mentioned: { application: { displayName: "Muster" }, user: null } },
      { id: 1, mentionText: "Alex Wilber", mentioned: { user: { displayName: "Alex Wilber" }, application: null } },
    ]);
  });

  test("says when it was changed, and of one that was deleted only when", async () => {
    const said = await say("one");
    expect(await read(said.id)).toMatchObject({
      createdDateTime: said.at,
      lastModifiedDateTime: said.at,
      lastEditedDateTime: null,
      deletedDateTime: null,
    });
    await stage.teams.advance("PT1M");
    const edited = await stage.teams.edit(channel, said.id, "two", { silent: true });
    const again = await read(said.id);
    expect(again).toMatchObject({ lastModifiedDateTime: edited.editedAt, lastEditedDateTime: edited.editedAt });
    expect(Date.parse(edited.editedAt!) - Date.parse(said.at)).toBeGreaterThanOrEqual(60_000);
    const deleted = await stage.teams.remove(channel, said.id, { silent: true });
    const gone = await read(said.id);
    expect(gone).toMatchObject({ lastModifiedDateTime: deleted.deletedAt, deletedDateTime: deleted.deletedAt });
    expect([gone["body"].content, gone["mentions"]]).toEqual(["", []]);
    await stage.teams.restore(channel, said.id, { silent: true });
    expect(await read(said.id)).toMatchObject({ deletedDateTime: null, body: { content: "<p>two</p>" } });
  });

  test("shows a card as an attachment that its body names", async () => {
    const message = await read(await post({ attachments: [card({ fallbackText: "hi" })] }));
    const [attachment] = message["attachments"];
    expect(message["body"].content).toBe(`<p><attachment id="${attachment.id}"></attachment></p>`);
    expect(JSON.parse(attachment.content)).toMatchObject({ type: "AdaptiveCard", fallbackText: "hi" });
    expect(message["from"].application.displayName).toBe("Muster");
  });

  test("is found as a reply below its root only, and nowhere else", async () => {
    const said = await say("root");
    const reply = await say("reply", said.id);
    const other = await say("other");
    expect((await get(`${path}/${said.id}/replies/${reply.id}`)).body["replyToId"]).toBe(said.id);
    for (const wrong of [`${path}/${reply.id}`, `${path}/${other.id}/replies/${reply.id}`, `${path}/1`])
      expect((await get(wrong)).status).toBe(404);
  });
});

describe("the delta", () => {
  test("brings everything once, in pages, and then nothing until something happens", async () => {
    for (let each = 0; each < 5; each++) await say(`${each}`);
    const first = await drain(`${path}/delta?$top=2`);
    expect([first.pages, contents(first.value)]).toEqual([
      3,
      ["<p>0</p>", "<p>1</p>", "<p>2</p>", "<p>3</p>", "<p>4</p>"],
    ]);
    const second = await drain(first.deltaLink);
    expect(second.value).toEqual([]);
    await say("5");
    expect(contents((await drain(second.deltaLink)).value)).toEqual(["<p>5</p>"]);
  });

  test("brings what was edited, deleted and restored since", async () => {
    const [edited, deleted, restored] = [await say("a"), await say("b"), await say("c")];
    await stage.teams.remove(channel, restored.id);
    const { deltaLink } = await drain(`${path}/delta`);
    await stage.teams.edit(channel, edited.id, "a2");
    await stage.teams.remove(channel, deleted.id);
    await stage.teams.restore(channel, restored.id);
    const { value } = await drain(deltaLink);
    expect(value.map((each) => [each["id"], each["deletedDateTime"] !== null])).toEqual([
      [edited.id, false],
      [deleted.id, true],
      [restored.id, false],
    ]);
  });

  test("brings a root again when one of its replies has changed, and the replies only to those who ask", async () => {
    const said = await say("root");
    const replies = [await say("one", said.id), await say("two", said.id)];
    const plain = await drain(`${path}/delta`);
    const full = await drain(`${path}/delta?$expand=replies`);
    expect(plain.value).toHaveLength(1);
    expect(plain.value[0]).not.toHaveProperty("replies");
    expect(contents(full.value[0]!["replies"])).toEqual(["<p>two</p>", "<p>one</p>"]);
    expect(full.value[0]!["replies@odata.count"]).toBe(2);
    await say("elsewhere");
    await stage.teams.edit(channel, replies[0]!.id, "one and a half");
    expect(contents((await drain(plain.deltaLink)).value)).toEqual(["<p>elsewhere</p>", "<p>root</p>"]);
    const changed = (await drain(full.deltaLink)).value.find((each) => each["id"] === said.id)!;
    expect(contents(changed["replies"])).toEqual(["<p>two</p>", "<p>one and a half</p>"]);
  });

  test("misses nothing that happens between two pages", async () => {
    const all = [await say("0"), await say("1"), await say("2")];
    const { body } = await get(`${path}/delta?$top=2`);
    await stage.teams.edit(channel, all[0]!.id, "0, later");
    await say("3");
    const rest = await drain(body["@odata.nextLink"].replace(stage.sandbox.url, ""));
    expect(contents(rest.value)).toEqual(["<p>2</p>", "<p>0, later</p>", "<p>3</p>"]);
  });

  test("can begin at a time, and counts the whole chain by its latest change", async () => {
    const old = await say("old");
    await say("older still");
    await stage.teams.advance("PT1H");
    const since = (await stage.teams.clock()).now;
    await stage.teams.advance("PT1M");
    await say("reply", old.id);
    await say("new");
    const filter = inPath(`lastModifiedDateTime gt ${since}`);
    const { value, deltaLink } = await drain(`${path}/delta?$filter=${filter}&$expand=replies`);
    expect(contents(value)).toEqual(["<p>old</p>", "<p>new</p>"]);
    await say("newer");
    expect(contents((await drain(deltaLink)).value)).toEqual(["<p>newer</p>"]);
  });

  test("goes back eight months and no further", async () => {
    await say("long ago");
    await stage.teams.advance("P240D");
    expect((await drain(`${path}/delta`)).value).toHaveLength(1);
    await stage.teams.advance("P5D");
    expect((await drain(`${path}/delta`)).value).toEqual([]);
  });

  test("shows at most a thousand replies and says where the others are", async () => {
    const said = await say("root");
    for (let each = 0; each < 1_003; each++)
      stage.sandbox.store.add({
        id: stage.sandbox.store.nextId(),
        conversation: channel,
        from: said.from,
        text: "reply",
        replyTo: said.id,
        at: said.at,
      });
    const { value } = await drain(`${path}/delta?$expand=replies`);
    expect(value[0]!["replies"]).toHaveLength(1_000);
    const rest = await get(value[0]!["replies@odata.nextLink"].replace(stage.sandbox.url, ""));
    const ids = [...value[0]!["replies"], ...rest.body["value"]].map(({ id }) => id);
    expect(new Set(ids).size).toBe(1_003);
  });

  test.each([
    "$top=51",
    "$top=0",
    "$top=many",
    "$filter=createdDateTime%20gt%202026-01-01T00:00:00Z",
    "$filter=lastModifiedDateTime%20lt%202026-01-01T00:00:00Z",
    "$filter=lastModifiedDateTime%20gt%20yesterday",
    "$expand=hostedContents",
    "$orderby=id",
    "$deltatoken=nonsense",
    "$skiptoken=e30",
  ])("refuses %s", async (query) => {
    expect((await get(`${path}/delta?${query}`)).status).toBe(400);
  });

  test("needs the permission to read messages", async () => {
    const grants = await stage.teams.grants({});
    const without = grants.resourceSpecific.filter((each) => each !== "ChannelMessage.Read.Group");
    await stage.teams.grants({ resourceSpecific: without });
    expect((await get(`${path}/delta`)).status).toBe(403);
    await stage.teams.grants(grants);
    expect((await get(`${path}/delta`)).status).toBe(200);
  });
});
