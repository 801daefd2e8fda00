/** Pictures and files in messages: what the bot gets of them, what Graph has, and when they are gone. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SandboxAttachment, SandboxSaid } from "../../sandbox/client.ts";
import { madeUpContent } from "../../sandbox/made-up.ts";
import { teamSeeds } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage, tokenFor } from "./fake-bot.ts";

const megabyte = 1024 * 1024;
const content = Buffer.from("iVBORw0KGgo=", "base64");
const png: SandboxAttachment = {
  name: 'screen "1".png',
  contentType: "image/png",
  contentBase64: content.toString("base64"),
};
const text: SandboxAttachment = { name: "log.txt", contentType: "text/plain", bytes: 20 };

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const send = (...attachments: SandboxAttachment[]): Promise<SandboxSaid> =>
  stage.teams.say(payments, "Lee Gu", "look", undefined, { attachments });
const channel = () => `/graph/v1.0/teams/${teamSeeds.contoso.group}/channels/${inPath(payments)}`;

/** The bytes at an address, as the one who has a token for that surface gets them. */
async function download(address: string, surface?: "connector" | "graph") {
  const url = new URL(address, stage.sandbox.url);
  const token = surface === undefined ? undefined : await tokenFor(stage.sandbox.url, surface);
  const response = await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const { status, headers } = response;
  return { status, type: headers.get("content-type"), headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe("the bot", () => {
  test("hears of a picture with an address that wants its token", async () => {
    const said = await send(png);
    expect(said.files).toMatchObject([{ name: png.name, contentType: "image/png", bytes: content.length }]);
    const [picture, html] = last()["attachments"];
    expect(picture).toEqual({
      contentType: "image/png",
      contentUrl: `${stage.sandbox.serviceUrl}v3/attachments/${said.files![0]!.id}/views/original`,
      name: png.name,
    });
    expect(html.content).toContain('<p>look</p><p><img alt="screen &quot;1&quot;.png" src="https://');
    expect(await download(picture.contentUrl, "connector")).toMatchObject({
      status: 200,
      type: "image/png",
      bytes: content,
    });
    expect((await download(picture.contentUrl)).status).toBe(401);
    expect((await download(picture.contentUrl, "graph")).status).toBe(401);
    const info = await stage.as("connector", "GET", `/connector/v3/attachments/${said.files![0]!.id}`);
    expect(info.body).toEqual({
      name: png.name,
      type: "image/png",
      views: [{ viewId: "original", size: content.length }],
    });
  });

  test("hears of other files only that there is one", async () => {
    const said = await send(text);
    expect(last()["attachments"]).toHaveLength(1);
    expect(last()["attachments"][0].content).toMatch(/^<p>look<\/p><p><attachment id="[-\w]{36}"><\/attachment><\/p>$/);
    expect((await stage.as("connector", "GET", `/connector/v3/attachments/${said.files![0]!.id}`)).status).toBe(404);
  });

  test("gets nothing where it is not installed any more", async () => {
    const said = await send(png);
    await stage.teams.install(payments, false);
    const refused = await stage.as("connector", "GET", `/connector/v3/attachments/${said.files![0]!.id}`);
    await stage.teams.install(payments, true);
    expect([refused.status, refused.body["error"].code]).toEqual([403, "BotNotInConversationRoster"]);
  });

  test("gets a picture without words too", async () => {
    const path = `/sandbox/conversations/${inPath(payments)}/messages`;
    expect((await stage.as("nobody", "POST", path, { from: "Lee Gu", attachments: [png] })).status).toBe(200);
    expect(last()["text"]).toBe("");
    expect(last()["attachments"][1].content).toMatch(/^<p><img /);
  });
});

describe("Graph", () => {
  test("holds a picture in its message, also in a reply, and another file as a reference", async () => {
    const said = await send(png, text);
    const reply = await stage.teams.say(payments, "Lee Gu", "and", said.id, { attachments: [png] });
    for (const where of [`${said.id}`, `${said.id}/replies/${reply.id}`]) {
      const { body } = await stage.as("graph", "GET", `${channel()}/messages/${where}`);
      const source = /<img alt="[^"]*" src="([^"]+)">/.exec(body["body"].content)![1]!;
      expect(await download(source, "graph")).toMatchObject({ status: 200, type: "image/png", bytes: content });
      expect((await download(source, "connector")).status).toBe(401);
      const listed = await stage.as("graph", "GET", `${channel()}/messages/${where}/hostedContents`);
      expect(listed.body["value"]).toMatchObject([{ contentBytes: null, contentType: null }]);
      expect(source).toContain(`/messages/${where}/hostedContents/${listed.body["value"][0].id}/$value`);
    }
    const { body } = await stage.as("graph", "GET", `${channel()}/messages/${said.id}`);
    const [reference] = body["attachments"];
    expect(reference).toMatchObject({
      contentType: "reference",
      name: "log.txt",
      contentUrl: expect.stringContaining("/Shared%20Documents/Payments/log.txt"),
    });
    expect(body["body"].content).toContain(`<attachment id="${reference.id}"></attachment>`);
  });

  test("has no pictures of a message that was deleted, and has them again when it was restored", async () => {
    const said = await send(png);
    const path = `${channel()}/messages/${said.id}/hostedContents`;
    await stage.teams.remove(payments, said.id);
    expect((await stage.as("graph", "GET", path)).body["value"]).toEqual([]);
    expect((await stage.teams.messages(payments)).at(-1)).not.toHaveProperty("files");
    expect((await stage.as("connector", "GET", `/connector/v3/attachments/${said.files![0]!.id}`)).status).toBe(404);
    await stage.teams.restore(payments, said.id);
    expect(last()["attachments"][0].contentUrl).toContain(said.files![0]!.id);
    expect((await stage.as("graph", "GET", path)).body["value"]).toHaveLength(1);
  });
});

test.each([404, 410] as const)("a picture that has vanished is %i everywhere", async (status) => {
  const said = await send(png);
  const { id } = said.files![0]!;
  expect(await stage.teams.vanish(id, status)).toMatchObject({ id, gone: status });
  const [hosted] = (await stage.as("graph", "GET", `${channel()}/messages/${said.id}/hostedContents`)).body["value"];
  const value = `${channel()}/messages/${said.id}/hostedContents/${hosted.id}/$value`;
  expect((await download(`/connector/v3/attachments/${id}/views/original`, "connector")).status).toBe(status);
  expect((await download(value, "graph")).status).toBe(status);
  expect((await download(`/sandbox/attachments/${id}`)).status).toBe(status);
});

describe("size", () => {
  test("a picture of 50 MB is made up when it is asked for, the same every time", async () => {
    const said = await send({ name: "big.png", contentType: "image/png", bytes: 50 * megabyte });
    const address = last()["attachments"][0].contentUrl;
    const [first, second] = [await download(address, "connector"), await download(address, "connector")];
    expect(first.bytes).toHaveLength(50 * megabyte);
    const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(hash(second.bytes)).toBe(hash(first.bytes));
    expect(JSON.stringify(await stage.teams.har()).length).toBeLessThan(2 * megabyte);
    expect(said.delivered.status).toBe(200);
  });

  test("a made-up picture can be looked at", () => {
    const picture = madeUpContent("x", "image/png", 5_000);
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    const at = picture.indexOf("IDAT");
    const pixels = inflateSync(picture.subarray(at + 4, at + 4 + picture.readUInt32BE(at - 4)));
    expect(pixels).toHaveLength(180 * (320 * 3 + 1));
    expect(picture.indexOf("IEND")).toBeLessThan(2_000);
  });

  test("one of 20 MB can be sent as it is", async () => {
    const bytes = Buffer.alloc(20 * megabyte, "muster");
    await send({ name: "a.png", contentType: "image/png", contentBase64: bytes.toString("base64") });
    expect((await download(last()["attachments"][0].contentUrl, "connector")).bytes.equals(bytes)).toBe(true);
  });

  test("other requests are not let in with as much", async () => {
    const path = `/sandbox/conversations/${inPath(payments)}/messages/1/restore`;
    expect((await stage.as("nobody", "POST", path, `{"a":"${"x".repeat(5 * megabyte)}"}`)).status).toBe(413);
  });

  test.each([
    ["more than 60 MB", { bytes: 60 * megabyte + 1 }],
    ["nothing", { bytes: 0 }],
    ["no content at all", {}],
    ["two contents", { bytes: 1, contentBase64: "AAAA" }],
    ["what is not base64", { contentBase64: "<svg>" }],
    ["no name", { name: "", bytes: 1 }],
    ["a type that is none", { contentType: "image/png\r\nx: y", bytes: 1 }],
  ])("%s is refused", async (_name, parts) => {
    await expect(send({ ...text, bytes: undefined, ...parts } as never)).rejects.toMatchObject({ status: 400 });
  });

  test("60 MB together are too much, and so are eleven files", async () => {
    const half = { ...text, bytes: 31 * megabyte };
    await expect(send(half, half)).rejects.toMatchObject({ status: 413 });
    await expect(send(...Array.from({ length: 11 }, () => text))).rejects.toMatchObject({ status: 400 });
  });
});

test("the page gets pictures to show, and whatever could do harm only to save", async () => {
  const svg = { name: "x.svg", contentType: "image/svg+xml", contentBase64: Buffer.from("<svg/>").toString("base64") };
  const html = { name: "x.html", contentType: "text/html", contentBase64: svg.contentBase64 };
  const said = await send(png, svg, html);
  const seen = await Promise.all(said.files!.map(({ id }) => download(`/sandbox/attachments/${id}`)));
  expect(seen.map(({ type, headers }) => [type, headers.get("content-disposition")?.split(";")[0]])).toEqual([
    ["image/png", "inline"],
    ["application/octet-stream", "attachment"],
    ["application/octet-stream", "attachment"],
  ]);
  for (const { headers } of seen) expect(headers.get("content-security-policy")).toContain("sandbox");
});

test("what was sent is there after a restart, and not after a fresh start", async () => {
  const data = mkdtempSync(join(tmpdir(), "sandbox-"));
  const options = { data, storage: process.env["AZURITE"]! };
  const address = (id: string, { sandbox }: Stage) => `${sandbox.url}/sandbox/attachments/${id}`;
  const first = await startStage(options);
  const place = await idOf(first, "Payments");
  const { files } = await first.teams.say(place, "Lee Gu", "look", undefined, { attachments: [png] });
  await first.close();
  const second = await startStage(options);
  expect((await download(address(files![0]!.id, second))).bytes.equals(content)).toBe(true);
  await second.close();
  const third = await startStage({ ...options, fresh: true });
  expect((await download(address(files![0]!.id, third))).status).toBe(404);
  await third.close();
  rmSync(data, { recursive: true });
});
