/** Muster's own pagers, with the settings that the sandbox gives it: both sides mean the same. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import type { Pagers, Summons } from "../../src/engine/ports.ts";
import { openPagers } from "../../src/paging/pagers.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let pagers: Pagers;
beforeAll(async () => {
  stage = await startStage();
  const config = readConfig(stage.sandbox.muster.environment);
  pagers = await openPagers({
    config,
    now: stage.sandbox.store.now,
    log: { warn: (...words: unknown[]) => expect(words).toEqual([]) },
  });
});
afterAll(() => stage.close());

const summons = (): Summons => ({
  key: "INC-1 page 1 step 0 megan try 0",
  kind: "page",
  to: { name: "Megan Bowen", phone: "+441632960001", email: "MeganB@contoso.onmicrosoft.com" },
  about: { id: "INC-1", title: "checkout is down", severity: 1, because: "", url: undefined },
  reply: { url: `${stage.sandbox.url}/page/abc`, token: "abc" },
});

test.each([
  ["sms", "sms", /Reply 1/],
  ["email", "email", /checkout is down/],
  ["call", "voice", /^$/],
  ["pagerduty", "pagerduty", /checkout is down/],
  ["webhook", "webhook", /checkout is down/],
] as const)("%s reaches the outbox", async (means, kind, words) => {
  const { reference } = await pagers[means]!.send(summons());
  const outgoing = (await stage.teams.outbox()).at(-1)!;
  expect(outgoing).toMatchObject({ kind, text: expect.stringMatching(words) });
  expect([outgoing.id, outgoing.tag]).toContain(reference);
  if (kind !== "voice") expect(outgoing.link).toBe(`${stage.sandbox.url}/page/abc`);
  await pagers[means]!.stop(summons(), reference, "over");
  const after = (await stage.teams.outbox()).find(({ id }) => id === outgoing.id)!;
  const stopped = { sms: undefined, email: undefined, voice: "ended", pagerduty: "resolved", webhook: "ended" }[kind];
  if (stopped !== undefined) expect(after.state).toBe(stopped);
});
