import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { isInner, namesInner, outerLookup } from "../../src/paging/address.ts";
import { post } from "../../src/paging/post.ts";
import { type Opened, now, opened, outageOf, summons } from "./tools.ts";

let server: Opened | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
const to = (webhook: string) => summons({}, { to: { name: "Ada", webhook } });

test("a page is posted with a signature that the receiver can check, and stopped with another", async () => {
  server = await opened(() => ({ status: 204 }));
  expect(await server.pagers.webhook.send(summons())).toEqual({ state: "delivered", reference: "INC-42.17" });
  await server.pagers.webhook.stop(summons(), "INC-42.17", "acknowledged");
  await server.pagers.webhook.send(summons({}, { kind: "test" }));
  expect(server.seen.map(({ body }) => (body as { type: string }).type)).toEqual([
    "page.started",
    "page.stopped",
    "page.test",
  ]);
  expect(server.seen[0]?.body).toEqual({
    type: "page.started",
    key: "INC-42.17",
    to: { name: "Ada" },
    incident: { id: "INC-42", title: "checkout is down", severity: 1, because: "" },
    reply: { url: summons().reply.url },
  });
  for (const { body, headers } of server.seen) {
    const seconds = now.getTime() / 1000;
    const v1 = createHmac("sha256", "a secret of sixteen and more")
      .update(`${seconds}.${JSON.stringify(body)}`)
      .digest("hex");
    expect(headers["x-muster-signature"]).toBe(`t=${seconds},v1=${v1}`);
  }
});

test("a drill is told to the receiver too", async () => {
  server = await opened(() => ({ status: 200 }));
  await server.pagers.webhook.send(summons({ drill: true }));
  await server.pagers.webhook.stop(summons({ drill: true }), "INC-42.17", "over");
  for (const { body } of server.seen) expect(body).toMatchObject({ incident: { drill: true } });
});

test.each([
  [{ status: 500 }, true, /could not be reached/],
  [{ status: 302, headers: { location: "/elsewhere" } }, false, /leads elsewhere/],
  [{ status: 401 }, false, /PAGE_WEBHOOK_SECRET/],
  [{ status: 404 }, false, /nothing at the webhook/],
  ["reset" as const, true, /could not be reached/],
])("%j is told in words, and asked once", async (reply, again, words) => {
  server = await opened(() => reply as never);
  const outage = await outageOf(server.pagers.webhook.send(summons()));
  expect([outage.again, outage.message, server.seen.length]).toEqual([again, expect.stringMatching(words), 1]);
});

describe("the address of a person", () => {
  test.each([
    "https://169.254.169.254/metadata/identity",
    "https://168.63.129.16/",
    "https://10.1.2.3/",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://2852039166/",
    "https://localhost./",
    "https://a.localhost/",
  ])("%s leads within, and is not asked", async (webhook) => {
    server = await opened(() => ({ status: 200 }), { HOST: "0.0.0.0" });
    const outage = await outageOf(server.pagers.webhook.send(to(webhook)));
    expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/private network/)]);
  });

  test.each(["http://example.com/", "ftp://example.com/", "not an address", "https://me:you@example.com/"])(
    "%s is refused in words",
    async (webhook) => {
      server = await opened(() => ({ status: 200 }), { HOST: "0.0.0.0" });
      const outage = await outageOf(server.pagers.webhook.send(to(webhook)));
      expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/https:|no web address/)]);
    },
  );

  test("on this machine is taken only while Muster itself answers on this machine only", async () => {
    server = await opened(() => ({ status: 200 }));
    await server.pagers.webhook.send(to(`${server.url}/ada`));
    expect(server.seen[0]?.path).toBe("/ada");
    await server.stop();
    server = await opened(() => ({ status: 200 }), { HOST: "0.0.0.0" });
    await outageOf(server.pagers.webhook.send(to(`${server.url}/ada`)));
    expect(server.seen).toEqual([]);
  });

  test("that is the configured one is asked, wherever it leads", async () => {
    server = await opened(() => ({ status: 200 }), { HOST: "0.0.0.0" });
    await server.pagers.webhook.send(to(`${server.url}/hook`));
    expect(server.seen).toHaveLength(1);
  });

  test("is looked at again when its name is resolved: a name may stand for any address", async () => {
    const asked: string[] = [];
    const inside = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://localhost:${(inside.address() as AddressInfo).port}/inner`);
    expect(await post({ url, body: "{}", lookup: outerLookup })).toMatchObject({ status: 0, code: "EINNER" });
    expect(asked).toEqual([]);
    expect(await post({ url, body: "{}" })).toMatchObject({ status: 200 });
    await new Promise((resolve) => inside.close(resolve));
  });
});

test("addresses that the world can reach are not within", () => {
  expect(["20.50.2.1", "8.8.8.8", "2603:1030::1"].filter(isInner)).toEqual([]);
  expect(["::", "fe80::1", "::ffff:7f00:1", "64:ff9b::a00:1", "100.64.1.1", "nothing"].every(isInner)).toBe(true);
  expect(namesInner(new URL("https://example.com"))).toBe(false);
});

test("an answer without end is not read to it", async () => {
  let sent = 0;
  const endless = createServer((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(16_384))) sent += 16_384;
    };
    response.on("drain", more);
    more();
  });
  await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(endless.address() as AddressInfo).port}`);
  expect(await post({ url, body: "{}" })).toMatchObject({ status: 200 });
  endless.closeAllConnections();
  await new Promise((resolve) => endless.close(resolve));
  expect(sent).toBeLessThan(50_000_000);
});
