/** What `muster doctor` looks at. Every check comes back with a verdict, whatever happens. */
import { randomUUID } from "node:crypto";
import { checkBoards } from "../boards/check.ts";
import { checkWiki } from "../boards/wiki-advice.ts";
import { type Config, ConfigError } from "../config.ts";
import { rosterNow } from "../domain/oncall/duty.ts";
import { openBook } from "../engine/book.ts";
import { checkGraph } from "../graph/check.ts";
import { checkNodeVersion } from "../node-version.ts";
import type { Desk } from "./verb.ts";

/** "off": it is not set up, which is lawful; `advice` says what one gains by setting it up. */
export type Verdict = "good" | "bad" | "off";
export type Check = { what: string; verdict: Verdict; advice: string };

type Look = (desk: Desk, config: Config) => Promise<Check[]>;

const patienceMs = 45_000;
const quiet = { info: () => undefined, warn: () => undefined };

const good = (what: string): Check => ({ what, verdict: "good", advice: "" });
const bad = (what: string, advice: string): Check => ({ what, verdict: "bad", advice });
const off = (what: string, advice: string): Check => ({ what, verdict: "off", advice });

/** Looks at everything at once and tells in a fixed order. Without a configuration the rest cannot be looked at. */
export async function allChecks(desk: Desk): Promise<Check[]> {
  const runtime = await settle("Node", node);
  const config = readConfig(desk);
  if (Array.isArray(config)) return [...runtime, ...config];
  const looks: [string, Look][] = [
    ["Storage", storage],
    ["Bot", bot],
    ["Microsoft Graph", graph],
    ["Azure Boards", boards],
    ["Wiki", wiki],
    ["On call", onCall],
    ["Paging", paging],
    ["Alerts", alerts],
    ["Broadcasts", broadcasts],
    ["Status page", statusPage],
  ];
  const looked = await Promise.all(looks.map(([what, look]) => settle(what, () => look(desk, config))));
  return [...runtime, good("Configuration"), ...looked.flat()];
}

function readConfig(desk: Desk): Config | Check[] {
  try {
    return desk.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => bad("Configuration", problem));
  }
}

async function settle(what: string, look: () => Promise<Check[]>): Promise<Check[]> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`It did not answer within ${patienceMs / 1000} seconds.`)), patienceMs).unref();
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    return [bad(what, error instanceof Error ? error.message : String(error))];
  }
}

async function node(): Promise<Check[]> {
  checkNodeVersion();
  return [good(`Node ${process.versions.node}`)];
}

/** Writes a document, reads it back and takes it away again. */
async function storage(desk: Desk, config: Config): Promise<Check[]> {
  const { documents } = await desk.storage();
  const id = randomUUID();
  await documents.write("doctor", id, { id }, undefined);
  const read = await documents.read<{ id: string }>("doctor", id);
  await documents.remove("doctor", id);
  const what = `Storage (prefix ${config.STORAGE_PREFIX})`;
  return [read?.value.id === id ? good(what) : bad(what, "What was written could not be read back.")];
}

async function bot(desk: Desk, config: Config): Promise<Check[]> {
  if (config.MUSTER_PLAYGROUND) return [off("Bot", "Agents Playground takes no tokens.")];
  await desk.tokens().token("https://api.botframework.com/.default");
  return [good(`Bot ${config.BOT_APP_ID} signs in`)];
}

async function graph(desk: Desk, config: Config): Promise<Check[]> {
  if (config.MUSTER_PLAYGROUND) return [off("Microsoft Graph", "There is none in Agents Playground.")];
  const { pause } = desk;
  const { INCIDENT_TEAMS, CONFIDENTIAL_TEAMS } = config;
  const tools = { config, tokens: desk.tokens(), pause, log: quiet };
  const found = (await checkGraph(tools, INCIDENT_TEAMS, CONFIDENTIAL_TEAMS)).map(judged);
  const none =
    "None: they run in the chat of whoever declares them. Set CONFIDENTIAL_TEAMS to a restricted team that has the app.";
  return CONFIDENTIAL_TEAMS.length > 0 ? found : [...found, off("Teams for confidential incidents", none)];
}

async function boards(desk: Desk, config: Config): Promise<Check[]> {
  const { pause } = desk;
  const found = (await checkBoards({ config, tokens: desk.tokens(), pause, log: quiet })).map(judged);
  return config.AZURE_DEVOPS_URL === undefined ? found.map((check) => ({ ...check, verdict: "off" })) : found;
}

async function wiki(desk: Desk, config: Config): Promise<Check[]> {
  if (config.AZURE_DEVOPS_WIKI === undefined)
    return [off("Wiki", "Reviews stay in Teams and in the export. Set AZURE_DEVOPS_WIKI to the name of a wiki.")];
  const { pause } = desk;
  return (await checkWiki({ config, tokens: desk.tokens(), pause, log: quiet })).map(judged);
}

const judged = ({ what, good, advice }: { what: string; good: boolean; advice: string }): Check => ({
  what,
  verdict: good ? "good" : "bad",
  advice,
});

async function onCall(desk: Desk): Promise<Check[]> {
  const { book } = await openBook((await desk.storage()).documents);
  if (book.rosters.length === 0)
    return [
      bad(
        "On call",
        "There is no roster: a page would reach no one. Say `@Muster oncall primary @someone` in Teams, or `muster import` a file (docs/oncall.md).",
      ),
    ];
  return book.rosters.map((roster) => {
    const now = rosterNow(book, roster, desk.now()).rotations.filter((rotation) => rotation.now.length > 0);
    const what = `On call in ${roster.name}`;
    return now.length === 0
      ? bad(what, "Nobody just now: a page would go through its ladder to the last resort.")
      : good(`${what}: ${now.map((rotation) => `${rotation.name} ${rotation.now.join(", ")}`).join("; ")}`);
  });
}

async function paging(_desk: Desk, config: Config): Promise<Check[]> {
  const settings = [
    ["Text messages", config.ACS_SMS_FROM, "ACS_SMS_FROM"],
    ["Calls", config.ACS_CALL_FROM, "ACS_CALL_FROM"],
    ["E-mail", config.ACS_EMAIL_FROM, "ACS_EMAIL_FROM"],
  ] as const;
  return settings.map(([what, sender, name]) => {
    if (sender === undefined)
      return off(what, `Nobody is paged so. Set ${name} and what belongs to it (docs/paging.md).`);
    const missing =
      config.ACS_CONNECTION_STRING === undefined
        ? "ACS_CONNECTION_STRING"
        : config.PUBLIC_URL === undefined
          ? "PUBLIC_URL"
          : undefined;
    return missing === undefined ? good(what) : bad(what, `Set ${missing} too (docs/paging.md).`);
  });
}

async function alerts(_desk: Desk, config: Config): Promise<Check[]> {
  if (config.ALERT_TOKENS.length === 0)
    return [off("Alerts", "Nobody may send alerts. Set ALERT_TOKENS to take them in at /api/alerts/azure-monitor.")];
  const what = `Alerts (${config.ALERT_TOKENS.length} tokens)`;
  return config.ALERT_CHANNEL === undefined
    ? [bad(what, "An alert's incident would be announced nowhere. Set ALERT_CHANNEL to the id of a channel.")]
    : [good(what)];
}

async function broadcasts(_desk: Desk, config: Config): Promise<Check[]> {
  if (config.BROADCAST_CHANNEL !== undefined) return [good("Broadcasts")];
  return [off("Broadcasts", "Updates reach the status page only. Set BROADCAST_CHANNEL to the id of a channel.")];
}

async function statusPage(_desk: Desk, config: Config): Promise<Check[]> {
  const url = config.STATUS_PAGE_URL;
  if (url === undefined)
    return [
      off("Status page", "Muster serves it at /status. Set STATUS_PAGE_URL to tell people a public address of it."),
    ];
  const status = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    (answer) => `${answer.status}`,
    (error: Error) => error.message,
  );
  const advice = `${url} answered ${status}. Turn on the storage account's static website, with index.html as its index document; the page is there after the first incident.`;
  return [status === "200" ? good(`Status page ${url}`) : bad("Status page", advice)];
}
