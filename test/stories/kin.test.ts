import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let platform: Place;
const channels = new Map<string, Place>();

beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  platform = await teams.channel("Platform");
});
afterAll(() => teams.stop());

async function declare(id: string, title: string, severity = 2): Promise<Place> {
  await (await teams.channel("Payments")).say("Adele Vance", `@Muster declare sev${severity} ${title}`);
  await teams.settle();
  channels.set(id, await teams.incidentChannel(id));
  return channels.get(id)!;
}
const in_ = (id: string): Place => channels.get(id)!;
const say = async (place: Place, words: string, who = "Megan Bowen") => (await place.ask(who, words)).join("\n");
const card = async (id: string) => seen((await in_(id).cards())[0]!).replace(/\s+/g, " ");
const told = async (id: string) => (await in_(id).texts()).join("\n");
const facts = async (id: string, type: string) => (await teams.facts(id)).filter((fact) => fact.type === type);

describe("incidents that have to do with each other", () => {
  test("both show it, whichever place it was said in", async () => {
    await declare("INC-1", "checkout is down");
    await declare("INC-2", "search is slow");
    await say(in_("INC-1"), "relate INC-2");
    expect(await told("INC-1")).toContain("Megan Bowen related it to INC-2 (search is slow).");
    expect(await told("INC-2")).toContain("Megan Bowen related it to INC-1 (checkout is down).");
    expect(await card("INC-1")).toMatch(/What does it belong to\? Related: INC-2 \(search is slow\)/);
    expect(await card("INC-2")).toMatch(/Related: INC-1 \(checkout is down\)/);
    expect(await say(platform, "relate INC-2 to INC-1")).toContain("INC-2 and INC-1 are related already.");
    expect(await facts("INC-2", "related")).toHaveLength(1);
  });

  test.each([
    ["relate INC-1", "That is INC-1 itself"],
    ["duplicate of INC-1", "That is INC-1 itself"],
    ["merge INC-1 into INC-1", "That is INC-1 itself"],
    ["parent INC-1", "That is INC-1 itself"],
    ["merge INC-999", "There is no INC-999"],
    ["duplicate", "Say which incident: `duplicate of INC-7`"],
    ["merge INC-1 INC-2", "I cannot tell which is which"],
    ["merge INC-1, INC-2 and INC-3", "Say which incident"],
    ["parent none", "INC-1 is no part of another incident"],
  ])("“%s” is answered with what is wrong with it", async (words, answer) => {
    const before = (await teams.facts("INC-1")).length;
    expect(await say(in_("INC-1"), words)).toContain(answer);
    expect((await teams.facts("INC-1")).length).toBe(before);
  });
});

describe("an incident that is merged", () => {
  beforeAll(async () => {
    await declare("INC-3", "logins fail", 1);
    await say(in_("INC-3"), "ack");
    await declare("INC-4", "tokens are refused", 1);
    await in_("INC-4").say("Nestor Wilke", "this looks like the login trouble");
    await say(in_("INC-4"), "action @Alex_Wilber look at the certificate in 2h");
    await say(in_("INC-4"), "action @Lee_Gu ask the provider");
    await say(in_("INC-4"), "done 2 asked", "Lee Gu");
    await say(in_("INC-3"), "merge INC-4 into this", "Adele Vance");
  });

  test("ends, its pages stop, and its channel says where it goes on, with a link", async () => {
    expect(await facts("INC-4", "merged")).toHaveLength(1);
    expect(await told("INC-4")).toMatch(
      /Adele Vance merged it into INC-3 \(logins fail\): it goes on there\. \[Go on in INC-3\]\(https:\/\/teams\.microsoft\.com/,
    );
    expect(await card("INC-4")).toMatch(/INC-4 · Goes on as INC-3 since .*Goes on as: INC-3 \(logins fail\)/);
    expect(await card("INC-4")).toContain("[Goes on in INC-3](https://");
    const ladder = (await in_("INC-4").cards()).map(seen).find((text) => text.includes("INC-4, page 1"));
    expect(ladder).toContain("It goes on as INC-3.");
    const page = (await (await teams.personal("Megan Bowen")).cards()).map(seen).find((text) => text.includes("INC-4"));
    expect(page).toContain("It goes on as INC-3.");
    const before = (await facts("INC-4", "page tried")).length;
    await teams.advance("PT3M");
    expect((await facts("INC-4", "page tried")).length).toBe(before);
    expect((await teams.openIncidents()).map(({ id }) => id)).not.toContain("INC-4");
    const status = await (await fetch(`${teams.url}/status`)).text();
    expect(status).toContain("This goes on as a part of another incident.");
  });

  test("is shown by the one that goes on, whose people hear of it once", async () => {
    const words = (await in_("INC-3").texts()).filter((text) => text.includes("is merged into this"));
    expect(words).toHaveLength(1);
    expect(words[0]).toContain("INC-4 (tokens are refused) is merged into this.");
    expect(words[0]).toContain("<at>Nestor Wilke</at>");
    expect(words[0]).toContain("<at>Lee Gu</at>");
    expect(await card("INC-3")).toMatch(/Merged into it: INC-4 \(tokens are refused\)/);
  });

  test("hands its open actions on, with their owners", async () => {
    expect(await facts("INC-3", "action opened")).toEqual([
      expect.objectContaining({
        action: 1,
        text: "look at the certificate",
        owner: expect.objectContaining({ name: "Alex Wilber" }),
        carried: { from: "INC-4", action: 1 },
      }),
    ]);
    expect(await card("INC-3")).toContain("1. Alex Wilber : look at the certificate");
  });

  test("is spoken of, and what is said of it is done in the one that goes on", async () => {
    expect(await say(in_("INC-4"), "note the provider has a fault")).toBe(
      "INC-4 is merged into INC-3; INC-3: Megan Bowen noted: the provider has a fault",
    );
    expect(await told("INC-3")).toContain("Megan Bowen noted: the provider has a fault");
    expect(await say(platform, "note INC-4 from afar")).toContain(
      "INC-4 is merged into INC-3; INC-3: Megan Bowen noted",
    );
    expect(await facts("INC-4", "noted")).toEqual([]);
    expect(await say(in_("INC-4"), "actions")).toMatch(/^INC-4 is merged into INC-3\.\n.*INC-3/s);
  });

  test("keeps its own transcript, status and timeline", async () => {
    await in_("INC-4").say("Lee Gu", "a late word");
    expect((await teams.transcript("INC-4")).map(({ text }) => text)).toContain("a late word");
    expect((await teams.transcript("INC-3")).map(({ text }) => text)).not.toContain("a late word");
    const both = await say(platform, "status INC-4");
    expect(both).toMatch(/INC-4 · Goes on as INC-3.*INC-3 · Open since/s);
    expect(await say(platform, "timeline INC-4")).toContain("Adele Vance merged it into INC-3");
  });

  test("lets neither a button of its cards nor a number of its own hit the other one", async () => {
    expect(await say(in_("INC-4"), "done 1 it works")).toContain(
      "INC-4 is merged into INC-3, where numbers mean something else",
    );
    expect(await facts("INC-3", "action done")).toEqual([]);
    const action = (await in_("INC-4").cards()).find((message) => seen(message).includes("ACTION 1"))!;
    expect(JSON.stringify(action.card)).not.toContain('"Done"');
  });

  test("is not merged again, nor the other into it", async () => {
    expect(await say(in_("INC-4"), "merge into INC-1")).toContain("INC-4 is merged into INC-3 already");
    expect(await say(in_("INC-3"), "merge into INC-4")).toContain("INC-4 is merged into INC-3 already: name that one");
    await say(in_("INC-2"), "resolve it was the index");
    await say(in_("INC-2"), "close anyway because nobody was hit");
    expect(await say(in_("INC-3"), "merge INC-2")).toContain("INC-2 is closed");
  });

  test("is taken out again by reopening it, and the other one says so", async () => {
    await say(in_("INC-4"), "reopen because it is something else");
    expect(await card("INC-4")).toMatch(/INC-4 · Open since/);
    expect(await told("INC-3")).toContain("INC-4 (tokens are refused) is reopened, and goes on by itself again.");
    expect(await card("INC-3")).not.toContain("Merged into it");
    expect(await say(platform, "note INC-4 by itself")).toBe("INC-4: Megan Bowen noted: by itself");
  });

  test("may be merged the other way round then", async () => {
    await say(in_("INC-4"), "duplicate INC-3 of INC-4");
    expect(await card("INC-3")).toContain("Goes on as INC-4");
    expect(await told("INC-3")).toContain("marked it as a duplicate of INC-4 (tokens are refused)");
    expect(await say(in_("INC-4"), "merge into INC-3")).toContain("INC-3 is merged into INC-4 already");
  });
});

describe("the parts of an incident", () => {
  beforeAll(async () => {
    await declare("INC-5", "the data centre is down", 3);
    await declare("INC-6", "mail is late", 3);
    await declare("INC-7", "the wiki is slow", 3);
    await say(in_("INC-5"), "child INC-6");
    await say(in_("INC-7"), "parent INC-5");
  });

  test("stand on its card, and it on theirs", async () => {
    expect(await card("INC-5")).toMatch(/Its parts: INC-6 \(mail is late\) , INC-7 \(the wiki is slow\)/);
    expect(await card("INC-6")).toContain("A part of: INC-5 (the data centre is down)");
    expect(await told("INC-5")).toContain("INC-7 (the wiki is slow) is a part of this.");
  });

  test("make no ring", async () => {
    expect(await say(in_("INC-5"), "parent INC-6")).toContain(
      "INC-6 is a part of INC-5 already, itself or through others",
    );
    expect(await facts("INC-5", "parent set")).toEqual([]);
  });

  test("leave it, and come back", async () => {
    await say(in_("INC-7"), "parent none");
    expect(await told("INC-5")).toContain("INC-7 (the wiki is slow) is no part of this any more.");
    expect(await card("INC-7")).not.toContain("A part of");
    await say(in_("INC-7"), "parent INC-6");
    await say(in_("INC-7"), "parent INC-5");
    expect(await told("INC-6")).toContain("INC-7 (the wiki is slow) is no part of this any more.");
    expect(await card("INC-5")).toContain("INC-7 (the wiki is slow)");
  });

  test("that are open are named when it is resolved, which is allowed", async () => {
    await say(in_("INC-5"), "resolve the power is back");
    expect(await told("INC-5")).toContain(
      "Parts of it are still open: INC-6 (mail is late), INC-7 (the wiki is slow).",
    );
    await say(in_("INC-5"), "reopen because of the parts");
  });

  test("tell it when the last of them is over", async () => {
    await say(in_("INC-6"), "resolve it is delivered");
    expect(await told("INC-5")).not.toContain("All parts of it are over");
    await say(in_("INC-7"), "resolve it is fast");
    expect(await told("INC-5")).toContain("All parts of it are over: INC-6, INC-7.");
    expect(await facts("INC-5", "parts told")).toHaveLength(2);
  });
});

test("an alert whose incident goes on as another one declares no new one", async () => {
  const alert = {
    alertContext: {
      AlertType: "Disk full",
      SeverityDescription: "Critical",
      SearchQuery: "x",
      LinkToSearchResults: "https://portal.azure.com/#blade/logs",
      SearchIntervalStartTimeUtc: "3/22/2019 1:36:31 PM",
      SearchIntervalEndtimeUtc: "3/22/2019 1:51:31 PM",
      AffectedConfigurationItems: ["disk"],
      ResultCount: 15,
      Threshold: 10,
      Operator: "Greater Than",
    },
  };
  await teams.alert(alert);
  await teams.settle();
  await declare("INC-9", "the storage is slow", 3);
  await say(in_("INC-9"), "merge INC-8");
  await teams.alert(alert);
  await teams.settle();
  expect(await teams.facts("INC-10")).toEqual([]);
});
