import { expect, test } from "@jest/globals";
import { conform } from "./traffic/conform.ts";
import { readContracts } from "./traffic/contracts.ts";
import type { Exchange } from "./traffic/exchange.ts";
import { playStory } from "./traffic/story.ts";

const contracts = readContracts();

function asked(line: string, body: unknown, mimeType = "application/json"): Exchange {
  const [method = "", path = ""] = line.split(" ");
  return {
    request: {
      method,
      url: `http://127.0.0.1${path}`,
      headers: [{ name: "accept", value: "application/json;api-version=7.1" }],
      ...(body === undefined ? {} : { postData: { mimeType, text: JSON.stringify(body) } }),
    },
    response: { status: 0, content: { mimeType: "" } },
  };
}

const channels = "/graph/v1.0/teams/1/channels";
const activities = "/connector/v3/conversations/1/activities";
const issue = "/devops/contoso/Operations/_apis/wit/workItems/$Issue";
const patch = "application/json-patch+json";
const card = (body: unknown) => ({
  type: "message",
  attachments: [
    { contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard", version: "1.5", body } },
  ],
});

if (contracts === undefined)
  test("../shared/contracts is not there: the HTTP traffic is held against nothing", () => {
    expect(contracts).toBeUndefined();
  });
else {
  test("every request of a whole story, and every answer of the sandbox, is as Microsoft's contracts say", async () => {
    const { exchanges, cards } = await playStory();
    const { checked, violations, outside } = conform(contracts, exchanges, cards);
    expect([...new Set(violations)]).toEqual([]);
    expect([...checked.keys()].sort()).toEqual(["Adaptive Cards", "Azure DevOps", "Bot Connector", "Graph"]);
    // The ways to tokens and to the list of Azure DevOps' own routes are in no contract, its list of fields is not in the
    // excerpt that we have, nor is Azure Communication Services, whose SDKs judge the sandbox in test/sandbox; nothing else
    // may be outside.
    const known =
      / \/login\/|^OPTIONS \/devops\/|^GET \/devops\/\w+\/\w+\/_apis\/wit\/fields|^POST \/(sms|emails:send|calling\/)| \/hooks\//;
    const others = [...outside.keys()].filter((name) => !known.test(name));
    expect(others).toEqual([]);
  }, 120_000);

  test.each([
    [
      "a misspelt property of a channel",
      asked(`POST ${channels}`, { displayName: "a", descripton: "b" }),
      /descripton/,
    ],
    ["a channel without a name", asked(`POST ${channels}`, { description: "b" }), /displayName/],
    ["a parameter that there is not", asked(`GET ${channels}?$pick=id`, undefined), /\$pick/],
    ["a misspelt property of a message", asked(`POST ${activities}`, { type: "message", txt: "a" }), /txt/],
    [
      "a card with a button that cannot be",
      asked(`POST ${activities}`, card([{ type: "TextBlok", text: "a" }])),
      /card/,
    ],
    [
      "an operation on a work item that there is not",
      asked(`POST ${issue}`, [{ op: "append", path: "/a" }], patch),
      /op/,
    ],
    ["a work item sent as plain JSON", asked(`POST ${issue}`, [{ op: "add", path: "/a", value: "b" }]), /content type/],
  ])("%s is noticed", (_, exchange, complaint) => {
    expect(conform(contracts, [exchange], []).violations.join("\n")).toMatch(complaint);
  });
}
