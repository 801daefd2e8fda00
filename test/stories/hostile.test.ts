import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { channelNameMax, isLawfulChannelName } from "../../src/domain/incident/channel-name.ts";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  payments = await teams.channel("Payments");
});
afterAll(() => teams.stop());

describe("whatever a title is, the incident has a lawful channel, and the title is only text", () => {
  test.each([
    "<script>alert(1)</script>",
    "**bold** [click](javascript:alert(1)) `code`",
    "\u202Eevil\u202C right to left",
    "🔥🔥🔥",
    "CON",
    "../../etc/passwd",
    "a&nbsp;&nbsp;b&nbsp;c",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of a card, which it must not become.
    "${title} {{DATE(2020-01-01)}}",
    "=cmd|'/c calc'!A1",
    "' or PartitionKey ne '",
  ])("%s", async (title) => {
    const before = new Set((await teams.conversations()).map(({ id }) => id));
    await payments.sayRaw("Lee Gu", `<at>Muster</at> declare sev3 ${title.replaceAll("<", "&lt;")}`);
    const opened = (await teams.conversations()).filter(({ id, kind }) => kind === "channel" && !before.has(id));
    expect(opened).toHaveLength(1);
    expect(isLawfulChannelName(opened[0]!.name)).toBe(true);
    expect(opened[0]!.name.length).toBeLessThanOrEqual(channelNameMax);
  });
});

describe("an odd message gets one clear answer, and changes nothing", () => {
  test.each([
    ["only a mention", "<at>Muster</at>"],
    ["only spaces", "<at>Muster</at>&nbsp;&nbsp; \n &nbsp;"],
    ["30 KB", `<at>Muster</at> ${"x".repeat(30_000)}`],
    ["other people's tags", "<at>Adele Vance</at> <at>Muster</at> <at>Lee Gu</at>"],
    ["a severity that does not exist", "<at>Muster</at> declare sev10 fire"],
    ["a command in the wrong place", "<at>Muster</at> resolve it"],
    ["emoji", "<at>Muster</at> 🔥"],
  ])("%s", async (_, text) => {
    const before = (await payments.fromMuster()).length;
    const said = await payments.sayRaw("Lee Gu", text);
    expect(said.delivered.status).toBe(200);
    const answers = (await payments.fromMuster()).slice(before);
    expect(answers).toHaveLength(1);
    expect(seen(answers[0]!)).not.toBe("");
  });

  test("a 30 KB title is cut, and nothing of it is lost", async () => {
    await payments.sayRaw("Lee Gu", `<at>Muster</at> declare sev3 long story ${"word ".repeat(1_900)}the end`);
    const card = await payments.last();
    const id = /INC-\d+/.exec(seen(card))![0];
    const [declared] = await teams.facts(id);
    expect(declared).toMatchObject({ description: expect.stringContaining("the end") });
  });
});

describe("the door", () => {
  const knock = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${teams.sandbox.muster.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });

  test.each([
    ["no token", "{}", {}, [400, 401]],
    [
      "a forged token",
      '{"type":"message","id":"1","channelId":"msteams","serviceUrl":"https://x","conversation":{"id":"c"},"from":{"id":"f"}}',
      { authorization: "Bearer a.b.c" },
      [401],
    ],
    ["what is not JSON", "{", {}, [400, 401]],
    ["10 MB", `"${"x".repeat(10_000_000)}"`, {}, [413]],
  ])("turns away %s", async (_, body, headers, statuses) => {
    const response = await knock(body, headers as Record<string, string>).catch(() => undefined);
    if (response !== undefined) expect(statuses).toContain(response.status);
    expect((await fetch(`${teams.sandbox.muster.url}/healthz`)).status).toBe(200);
  });
});
