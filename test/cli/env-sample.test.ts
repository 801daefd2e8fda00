import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "@jest/globals";
import { readConfig, settingNames } from "../../src/config.ts";
import { enough } from "./desk.ts";

const sample = parseEnv(readFileSync(new URL("../../.env.sample", import.meta.url), "utf8"));

test(".env.sample has every variable that Muster reads, and no other", () => {
  expect(Object.keys(sample).sort()).toEqual([...settingNames].sort());
});

test("the values in .env.sample are the ones that hold without it", () => {
  const filled = Object.fromEntries(Object.entries(sample).filter(([, value]) => value !== ""));
  expect(readConfig({ ...filled, ...enough })).toEqual(readConfig(enough));
});
