/** Rows (c) and (d), against the whole sandbox: every service that Muster speaks to, with delays where they are wanted. */
import { setTimeout as pause } from "node:timers/promises";
import { sandboxClient } from "../sandbox/client.ts";
import { people } from "../sandbox/people.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { openStorage } from "../src/azure/storage.ts";
import { setDuty } from "../src/domain/oncall/assign.ts";
import { changeBook } from "../src/engine/book.ts";
import type { Documents } from "../src/engine/ports.ts";
import { alertBody } from "./alert-body.ts";
import { type Declared, declaredFrom } from "./declared.ts";

export type AgainstSandbox = { declared: Declared[]; pagedMs: number[] };

export type Extent = { declarations: number; alerts: number };

const delayMs = 300;
/** Graph makes four channels a second in one team. */
const betweenAlertsMs = 260;
const pagedMsMax = 15_000;

export async function measureAgainstSandbox({ declarations, alerts }: Extent): Promise<AgainstSandbox> {
  const sandbox = await startSandbox();
  try {
    await declare(sandbox);
    const pagedMs = await sendAlerts(sandbox, alerts);
    await pause(1_000);
    await sandboxClient(sandbox.url).fault({ match: "/(graph|devops|connector)/", delayMs, times: 100_000 });
    const declared: Declared[] = [];
    for (let count = 0; count < declarations; count++) declared.push(await declare(sandbox));
    return { declared, pagedMs };
  } finally {
    await sandbox.stop();
  }
}

/** One declaration, from the message until all that follows from it is there. */
async function declare({ url }: Sandbox): Promise<Declared> {
  const client = sandboxClient(url);
  const origin = (await client.conversations()).find(({ name }) => name === "Payments")!;
  const started = Date.now();
  await client.say(origin.id, people[3]!.name, "<at>Muster</at> declare sev1 checkout is down");
  // It answers when all is quiet, which is a moment after the last request.
  const { log } = await client.har();
  return declaredFrom(log.entries, { started, origin: origin.id });
}

/** Milliseconds from each alert's 202 until the page arrives. Each pages somebody else, so that no chat is open already. */
async function sendAlerts(sandbox: Sandbox, count: number): Promise<number[]> {
  const { muster, store, storage, prefix } = sandbox;
  const { documents } = await openStorage(
    { STORAGE_CONNECTION_STRING: storage, STORAGE_PREFIX: prefix },
    () => new Date(),
  );
  const taken: number[] = [];
  for (let number = 0; number < count; number++) {
    const { id, name } = people[number % people.length]!;
    await putOnCall(documents, people[number % people.length]!);
    const chat = store.world.places.find(({ kind, members }) => kind === "personal" && members?.[0] === id)!;
    const before = store.messagesIn(chat.id).length;
    const started = performance.now();
    const answer = await fetch(`${muster.url}/api/alerts/azure-monitor`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer sandbox" },
      body: alertBody(number),
    });
    await answer.text();
    if (answer.status !== 202) throw new Error(`An alert was answered ${answer.status}.`);
    const accepted = performance.now();
    while (store.messagesIn(chat.id).length === before) {
      if (performance.now() - accepted > pagedMsMax) throw new Error(`${name} was not paged for alert ${number}.`);
      await pause(1);
    }
    taken.push(performance.now() - accepted);
    await pause(Math.max(0, betweenAlertsMs - (performance.now() - started)));
  }
  return taken;
}

async function putOnCall(documents: Documents, { id, name, upn }: (typeof people)[number]): Promise<void> {
  const now = new Date();
  await changeBook(documents, { by: { kind: "muster" }, from: "bench", now }, (book) =>
    setDuty(book, "primary", "", { id, name, email: upn }, now),
  );
}
