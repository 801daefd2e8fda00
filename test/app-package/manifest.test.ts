import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { fillIn, problemsOf } from "../../appPackage/manifest.ts";
import { commands } from "../../src/commands/index.ts";

const template = readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8");
const environment = { BOT_APP_ID: "11111111-1111-4111-8111-111111111111", PUBLIC_URL: "https://muster.contoso.com/" };
const filled = () => fillIn(template, environment).manifest!;

type Bot = {
  scopes: string[];
  commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[];
};
const bot = () => (filled()["bots"] as Bot[])[0]!;

test("the manifest satisfies Microsoft's schema", async () => {
  expect(await problemsOf(filled())).toEqual([]);
});

test("a manifest with a mistake does not", async () => {
  expect(await problemsOf({ ...filled(), accentColor: "blue", packageName: "com.contoso.muster" })).toHaveLength(2);
});

const contract = new URL("../../../shared/contracts/teams-manifest.schema.json", import.meta.url);
test(`the manifest satisfies the contract, which is ${existsSync(contract) ? "here" : "not here"}`, () => {
  if (!existsSync(contract)) return;
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(contract, "utf8")));
  expect([validate(filled()), validate.errors]).toEqual([true, null]);
});

describe("filling in", () => {
  test("leaves no gap", () => {
    const { manifest, problems } = fillIn(template, environment);
    expect(problems).toEqual([]);
    expect(JSON.stringify(manifest)).not.toContain("${{");
    expect(manifest).toMatchObject({ id: environment.BOT_APP_ID, validDomains: ["muster.contoso.com"] });
  });

  test("says everything that is missing or wrong at once", () => {
    expect(fillIn(template, {}).problems).toEqual([
      expect.stringMatching(/^BOT_APP_ID: /),
      expect.stringMatching(/^PUBLIC_URL: /),
    ]);
    expect(fillIn(template, { BOT_APP_ID: "muster", PUBLIC_URL: "http://muster.contoso.com" }).problems).toHaveLength(
      2,
    );
    expect(fillIn(template.replace("PUBLIC_HOST", "UNHEARD_OF"), environment).problems).toHaveLength(1);
  });
});

describe("the command lists", () => {
  const known = new Set(commands.flatMap(({ words }) => words));

  test("name only words that Muster knows", () => {
    const titles = bot().commandLists.flatMap((list) => list.commands.map(({ title }) => title));
    expect(titles.filter((title) => !known.has(title.split(" ")[0]!) && !known.has(title))).toEqual([]);
  });

  test("exist for every scope of the bot, once, and end with help", () => {
    expect(
      bot()
        .commandLists.flatMap(({ scopes }) => scopes)
        .sort(),
    ).toEqual([...bot().scopes].sort());
    for (const { commands } of bot().commandLists) expect(commands.at(-1)?.title).toBe("help");
  });
});

test("the menu of a message has the commands that have a form for it, and no others", () => {
  type Extension = { botId: string; commands: { id: string; type: string; context: string[]; fetchTask: boolean }[] };
  const [extension, ...others] = filled()["composeExtensions"] as Extension[];
  expect([extension?.botId, others]).toEqual([environment.BOT_APP_ID, []]);
  const withForm = commands.filter(({ fromMessage }) => fromMessage !== undefined).map(({ words }) => words[0]);
  expect(extension!.commands.map(({ id }) => id).sort()).toEqual(withForm.sort());
  for (const each of extension!.commands)
    expect(each).toMatchObject({ type: "action", context: ["message"], fetchTask: true });
});

test("Muster asks for these permissions and no others: to hear, to open and rename channels, to notify, to see that a page was read", () => {
  const { authorization } = filled() as { authorization: { permissions: { resourceSpecific: { name: string }[] } } };
  expect(authorization.permissions.resourceSpecific.map(({ name }) => name)).toEqual([
    "ChannelMessage.Read.Group",
    "Channel.Create.Group",
    "ChannelSettings.Read.Group",
    "ChannelSettings.ReadWrite.Group",
    "TeamsActivity.Send.Group",
    "TeamsActivity.Send.User",
    "ChatMessageReadReceipt.Read.Chat",
  ]);
});
