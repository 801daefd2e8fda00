import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout is down");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const answerTo = async (words: string, place: Place = channel) => (await place.ask("Megan Bowen", words)).join("\n");
const announced = async (words: string) => {
  await channel.say("Megan Bowen", `@Muster ${words}`);
  return (await channel.texts()).at(-1);
};

describe("in the incident's channel", () => {
  test("status shows the card", async () => {
    expect(await answerTo("status")).toContain("How bad is it?");
  });

  test("severity changes, and says who and why", async () => {
    expect(await announced("severity 2 because only Europe")).toMatch(/Megan Bowen .*severity.*2.*only Europe/);
    expect(seen((await channel.cards())[0]!)).toMatch(/SEV 2/i);
    expect((await teams.workItems())[0]?.fields["Microsoft.VSTS.Common.Priority"]).toBe(2);
  });

  test("a note is written down", async () => {
    expect(await announced("note the deploy of 14:05 is rolled back")).toMatch(
      /Megan Bowen noted: the deploy of 14:05/,
    );
  });

  test("an update reaches the broadcast channel and the status page, with when the next one comes", async () => {
    await channel.say("Megan Bowen", "@Muster update we are rolling back");
    const broadcast = seen(await (await teams.channel("Status updates")).last());
    expect(broadcast).toContain("we are rolling back");
    expect(broadcast).toMatch(/next/i);
    const page = await (await fetch(`${teams.url}/status`)).text();
    expect(page).toContain("we are rolling back");
    const status = (await (await fetch(`${teams.url}/status.json`)).json()) as { open: { nextUpdateAt: string }[] };
    expect(Date.parse(status.open[0]!.nextUpdateAt)).toBeGreaterThan(Date.now());
  });

  test("runbook lists the guides and shows one", async () => {
    const list = await answerTo("runbook");
    const name = /runbook ([a-z0-9-]+)/.exec(list)?.[1] ?? (await firstRunbook());
    expect(await answerTo(`runbook ${name}`)).not.toMatch(/There is no runbook/);
    expect(await answerTo("runbook nonsense")).toMatch(/There is no runbook “nonsense”/);
  });

  test("timeline tells the story in order", async () => {
    const told = await answerTo("timeline");
    expect(told.indexOf("declared")).toBeGreaterThan(-1);
    expect(told.indexOf("rolled back")).toBeGreaterThan(told.indexOf("declared"));
    expect(told).toMatch(/\d{1,2} \w{3} 20\d\d/);
  });

  test("help shows the commands, and more about one", async () => {
    const help = await answerTo("help");
    for (const word of ["declare", "severity", "update", "resolve", "statuspage"]) expect(help).toContain(word);
    expect(await answerTo("help update")).toMatch(/stakeholders/i);
    expect(await answerTo("help Who is told")).toMatch(/^What you can say Who is told update \S/);
    expect((await answerTo("help all")).length).toBeGreaterThan(3 * help.length);
  });

  test("an unknown word gets the nearest commands, as buttons that say them", async () => {
    expect(await answerTo("statsu")).toContain("status");
    const unknown = await channel.last();
    const button = /"title":"([^"]*status[^"]*)"/.exec(JSON.stringify(unknown.card))?.[1];
    await teams.press(unknown.id, "Megan Bowen", button!);
    expect(seen(await channel.last())).toContain("How bad is it?");
    expect(seen((await channel.messages()).find(({ id }) => id === unknown.id)!)).toContain("statsu");
  });

  test("an empty mention gets help", async () => {
    expect(await answerTo("")).toContain("declare");
  });
});

describe("elsewhere", () => {
  test("list shows what is open", async () => {
    const list = await answerTo("list", await teams.channel("Platform"));
    expect(list).toMatch(/INC-1/);
    expect(list).toContain("checkout is down");
  });

  test("an incident can be named, and it says so there", async () => {
    const platform = await teams.channel("Platform");
    expect(await answerTo("note INC-1 said from afar", platform)).toMatch(/INC-1: Megan Bowen noted: said from afar/);
    expect((await channel.texts()).at(-1)).toContain("said from afar");
  });

  test("without a name the question is which", async () => {
    expect(await answerTo("severity 3", await teams.channel("Platform"))).toMatch(/Which incident\?/);
    expect(await answerTo("status INC-999", await teams.channel("Platform"))).toMatch(/There is no INC-999/);
  });
});

describe("the end", () => {
  test("resolve, reopen, resolve, close, each in its order", async () => {
    expect(await answerTo("close")).toMatch(/still open/);
    await channel.say("Megan Bowen", "@Muster resolve the certificate was renewed");
    expect((await teams.workItems())[0]?.fields["System.State"]).toBe("Done");
    expect(await answerTo("severity 3")).toMatch(/resolved/);
    await channel.say("Megan Bowen", "@Muster reopen because it is back");
    expect((await teams.workItems())[0]?.fields["System.State"]).toBe("Doing");
    await channel.say("Megan Bowen", "@Muster resolve for good");
    await channel.say("Megan Bowen", "@Muster close anyway because nobody was hit");
    expect(await answerTo("list")).not.toContain("checkout is down");
    expect(await answerTo("list closed")).toMatch(/1 closed incident .*INC-1/);
    expect(await answerTo("find checkout")).toMatch(/INC-1 .*checkout is down/);
    expect(await answerTo("list sev3")).not.toContain("checkout is down");
    const card = (await channel.cards())[0]!;
    await expect(teams.press(card.id, "Megan Bowen", "Resolve")).rejects.toThrow();
  });

  test("a button on an old copy of the card is answered, and changes nothing", async () => {
    const before = await teams.facts("INC-1");
    expect(await answerTo("ack")).toMatch(/INC-1 is closed/);
    expect(await teams.facts("INC-1")).toEqual(before);
  });
});

async function firstRunbook(): Promise<string> {
  const card = JSON.stringify((await channel.cards()).at(-1)?.card);
  return /runbook ([a-z0-9-]+)/.exec(card)?.[1] ?? "none";
}
