/** The receiver in docs/paging.md works: it is taken from there and run. */
import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { settingNames } from "../../src/config.ts";
import { signature } from "../../src/paging/webhook.ts";
import { now } from "./tools.ts";

const page = await readFile(new URL("../../docs/paging.md", import.meta.url), "utf8");
const code = /```js\n([\s\S]+?)```/.exec(page)![1]!;
const { isFromMuster } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
  isFromMuster(header: string | undefined, body: string, secret: string, now: number): boolean;
};

test("the receiver of the documentation takes what Muster signed, and nothing else", () => {
  const [secret, body] = ["a secret of sixteen and more", '{"type":"page.started","to":{"name":"Ådne"}}'];
  const header = signature(secret, body, now);
  const at = now.getTime();
  expect(isFromMuster(header, body, secret, at + 299_000)).toBe(true);
  expect(isFromMuster(header, body, secret, at + 301_000)).toBe(false);
  expect(isFromMuster(header, `${body} `, secret, at)).toBe(false);
  expect(isFromMuster(header, body, "another secret", at)).toBe(false);
  for (const bad of [undefined, "", "t=1", header.replace("t=", "t=1"), header.slice(0, -1)])
    expect(isFromMuster(bad, body, secret, at)).toBe(false);
});

test("the documentation names only settings that there are", () => {
  const named = [...page.matchAll(/`((?:ACS|PAGERDUTY|PAGE|PAGING|PUBLIC)_[A-Z_]+)/g)].map((each) => each[1]!);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
});
