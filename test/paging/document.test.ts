/** The receiver in docs/paging.md works: it is taken from there and run by Node. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { settingNames } from "../../src/config.ts";
import { signature } from "../../src/paging/webhook.ts";
import { now } from "./tools.ts";

const page = readFileSync(new URL("../../docs/paging.md", import.meta.url), "utf8");
const code = /```js\n([\s\S]+?)```/.exec(page)![1]!;
type Given = [header: string | undefined, body: string, secret: string, now: number];

function taken(all: Given[]): boolean[] {
  const input = `${code}\nconsole.log(JSON.stringify(${JSON.stringify(all)}.map((given) => isFromMuster(...given))));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-"], { input, encoding: "utf8" }),
  ) as boolean[];
}

test("the receiver of the documentation takes what Muster signed, and nothing else", () => {
  const [secret, body] = ["a secret of sixteen and more", '{"type":"page.started","to":{"name":"Ådne"}}'];
  const header = signature(secret, body, now);
  const at = now.getTime();
  const forged = [undefined, "", "t=1", header.replace("t=", "t=1"), header.slice(0, -1)];
  expect(
    taken([
      [header, body, secret, at + 299_000],
      [header, body, secret, at + 301_000],
      [header, `${body} `, secret, at],
      [header, body, "another secret", at],
      ...forged.map((bad): Given => [bad, body, secret, at]),
    ]),
  ).toEqual([true, ...Array(8).fill(false)]);
});

test("the documentation names only settings that there are", () => {
  const named = [...page.matchAll(/`((?:ACS|PAGERDUTY|PAGE|PAGING|PUBLIC)_[A-Z_]+)/g)].map((each) => each[1]!);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
});
