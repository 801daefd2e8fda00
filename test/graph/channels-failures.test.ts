import { afterEach, describe, expect, test } from "@jest/globals";
import { graphChannels } from "../../src/graph/channels.ts";
import { problemsOf } from "./contract.ts";
import { type Reply, type Scripted, scripted, type Seen } from "./scripted.ts";
import { outageOf, tenant, testTools } from "./tools.ts";

const team = "33333333-3333-4333-8333-333333333333";
const wanted = { name: "inc-42-checkout-is-down", mark: "INC-42", description: "Checkout is down" };
const created = (name = wanted.name): Reply => ({
  status: 201,
  body: { id: "19:abc@thread.tacv2", displayName: name, description: "[INC-42] Checkout is down" },
});
const refusal = (status: number, message: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { error: { code: "BadRequest", message, innerError: { code: "Inner" } } },
});
const list = (...channels: { displayName: string; description: string | null }[]): Reply => ({
  status: 200,
  body: { value: channels.map((each, index) => ({ id: `19:${index}@thread.tacv2`, ...each })) },
});

let server: Scripted | undefined;
afterEach(() => server?.stop());

async function opening(
  answer: (seen: Seen, number: number) => Reply,
  teams = [team],
  more: { deadlineMs?: number } = {},
) {
  server = await scripted(answer);
  const tools = testTools();
  const channels = graphChannels({ ...tools, config: { GRAPH_URL: server.url, BOT_APP_TENANT: tenant }, ...more });
  return { ...tools, seen: server.seen, channels, open: () => channels.open(teams, wanted) };
}
const posts = (seen: readonly Seen[]): Seen[] => seen.filter((each) => each.method === "POST");

describe("when all is well", () => {
  test("a channel is one request, with a bearer token, and conforms to Graph's description", async () => {
    const { open, seen, waits } = await opening(() => created());
    await open();
    expect(seen.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      {
        method: "POST",
        path: `/teams/${team}/channels`,
        body: { displayName: wanted.name, description: "[INC-42] Checkout is down", membershipType: "standard" },
      },
    ]);
    expect(seen[0]?.headers.authorization).toBe("Bearer token for https://graph.microsoft.com/.default");
    expect(problemsOf(seen[0] as Seen)).toEqual([]);
    expect(waits).toEqual([]);
  });

  test("an answer without webUrl gets one made of what is known", async () => {
    const { open } = await opening(() => created());
    expect((await open()).webUrl).toBe(
      `https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/${wanted.name}?groupId=${team}&tenantId=${tenant}`,
    );
  });

  test("a long description with line breaks is cut to what Graph takes", async () => {
    const { channels, seen } = await opening(() => created());
    await channels.open([team], { ...wanted, description: "line\n".repeat(2000) });
    const { description } = (seen[0] as Seen).body as { description: string };
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(description).not.toContain("\n");
  });

  test("a burst in one team is spread out, and the first of it is not slowed", async () => {
    const { channels, waits } = await opening(() => created());
    await Promise.all(["INC-1", "INC-2", "INC-3"].map((mark) => channels.open([team], { ...wanted, mark })));
    expect(waits).toHaveLength(2);
    expect(waits.every((ms) => ms > 0 && ms <= 750)).toBe(true);
  });

  test("an accepted creation without a body is waited for by its operation", async () => {
    let looks = 0;
    const { open, seen } = await opening(({ method, path }) => {
      if (method === "POST") return { status: 202, headers: { location: `/teams('${team}')/operations('op-1')` } };
      if (path.endsWith("/operations/op-1")) {
        looks += 1;
        return { status: 200, body: { id: "op-1", status: looks < 3 ? "inProgress" : "succeeded" } };
      }
      return looks < 3 ? list() : list({ displayName: wanted.name, description: "[INC-42] x" });
    });
    expect((await open()).name).toBe(wanted.name);
    expect(posts(seen)).toHaveLength(1);
  });
});

describe("when Graph is in doubt", () => {
  test("a connection that is cut is looked up before anything is posted again", async () => {
    const { open, seen } = await opening(({ method }) =>
      method === "POST" ? "reset" : list({ displayName: wanted.name, description: "[INC-42] Checkout is down" }),
    );
    expect((await open()).id).toBe("19:0@thread.tacv2");
    expect(seen.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  test.each([500, 502, 503, 504])(
    "HTTP %i is looked up, and posted again only when nothing is there",
    async (status) => {
      const { open, seen } = await opening(({ method }, number) =>
        method === "GET" ? list() : number === 1 ? refusal(status, "sorry") : created(),
      );
      await open();
      expect(seen.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
    },
  );

  test("a channel that was made all the same answers the second post with a taken name, and is adopted", async () => {
    const { open, seen } = await opening(({ method }, number) => {
      if (method === "GET")
        return number === 2 ? list() : list({ displayName: wanted.name, description: "[INC-42] x" });
      return number === 1 ? refusal(504, "late") : refusal(400, "Channel name already existed, please use other name.");
    });
    expect((await open()).name).toBe(wanted.name);
    expect(posts(seen)).toHaveLength(2);
  });

  test("a request without an answer in time ends in an outage that may pass, and no other team is asked", async () => {
    const { open, seen } = await opening(({ method }) => (method === "POST" ? "hang" : list()), [team, "other"], {
      deadlineMs: 60,
    });
    const outage = await outageOf(open());
    expect(outage).toMatchObject({ again: true });
    expect(seen.every(({ path }) => path.includes(team))).toBe(true);
    expect(posts(seen).length).toBeLessThanOrEqual(3);
  });

  test("not being allowed to look does not count as nothing being there", async () => {
    const { open } = await opening(({ method }) => (method === "POST" ? refusal(502, "sorry") : refusal(403, "no")));
    expect((await outageOf(open())).again).toBe(true);
  });

  test("nobody listening is an outage that may pass", async () => {
    const { open } = await opening(() => created());
    await server?.stop();
    expect(await outageOf(open())).toMatchObject({
      again: true,
      message: expect.stringContaining("could not be reached"),
    });
  });
});

describe("when Graph refuses", () => {
  test("a throttled request waits as long as it is told, then goes again", async () => {
    const { open, waits, seen } = await opening((_, number) =>
      number === 1 ? refusal(429, "slow down", { "retry-after": "2" }) : created(),
    );
    await open();
    expect(waits).toEqual([2000]);
    expect(posts(seen)).toHaveLength(2);
  });

  test("a long Retry-After is handed to the caller instead of being sat out", async () => {
    const { open, waits } = await opening(() => refusal(429, "slow down", { "retry-after": "120" }));
    expect(await outageOf(open())).toMatchObject({ again: true, afterMs: 120_000 });
    expect(waits).toEqual([]);
  });

  test("missing consent names the permission and how to grant it", async () => {
    const { open, seen } = await opening(() => refusal(403, "Missing role permissions on the request."));
    const outage = await outageOf(open());
    expect(outage.again).toBe(false);
    expect(outage.message).toContain(
      "Muster may not create channels in this team: grant Channel.Create.Group by adding the app to the team again.",
    );
    expect(seen).toHaveLength(1);
  });

  test("a refused sign-in says which settings to check", async () => {
    const { open } = await opening(() => refusal(401, "Access token validation failure."));
    expect(await outageOf(open())).toMatchObject({ again: false, message: expect.stringContaining("BOT_APP_SECRET") });
  });

  test("a full team without another one says what to set", async () => {
    const { open } = await opening(() => refusal(400, "The team has reached the maximum number of channels (1000)."));
    expect(await outageOf(open())).toMatchObject({ again: false, message: expect.stringContaining("INCIDENT_TEAMS") });
  });

  test("names that stay taken are given up after a bounded number of tries", async () => {
    const { open, seen } = await opening(({ method }) =>
      method === "GET" ? list() : refusal(400, "Channel name already existed, please use other name."),
    );
    expect((await outageOf(open())).again).toBe(false);
    expect(posts(seen)).toHaveLength(12);
    expect(new Set(posts(seen).map(({ body }) => (body as { displayName: string }).displayName)).size).toBe(12);
  });

  test("INC-4 does not adopt the channel of INC-42", async () => {
    const { channels } = await opening(({ method, body }) => {
      if (method === "GET") return list({ displayName: "same", description: "[INC-42] x" });
      const { displayName } = body as { displayName: string };
      return displayName === "same" ? refusal(400, "Channel name already existed") : created(displayName);
    });
    expect((await channels.open([team], { ...wanted, mark: "INC-4", name: "same" })).name).toBe("same-2");
  });

  test("all pages of a team's channels are searched, and the token stays on our address", async () => {
    const { open, seen } = await opening(({ method, query }) => {
      if (method === "POST") return refusal(400, "Channel name already existed");
      if (query.has("$skiptoken")) return list({ displayName: "inc-42-old-title", description: "[INC-42] x" });
      return {
        status: 200,
        body: { value: [], "@odata.nextLink": `https://evil.example/v1.0/teams/${team}/channels?$skiptoken=2` },
      };
    });
    expect((await open()).name).toBe("inc-42-old-title");
    expect(seen).toHaveLength(3);
  });

  test("a page of HTML where JSON should be does not break anything", async () => {
    const { open } = await opening(() => ({ status: 403, body: "<html>blocked by a proxy</html>" }));
    expect((await outageOf(open())).message).toContain("Channel.Create.Group");
  });
});

describe("another name", () => {
  test("is one request that conforms to Graph's description", async () => {
    const { channels, seen } = await opening(() => ({ status: 204 }));
    expect(await channels.rename(team, "19:abc@thread.tacv2", "inc-42-mail")).toBe("inc-42-mail");
    expect(seen.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      {
        method: "PATCH",
        path: `/teams/${team}/channels/19:abc@thread.tacv2`,
        body: { displayName: "inc-42-mail" },
      },
    ]);
    expect(problemsOf(seen[0] as Seen)).toEqual([]);
  });

  test("is asked for again when there was no answer, and not when Graph asks for patience beyond a few seconds", async () => {
    const { channels, seen } = await opening((_, number) => (number === 1 ? "reset" : { status: 204 }));
    expect(await channels.rename(team, "19:abc@thread.tacv2", "inc-42-mail")).toBe("inc-42-mail");
    expect(seen).toHaveLength(2);
    await server?.stop();
    const slow = await opening(() => refusal(429, "Too many requests", { "retry-after": "60" }));
    const outage = await outageOf(slow.channels.rename(team, "19:abc@thread.tacv2", "x"));
    expect(outage).toMatchObject({ again: true, afterMs: 60_000 });
  });

  test("without consent is an outage that names the permission and will not pass", async () => {
    const { channels } = await opening(() => refusal(403, "Missing role permissions"));
    const outage = await outageOf(channels.rename(team, "19:abc@thread.tacv2", "x"));
    expect(outage.again).toBe(false);
    expect(outage.message).toContain("ChannelSettings.ReadWrite.Group");
  });

  test("that is never free is given up after a dozen", async () => {
    const { channels, seen } = await opening(({ method }) =>
      method === "GET" ? list() : refusal(400, "Channel name already existed, please use other name."),
    );
    const outage = await outageOf(channels.rename(team, "19:abc@thread.tacv2", "x"));
    expect(outage).toMatchObject({ again: false, message: "No channel name like x is free in the team." });
    expect(seen.filter(({ method }) => method === "PATCH").length).toBeLessThanOrEqual(12);
  });
});
