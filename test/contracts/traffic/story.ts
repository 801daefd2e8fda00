/** One long story in which Muster says everything it knows to say to Teams, Graph and Azure Boards. */
import { startTeams } from "../../stories/teams.ts";
import type { Exchange } from "./exchange.ts";

type Teams = Awaited<ReturnType<typeof startTeams>>;

/** Every request that Muster made in it, with the answer; and the cards that came as answers to a pressed button. */
export type Told = { exchanges: Exchange[]; cards: unknown[] };

export async function playStory(): Promise<Told> {
  const teams = await startTeams({ throttle: "off", environment: { LOG_LEVEL: "error" } });
  try {
    const cards = [...(await incidentWithAChannel(teams)), ...(await declaredByForm(teams))];
    await ladder(teams);
    await alert(teams);
    await statuspage(teams);
    await trouble(teams);
    await inAThread(teams);
    const { log } = (await teams.har()) as unknown as { log: { entries: Exchange[] } };
    return { exchanges: log.entries, cards };
  } finally {
    await teams.stop();
  }
}

const words = [
  "lead me",
  "role scribe @Alex_Wilber",
  "role comms @Adele_Vance",
  "handover @Alex_Wilber",
  "step down",
  "severity 2 because it is only one region",
  "started 20 minutes ago",
  "note the **first** replica is full",
  "update payments work again for most",
  "status",
  "timeline",
  "runbook",
  "runbook checkout",
  "list",
  "help",
  "help declare",
  "oncall",
  "statsu",
  "",
  "resolve the replica has more room",
  "review",
  "reopen because it is full again",
  "resolve it has its own disk now",
  "close anyway because nobody was hit",
];

async function incidentWithAChannel(teams: Teams): Promise<unknown[]> {
  const payments = await teams.channel("Payments");
  await payments.say("Adele Vance", "@Muster declare sev1 checkout is down");
  const channel = await teams.incidentChannel("INC-1");
  const page = await (await teams.personal("Megan Bowen")).last();
  const acknowledged = await teams.press(page.id, "Megan Bowen", "Acknowledge");
  const said = await channel.say("Megan Bowen", "I look at the database");
  await teams.edit(channel.id, said.id, "I look at the second database");
  await teams.remove(channel.id, said.id);
  for (const each of words) await channel.say("Megan Bowen", `@Muster ${each}`);
  const closed = await teams.press((await channel.cards())[0]!.id, "Megan Bowen", "Timeline").catch(() => undefined);
  return [acknowledged.response?.value, closed?.response?.value];
}

async function declaredByForm(teams: Teams): Promise<unknown[]> {
  const platform = await teams.channel("Platform");
  await platform.say("Lee Gu", "@Muster declare");
  const form = await platform.last();
  const fields = { title: "mail is *late*", severity: "3", description: "only <b>some</b>" };
  const pressed = await teams.press(form.id, "Lee Gu", "Declare", fields);
  return [pressed.response?.value];
}

/** Nobody answers, one cannot come, then everybody is asked; at last somebody takes it. */
async function ladder(teams: Teams): Promise<void> {
  await (await teams.groupChat()).say("Lee Gu", "@Muster declare sev1 search is down");
  const page = await (await teams.personal("Megan Bowen")).last();
  await teams.press(page.id, "Megan Bowen", "I can't");
  await teams.advance("PT12M");
  await (await teams.personal("Nestor Wilke")).say("Nestor Wilke", "ack");
}

async function alert(teams: Teams): Promise<void> {
  const alertContext = { AlertType: "Number of results", SearchQuery: "requests", ResultCount: 7 };
  await teams.alert({ alertContext: { ...alertContext, SeverityDescription: "Critical" } });
  await teams.settle();
}

async function statuspage(teams: Teams): Promise<void> {
  const chat = await teams.personal("Megan Bowen");
  for (const each of ["help", "open all is slow", "update less slow", "close", "close"])
    await chat.say("Megan Bowen", `statuspage ${each}`);
}

/** What the other sides do when they are busy: Muster asks again, and looks up what may have happened. */
async function trouble(teams: Teams): Promise<void> {
  await teams.fault({ match: "POST /graph/", status: 429, retryAfter: 1, times: 1 });
  await teams.fault({ match: "POST /graph/", drop: "after", times: 1 });
  await teams.fault({ match: "POST /devops/", drop: "after", times: 1 });
  await teams.fault({ match: "POST /connector/", status: 503, times: 1 });
  await (await teams.channel("Platform")).say("Lee Gu", "@Muster declare sev2 checkout is down");
  await teams.advance("PT1M");
  await teams.clearFaults();
}

async function inAThread(teams: Teams): Promise<void> {
  await teams.grants({ roles: [], resourceSpecific: [] });
  const payments = await teams.channel("Payments");
  const said = await payments.say("Adele Vance", "@Muster declare sev2 refunds fail");
  await payments.say("Adele Vance", "@Muster ack", said.id);
  await payments.say("Adele Vance", "@Muster role scribe @Lee_Gu", said.id);
  await payments.say("Adele Vance", "@Muster resolve the key is renewed", said.id);
  await (await teams.personal("Lee Gu")).say("Lee Gu", "declare sev4 the coffee machine blinks");
}
