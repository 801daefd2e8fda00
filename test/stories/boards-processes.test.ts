/** The same night in every process that Azure DevOps has, and in the one with a type for incidents. */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { ProcessName } from "../../sandbox/boards/process.ts";
import { seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams | undefined;
afterEach(() => teams?.stop());

type Night = {
  process: ProcessName;
  type: string;
  /** Declared, acknowledged, resolved, closed. */
  states: [string, string, string, string];
  /** Where its severity is, 3 and 2. */
  severity: [string, unknown, unknown];
  /** A person ends it so, and the incident is then. */
  ended: [string, "resolved" | "closed"];
};
const priority: Night["severity"] = ["Microsoft.VSTS.Common.Priority", 3, 2];

const nights: Night[] = [
  {
    process: "basic",
    type: "Issue",
    states: ["To Do", "Doing", "Done", "Done"],
    severity: priority,
    ended: ["Done", "resolved"],
  },
  {
    process: "agile",
    type: "Issue",
    states: ["Active", "Active", "Closed", "Closed"],
    severity: priority,
    ended: ["Closed", "resolved"],
  },
  {
    process: "scrum",
    type: "Impediment",
    states: ["Open", "Open", "Closed", "Closed"],
    severity: priority,
    ended: ["Closed", "resolved"],
  },
  {
    process: "cmmi",
    type: "Issue",
    states: ["Proposed", "Active", "Resolved", "Closed"],
    severity: priority,
    ended: ["Closed", "closed"],
  },
  {
    process: "on-call",
    type: "Incident",
    states: ["New Incident", "Acknowledged", "Resolved", "Ready for Analysis"],
    severity: ["Custom.IncidentSeverity", 3, 2],
    ended: ["Ready for Analysis", "closed"],
  },
];

describe.each(nights)("in the process $process", ({ process, type, states, severity, ended }) => {
  test("an incident has its work item, follows what people do to it, and is followed by it", async () => {
    teams = await startTeams({ process });
    const { advance, workItems, editWorkItem, facts } = teams;
    // Nobody who changes a work item waits for the hooks: time goes on when they have arrived.
    const settle = () => advance("PT1S");
    await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev3 checkout is slow");
    const channel = await teams.incidentChannel("INC-1");
    await settle();
    const fields = async () => (await workItems())[0]!.fields;
    const say = async (text: string): Promise<unknown> => {
      await channel.say("Megan Bowen", text);
      await settle();
      return (await fields())["System.State"];
    };
    const [first] = [(await fields())["System.State"]];
    expect(await fields()).toMatchObject({ "System.WorkItemType": type, [severity[0]]: severity[1] });
    const followed = [first, await say("@Muster ack"), await say("@Muster resolve it was the cache")];
    expect(await say("@Muster reopen because it is back")).toBe(states[1]);
    expect(followed).toEqual(states.slice(0, 3));

    await editWorkItem(1, {
      from: "Lee Gu",
      title: "payments are slow",
      fields: { [severity[0]]: severity[2] as number },
    });
    await settle();
    expect(seen((await channel.cards())[0]!).replace(/\s+/g, " ")).toMatch(/^SEV 2 .*payments are slow/);
    await editWorkItem(1, { from: "Lee Gu", fields: { [severity[0]]: severity[1] as number } });
    await settle();

    await editWorkItem(1, { from: "Lee Gu", state: ended[0] });
    await settle();
    const last = (await facts("INC-1")).filter(({ type: each }) => ["resolved", "closed"].includes(each)).slice(1);
    expect(last.map(({ type: each }) => each)).toEqual(ended[1] === "closed" ? ["resolved", "closed"] : ["resolved"]);
    if (ended[1] === "resolved") await say("@Muster close");
    expect((await fields())["System.State"]).toBe(states[3]);
  });
});
