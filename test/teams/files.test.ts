/** The contract in memory and against the sandbox; then everything that an address from outside may try. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { tokens } from "../../src/azure/tokens.ts";
import { readConfig } from "../../src/config.ts";
import { memoryFiles } from "../../src/memory/files.ts";
import { teamsFiles } from "../../src/teams/files.ts";
import { sandboxClient } from "../../sandbox/client.ts";
import { musterEnvironment } from "../../sandbox/environment.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { outageOf } from "../graph/tools.ts";
import { testConfig } from "./config.ts";
import { filesContract } from "./files-contract.ts";

filesContract("memory", async () => {
  const files = memoryFiles();
  return {
    files,
    async send(bytes, contentType) {
      const address = `https://teams.example/${files.all.size}`;
      files.all.set(address, { bytes, contentType });
      return [address];
    },
    async vanish(address) {
      files.all.delete(address);
    },
    stop: async () => undefined,
  };
});

filesContract("the sandbox, from the Connector and from Graph", async () => {
  const sandbox = await startSandbox({ storage: process.env["AZURITE"] ?? "", muster: "none" });
  const config = readConfig({ ...musterEnvironment(0, { ...sandbox, offsetMs: 0 }) });
  const now = () => new Date();
  const teams = sandboxClient(sandbox.url);
  const payments = (await teams.conversations()).find(({ name }) => name === "Payments")!;
  const ids = new Map<string, string>();
  return {
    files: teamsFiles({ config, tokens: tokens(config, now), now }),
    async send(bytes, contentType) {
      const attachments = [{ name: "a.png", contentType, contentBase64: bytes.toString("base64") }];
      const { id, files } = await teams.say(payments.id, "Lee Gu", "look", undefined, { attachments, silent: true });
      const file = files![0]!.id;
      const hosted = Buffer.from(`id=x_${file},type=1`).toString("base64url");
      const addresses = [
        `${sandbox.serviceUrl}v3/attachments/${file}/views/original`,
        `${config.GRAPH_URL}/teams/${payments.teamId}/channels/${payments.id}/messages/${id}/hostedContents/${hosted}/$value`,
      ];
      for (const address of addresses) ids.set(address, file);
      return addresses;
    },
    async vanish(address) {
      await teams.vanish(ids.get(address)!);
    },
    stop: sandbox.stop,
  };
});

describe("an address that came with a message", () => {
  type Asked = { path: string; authorization: string | undefined };
  let asked: Asked[] = [];
  let answer: (response: ServerResponse, path: string) => void;
  const servers = [serve(), serve()];
  let [here, elsewhere] = ["", ""];

  /** In two steps: where restify was loaded in this process, writeHead returns nothing. */
  function empty(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
    response.writeHead(status, headers);
    response.end();
  }

  function serve() {
    return createServer((request, response) => {
      asked.push({ path: request.url ?? "", authorization: request.headers.authorization });
      answer(response, request.url ?? "");
    });
  }
  beforeAll(async () => {
    [here, elsewhere] = (await Promise.all(
      servers.map(
        (server) =>
          new Promise<string>((resolve) => {
            server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
          }),
      ),
    )) as [string, string];
  });
  beforeEach(() => {
    asked = [];
    answer = (response) => response.end("bytes");
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const open = (deadlineMs = 15_000) =>
    teamsFiles({
      config: testConfig({ CONNECTOR_URL: `${here}/teams`, GRAPH_URL: `${here}/v1.0` }),
      tokens: { token: async (scope) => scope },
      now: () => new Date(),
      deadlineMs,
    });
  const path = "/teams/v3/attachments/1/views/original";
  const fetched = (url = `${here}${path}`, most = 100) => open().fetch(url, most);

  test("gets the token of the service that it belongs to", async () => {
    const hosted = "/v1.0/teams/1/channels/2/messages/3/replies/4/hostedContents/5/$value";
    await fetched();
    await fetched(`${here}${hosted}`);
    expect(asked).toEqual([
      { path, authorization: "Bearer https://api.botframework.com/.default" },
      { path: hosted, authorization: "Bearer https://graph.microsoft.com/.default" },
    ]);
  });

  test.each([
    ["is on another host", (at: string) => at.replace(here, elsewhere)],
    ["is on this machine", () => "http://127.0.0.1:1/teams/v3/attachments/1/views/original"],
    [
      "is the address by which machines in Azure learn their secrets",
      () => "http://169.254.169.254/v3/attachments/1/views/x",
    ],
    ["hides the host behind a name", () => `https://smba.trafficmanager.net@evil.example${path}`],
    ["has a name and a password", () => `https://a:b@smba.trafficmanager.net${path}`],
    ["only begins like Teams", () => `https://smba.trafficmanager.net.evil.example${path}`],
    ["is Teams without encryption", () => `http://smba.trafficmanager.net${path}`],
    ["is Teams on another port", () => `https://smba.trafficmanager.net:8443${path}`],
    [
      "is something else of the Connector's",
      (at: string) => at.replace("/v3/attachments/1/views/original", "/v3/conversations"),
    ],
    [
      "climbs out of the path",
      (at: string) => at.replace("/1/views/original", "/1/views/..%2f..%2f..%2fconversations"),
    ],
    ["is something else of Graph's", () => `${here}/v1.0/users`],
    ["is a file", () => "file:///etc/passwd"],
    ["is no address", () => "hello"],
  ])("is not asked when it %s", async (_, change) => {
    const outage = await outageOf(fetched(change(`${here}${path}`)));
    expect([outage.again, outage.message]).toEqual([false, expect.stringContaining("Muster fetches nothing")]);
    expect(asked).toEqual([]);
  });

  test("is followed on the same host, and not to another one", async () => {
    answer = (response, at) =>
      at.endsWith("/1/views/original")
        ? empty(response, 302, { location: "/teams/v3/attachments/2/views/original" })
        : response.end("moved");
    expect((await fetched()).bytes.toString()).toBe("moved");
    answer = (response) => empty(response, 302, { location: `${elsewhere}${path}` });
    asked = [];
    const outage = await outageOf(fetched());
    expect([outage.again, outage.message]).toEqual([false, expect.stringContaining("does not follow")]);
    expect(asked).toHaveLength(1);
  });

  test("is not followed in circles, nor to another place on the same host", async () => {
    answer = (response) => empty(response, 307, { location: path });
    expect((await outageOf(fetched())).again).toBe(false);
    expect(asked.length).toBeLessThan(6);
    answer = (response) => empty(response, 302, { location: "/v1.0/users" });
    asked = [];
    expect((await outageOf(fetched())).message).toContain("Muster fetches nothing");
    expect(asked).toHaveLength(1);
  });

  test("that gives more than it says is left off", async () => {
    let sent = 0;
    answer = (response) => {
      const more = (): void => {
        sent += 65_536;
        if (!response.destroyed && sent < 50_000_000) response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    };
    const outage = await outageOf(fetched(undefined, 1024 * 1024));
    expect([outage.again, outage.message]).toEqual([false, "It has more than 1 MB; 1 MB is the most that is copied."]);
    expect(sent).toBeLessThan(20_000_000);
  });

  test("that is too large is not read at all", async () => {
    answer = (response) => {
      response.writeHead(200, { "content-length": 50 * 1024 * 1024 });
      response.write("x");
    };
    const outage = await outageOf(fetched(undefined, 20 * 1024 * 1024));
    expect(outage.message).toBe("It has 50 MB; 20 MB is the most that is copied.");
  });

  test.each([
    [404, false],
    [410, false],
    [400, false],
    [401, true],
    [403, true],
    [500, true],
    [503, true],
  ])("that answers %i is an outage in words", async (status, again) => {
    answer = (response) => empty(response, status);
    expect((await outageOf(fetched())).again).toBe(again);
  });

  test("is left alone for as long as it asks", async () => {
    answer = (response) => empty(response, 429, { "retry-after": "30" });
    expect((await outageOf(fetched())).afterMs).toBe(30_000);
  });

  test("that never answers, or cuts the line, may answer later", async () => {
    answer = () => undefined;
    expect((await outageOf(open(100).fetch(`${here}${path}`, 10))).again).toBe(true);
    answer = (response) => response.destroy();
    expect((await outageOf(fetched())).again).toBe(true);
  });
});
