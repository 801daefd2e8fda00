/** Names in the world that stand for addresses within: what resolves them is ours here. */
import { expect, jest, test } from "@jest/globals";

type Answer = (error: null, found: { address: string; family: number }[]) => void;
let stands: { address: string; family: number }[] = [];
const asked: string[] = [];
jest.unstable_mockModule("node:dns", () => ({
  lookup: (host: string, _options: object, done: Answer) => {
    asked.push(host);
    done(null, stands);
  },
}));
const { webhookPager } = await import("../../src/paging/webhook.ts");
const { now, outageOf, summons } = await import("./tools.ts");

const pager = webhookPager({ url: undefined, secret: "a secret of sixteen", local: false, now: () => now });
const page = summons({}, { to: { name: "Ada", webhook: "https://hooks.example.com:1/ada" } });

test.each([
  [[{ address: "10.0.0.4", family: 4 }]],
  [[{ address: "169.254.169.254", family: 4 }]],
  [[{ address: "::ffff:7f00:1", family: 6 }]],
  [
    [
      { address: "20.50.2.1", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ],
  ],
])("a person's address whose name stands for %j is not asked, and that is said", async (found) => {
  stands = found;
  const outage = await outageOf(pager.send(page));
  expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/private network/)]);
  expect(asked.at(-1)).toBe("hooks.example.com");
});
