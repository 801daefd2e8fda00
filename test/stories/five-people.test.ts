import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import { expandCard } from "../../src/teams/cards.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import type { Muster } from "../../sandbox/muster.ts";
import { botName } from "../../sandbox/people.ts";
import { deliveryTo, speak, startSecond } from "../kill/second.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let second: Muster;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  second = await startSecond(teams.sandbox);
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(async () => {
  await second.kill();
  await teams.stop();
});

const people = ["Adele Vance", "Megan Bowen", "Alex Wilber", "Nestor Wilke", "Lee Gu"];
/** What each of them says, one thing after the other, while the others do the same. */
const wordsOf = (index: number): string[] => [
  `note finding ${index} a`,
  index % 2 === 0 ? "severity 1 because it is worse" : "severity 3 because it is better",
  `action me do ${index} in 30m`,
  `affected ${100 + index} customers`,
  "lead me",
  `note finding ${index} b`,
  `propose plan ${index}`,
  `decide that ${index}`,
  `todo later ${index}`,
];

/** The card of an incident as it went over the wire, without who sees a view of their own. */
const bare = (card: Record<string, unknown>): string => {
  const { refresh: _, ...rest } = card;
  return JSON.stringify(rest);
};

const cardFor = (incident: Live): string => {
  const { card, data } = incidentCard(incident);
  return bare(expandCard(card, data));
};

async function cardsSent(): Promise<string[]> {
  const { log } = await teams.har();
  return log.entries
    .filter(
      ({ request, response }) => response.status < 300 && /\/activities(\/|$)/.test(new URL(request.url).pathname),
    )
    .flatMap(({ request }) => {
      const { attachments = [] } = JSON.parse(request.postData?.text ?? "{}") as {
        attachments?: { content: Record<string, unknown> }[];
      };
      return attachments.map(({ content }) => content);
    })
    .filter((card) => JSON.stringify(card["actions"] ?? "").includes('"timeline"'))
    .map(bare);
}

/** Every state the incident has really had: what was recorded in one instant came at once. */
const states = (entries: readonly Entry[]): Live[] =>
  entries.flatMap((entry, index) => {
    const next = entries[index + 1];
    const together = next !== undefined && next.at === entry.at && next.from === entry.from;
    return together ? [] : [fold("INC-1", entries.slice(0, index + 1)) as Live];
  });

test("five people work on one incident through two replicas: nothing is lost, and no card shows a state that never was", async () => {
  const { sandbox } = teams;
  const place = sandbox.store.place(channel.id)!;
  const doors = [sandbox.delivery, deliveryTo(sandbox, second)];
  await Promise.all(
    people.map(async (who, index) => {
      for (const [turn, words] of wordsOf(index).entries()) {
        const activity = speak(sandbox, who, place, `<at>${botName}</at> ${words}`);
        for (let attempt = 0; ; attempt++) {
          const { delivered } = await doors[(index + turn + attempt) % 2]!.deliver(activity);
          if (delivered.status === 200) break;
          if (attempt > 20) throw new Error(`“${words}” was never taken: ${JSON.stringify(delivered)}`);
        }
      }
    }),
  );
  const entries = await eventually(async () => {
    await Promise.all([teams.settle(), fetch(`${second.url}/dev/settle`, { method: "POST" })]);
    const now = await teams.entries("INC-1");
    const latest = (await cardsSent()).at(-1);
    return latest === cardFor(fold("INC-1", now) as Live) ? now : undefined;
  });

  const told = (type: string) => entries.filter(({ fact }) => fact.type === type).map(({ fact }) => fact);
  const notes = told("noted").map((fact) => "text" in fact && fact.text);
  expect([...notes].sort()).toEqual(people.flatMap((_, index) => [`finding ${index} a`, `finding ${index} b`]).sort());
  const { work } = fold("INC-1", entries) as Live;
  expect(work.actions.map(({ text }) => text).sort()).toEqual(people.map((_, index) => `do ${index}`));
  expect(work.actions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(work.proposals.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(work.decisions.map(({ text }) => text).sort()).toEqual(people.map((_, index) => `that ${index}`));
  expect(work.followUps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(told("affected told")).toHaveLength(5);

  const real = states(entries).map(cardFor);
  const sent = await cardsSent();
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.filter((card) => !real.includes(card))).toEqual([]);
}, 60_000);
