import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster ack");
});
afterAll(() => teams.stop());

const card = async () => seen((await channel.cards())[0]!).replace(/\s+/g, " ");
const last = async () => (await channel.texts()).at(-1)!;

describe("the five questions", () => {
  test("are visibly blank, and filled by what people say, on the same card", async () => {
    const cards = (await channel.cards()).length;
    expect(await card()).toMatch(
      /When it began is not known.*How it was noticed is not known.*Nobody said who is affected/,
    );
    await channel.say("Megan Bowen", "@Muster started 20 min ago because the graph drops there");
    await channel.say("Megan Bowen", "@Muster detected by customer ticket 4711 https://support.example/4711");
    await channel.say("Megan Bowen", "@Muster affected 1,200 customers in Europe");
    await channel.say("Megan Bowen", "@Muster services checkout, payments");
    const now = await card();
    expect(now).toMatch(/Impact began .*declared (19|20) min/);
    expect(now).toContain("A customer noticed it: ticket 4711.");
    expect(now).toContain("[How it was noticed](https://support.example/4711)");
    expect(now).toContain("Affected: 1,200 customers in Europe.");
    expect(now).toContain("Services: checkout, payments.");
    expect(now).toMatch(/Severity 2 : major, many customers feel it/);
    expect((await channel.cards()).length).toBe(cards);
  });

  test("a time is set afterwards with a reason, and the timeline says who and why", async () => {
    await channel.say("Megan Bowen", "@Muster when acknowledged 14:09");
    expect(await last()).toMatch(/Say why it is changed/);
    await channel.say("Megan Bowen", "@Muster when acknowledged 1 min ago because the phone log says so");
    expect(await last()).toMatch(/Megan Bowen set the acknowledgement to .*: the phone log says so/);
  });

  test("whoever speaks in the channel is aware", async () => {
    await channel.say("Nestor Wilke", "what do we know?");
    await teams.settle();
    expect(await card()).toContain("In the channel: Nestor Wilke.");
  });
});

describe("severity", () => {
  test("is raised with one tap, and lowered only with a reason", async () => {
    const posted = (await channel.cards())[0]!;
    await teams.press(posted.id, "Adele Vance", "Raise severity to 1");
    expect(await card()).toMatch(/^SEV 1/);
    await channel.say("Adele Vance", "@Muster severity 3");
    expect(await last()).toMatch(/Why is it less bad\?.*stays severity 1/);
    await expect(teams.press(posted.id, "Adele Vance", "Lower severity", { to: "2" })).rejects.toThrow(/Say why/);
    await teams.press(posted.id, "Adele Vance", "Lower severity", { to: "2", because: "only Europe" });
    expect(await card()).toMatch(/^SEV 2/);
    expect(await last()).toMatch(/changed severity from 1 to 2: only Europe/);
  });
});

describe("an action", () => {
  test("names one person in a card that mentions them, and is acknowledged, extended and done there", async () => {
    await channel.say("Adele Vance", "@Muster action @Alex_Wilber restart the pool in 10m");
    const posted = (await channel.cards()).at(-1)!;
    expect(seen(posted)).toMatch(/ACTION 1 restart the pool <at>Alex Wilber<\/at>, until .* Asked by Adele Vance/);
    expect(posted.card?.["msteams"]).toMatchObject({ entities: [{ mentioned: { name: "Alex Wilber" } }] });
    await teams.press(posted.id, "Alex Wilber", "Got it");
    await teams.press(posted.id, "Alex Wilber", "10 more minutes");
    await teams.advance("PT11M");
    const asked = (await channel.texts()).find((text) => text.includes("action 1 is up"));
    expect(asked).toMatch(/<at>Alex Wilber<\/at> .*`done 1`, `extend 1 10m` or `drop 1`/);
    expect(await card()).toMatch(/1\. Alex Wilber : restart the pool until .*, which is over/);
    await channel.say("Alex Wilber", "@Muster done the pool is up again");
    expect(seen((await channel.messages()).find(({ id }) => id === posted.id)!)).toContain(
      "Done: the pool is up again",
    );
    await channel.say("Alex Wilber", "@Muster actions mine");
    expect(await last()).toMatch(/0 open actions of yours.*You have no open action.*restart the pool/s);
  });

  test("can be given from the card, with the person chosen by name", async () => {
    const posted = (await channel.cards())[0]!;
    await teams.press(posted.id, "Adele Vance", "Add action", { owner: "Lee Gu", text: "call the bank", minutes: 5 });
    expect(seen((await channel.cards()).at(-1)!)).toMatch(/call the bank <at>Lee Gu<\/at>/);
  });
});

describe("a decision", () => {
  test("is proposed, and is one when nobody objects", async () => {
    await channel.say("Alex Wilber", "@Muster propose we fail over to the other region");
    const posted = (await channel.cards()).at(-1)!;
    expect(seen(posted)).toMatch(/Proposal 1 by Alex Wilber we fail over.*Any strong objections\?/);
    await teams.advance("PT4M");
    expect((await channel.texts()).join("\n")).toContain("Nobody objected to proposal 1: it is decided.");
    expect(await card()).toMatch(/What was decided\? we fail over to the other region/);
  });

  test("waits for whoever commands when somebody objects, and the log has all of it", async () => {
    await channel.say("Adele Vance", "@Muster lead me");
    await channel.say("Alex Wilber", "@Muster propose we restart the database");
    const posted = (await channel.cards()).at(-1)!;
    await teams.press(posted.id, "Nestor Wilke", "Object", { because: "the replica is behind" });
    await teams.advance("PT4M");
    expect((await channel.texts()).join("\n")).toMatch(/<at>Adele Vance<\/at> .*waits for a decision/);
    await channel.say("Alex Wilber", "@Muster decide 2");
    expect(await last()).toMatch(/Adele Vance decides/);
    await channel.say("Adele Vance", "@Muster withdraw 2 because it is too early");
    await channel.say("Adele Vance", "@Muster decide we stay read-only");
    await channel.say("Adele Vance", "@Muster decisions");
    const log = await last();
    expect(log).toMatch(/we stay read-only\. *Adele Vance/);
    expect(log).toMatch(/Nobody objected.*proposed by Alex Wilber/);
    expect(log).toMatch(/Withdrawn.*Objections: Nestor Wilke: the replica is behind/s);
  });
});

test("what stays blank is asked for, of the commander by name, and can be quieted with a reason", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 search is slow");
  const search = await teams.incidentChannel("INC-2");
  await search.say("Adele Vance", "@Muster lead me");
  await teams.advance("PT11M");
  const asked = (await search.texts()).find((text) => text.includes("is asked"));
  expect(asked).toMatch(/<at>Adele Vance<\/at> Adele Vance is asked: when it began; .*`started 14:05`/);
  await search.say("Adele Vance", "@Muster quiet all because support counts tomorrow");
  expect(seen((await search.cards())[0]!)).toContain("not asked for: support counts tomorrow");
  await teams.advance("PT11M");
  expect((await search.texts()).filter((text) => text.includes("is asked")).length).toBe(1);
});

test("a commander of whom nothing is heard is noticed", async () => {
  const search = await teams.incidentChannel("INC-2");
  await search.say("Adele Vance", "@Muster role deputy @Lee_Gu");
  await search.say("Lee Gu", "@Muster ack");
  await teams.advance("PT21M");
  expect((await search.texts()).join("\n")).toMatch(
    /<at>Adele Vance<\/at> <at>Lee Gu<\/at> .*done and said nothing since/,
  );
});

describe("with a practice of one's own", () => {
  let own: Teams;
  let executives: Place;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "muster-practice-"));
    const probe = await startTeams();
    executives = await probe.channel("Platform");
    await probe.stop();
    const file = join(folder, "practice.yaml");
    await writeFile(
      file,
      `severities:
  1: { meaning: money is lost, tells: ["${executives.id}"] }
  4: { pages: false }
roles:
  bridge: { title: bridge keeper, words: [bridge, bridge keeper] }
`,
    );
    own = await startTeams({ environment: { PRACTICE: file } });
    executives = await own.channel("Platform");
  });
  afterAll(() => own.stop());

  test("a severity means what it says, tells whom it names, and pages nobody where it says so", async () => {
    await (await own.channel("Payments")).say("Adele Vance", "@Muster declare sev4 a typo in the footer");
    expect((await own.facts("INC-1")).some(({ type }) => type === "paged")).toBe(false);
    const footer = await own.incidentChannel("INC-1");
    expect(seen((await footer.cards())[0]!)).toContain("Nobody is paged for this severity");
    expect(await executives.fromMuster()).toHaveLength(0);
    await footer.say("Adele Vance", "@Muster sev 1");
    expect((await executives.texts()).at(-1)).toMatch(
      /INC-1 a typo in the footer\*\* has become severity 1: money is lost/,
    );
    expect(seen((await footer.cards())[0]!)).toMatch(/Severity 1\s+: money is lost/);
    expect((await own.facts("INC-1")).some(({ type }) => type === "paged")).toBe(true);
  });

  test("a role of one's own is given by its own words", async () => {
    const footer = await own.incidentChannel("INC-1");
    await footer.say("Adele Vance", "@Muster role bridge keeper @Lee_Gu");
    expect(seen((await footer.cards())[0]!)).toMatch(/Bridge keeper: \s*Lee Gu/);
    await footer.say("Adele Vance", "@Muster role janitor @Lee_Gu");
    expect((await footer.texts()).at(-1)).toMatch(/Roles are commander, .*bridge/);
  });
});
