/** The card that everybody sees differs only in the line that says what this one person could do next. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
  await channel.say("Lee Gu", "@Muster lead me");
  await channel.say("Lee Gu", "@Muster role scribe @Patti_Fernandez");
  await channel.say("Lee Gu", "@Muster role comms @Grady_Archie");
});
afterAll(() => teams.stop());

const posted = async () => (await channel.cards())[0]!;
/** What somebody sees when their client asks for their view, as it does when the card comes into sight. */
async function view(who: string): Promise<string> {
  const { message } = await teams.refresh((await posted()).id, who);
  return seen(message).replace(/\s+/g, " ");
}

describe("somebody who looks at the card", () => {
  test.each([
    ["Lee Gu", /You are incident commander\. Nobody has said when it began: started 14:05/i],
    ["Patti Fernandez", /You are scribe\. Write what is found with note …/i],
    ["Grady Archie", /You are communications\. Stakeholders know nothing yet: say update what is known/i],
    ["Megan Bowen", /You are paged\. Say ack , or cant/],
    ["Nestor Wilke", /Nothing waits for you\. If you know something, say it here/],
  ])("sees as %s what they can do next", async (who, step) => {
    expect(await view(who)).toMatch(step);
  });

  test("sees the same card as everybody else beside that line", async () => {
    const own = await view("Nestor Wilke");
    expect(own).toContain("Lee Gu has command.");
    expect(seen(await posted())).not.toContain("Nothing waits for you");
  });

  test("is aware of it from then on, once, and nobody's card is sent anew for that", async () => {
    await teams.settle();
    expect(seen(await posted())).not.toContain("Have seen this card");
    const seers = (await teams.facts("INC-1")).flatMap((fact) =>
      fact.type === "aware" && fact.how === "saw" ? [fact.person.name] : [],
    );
    expect(seers.filter((name) => name === "Nestor Wilke")).toHaveLength(1);
  });
});

test("a view follows the incident: who is given an action sees it there", async () => {
  await channel.say("Lee Gu", "@Muster action @Nestor_Wilke restart the pool in 10m");
  expect(seen(await posted())).toMatch(/Have seen this card: .*Nestor Wilke/);
  expect(await view("Nestor Wilke")).toMatch(/You are asked to do this: “restart the pool”\. Say got it 1/);
});

describe("who is not there", () => {
  test("is given no action, and nothing is recorded", async () => {
    await teams.leave(channel.team!, "Isaiah Langer");
    await channel.say("Lee Gu", "@Muster action @Isaiah_Langer look at the logs");
    expect((await channel.texts()).at(-1)).toMatch(/Isaiah Langer is not in this team\. Add them to the team/);
    expect((await teams.facts("INC-1")).filter(({ type }) => type === "action opened")).toHaveLength(1);
  });

  test("a guest may work on it, and does not command it", async () => {
    await teams.join(channel.team!, "Rene Valdes");
    await channel.say("Lee Gu", "@Muster action @Rene_Valdes call the bank");
    expect(seen((await channel.cards()).at(-1)!)).toMatch(/call the bank .*Rene Valdes/s);
    await channel.say("Lee Gu", "@Muster handover @Rene_Valdes");
    expect((await channel.texts()).at(-1)).toMatch(/command stays within the organisation\. Nothing was recorded/);
    expect(seen(await posted())).not.toContain("has offered it");
  });

  test("whoever leaves the team gives back command, and it is said with what to do", async () => {
    await teams.leave(channel.team!, "Lee Gu");
    await teams.settle();
    const facts = await teams.facts("INC-1");
    expect(facts).toContainEqual(expect.objectContaining({ type: "person left" }));
    expect((await channel.texts()).at(-1)).toMatch(/Lee Gu .*left the team.*lead me/s);
    expect(seen(await posted())).toContain("Nobody has taken command");
  });
});
