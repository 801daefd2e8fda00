/** One of the ten thousand: an incident whose first page has gone out, as Muster's storage holds it, and its team. */
import { stableGuid } from "../sandbox/people.ts";
import type { Conversation, Entry, Fact } from "../src/domain/incident/facts.ts";
import type { Responder, Roster } from "../src/domain/oncall/book.ts";
import type { Schedule } from "../src/domain/oncall/schedule.ts";
import type { Person } from "../src/domain/people.ts";

/** `minutes` is how long its page waits for an answer before it climbs, at `dueAt`. */
export type Waiting = { number: number; team: number; dueAt: Date; minutes: number };

export const idOf = ({ number }: Waiting): string => `INC-${number}`;

const rotations = ["primary", "secondary"] as const;
const teamName = (team: number): string => `Team ${team}`;

/** Whoever a team has on call, for good. The secondary is whom the next step pages. */
export const onDuty = (team: number, rotation: (typeof rotations)[number]): Person => ({
  id: stableGuid(`${rotation} of team ${team}`),
  name: `${rotation} of team ${team}`,
});

/** The personal chat with somebody, as the bench's Connector names it. */
export const chatWith = ({ id }: Person): string => `a:chat-${id}`;

const byTeams = [{ means: "teams", afterMinutes: 0 }] as const;

/** What the book says of a team. */
export function pagesOfBook(team: number): { people: Responder[]; schedules: Schedule[]; rosters: Roster[] } {
  const everybody = rotations.map((rotation) => onDuty(team, rotation));
  return {
    people: everybody.map(({ id, name }) => ({ name, teams: id, reach: byTeams })),
    schedules: rotations.map((rotation) => ({
      name: `${rotation} ${team}`,
      timeZone: "Europe/London",
      layers: [
        {
          name: "always",
          priority: 1,
          rotation: {
            type: "fixed",
            length: 1,
            start: "2026-01-01T00:00",
            participants: [onDuty(team, rotation).name],
          },
        },
      ],
      overrides: [],
    })),
    rosters: [
      {
        name: teamName(team),
        members: everybody.map(({ name }) => name),
        rotations: rotations.map((name) => ({ name, schedule: `${name} ${team}` })),
        experts: [],
        services: [],
      },
    ],
  };
}

/** What has happened so far: declared, its channel opened, the primary paged in Teams and reached. */
export function historyOf(waiting: Waiting, serviceUrl: string): Entry[] {
  const pagedAt = new Date(waiting.dueAt.getTime() - waiting.minutes * 60_000).toISOString();
  const person = onDuty(waiting.team, "primary");
  const name = `inc-${waiting.number}-checkout-is-slow`;
  const one = { page: 1, step: 0, person: person.id, order: 0 };
  const { said, channel } = placesOf(waiting, serviceUrl);
  const facts: Fact[] = [
    {
      type: "declared",
      title: "Checkout is slow in westeurope",
      description: "",
      severity: 3,
      said,
      team: `bench-${waiting.team}`,
    },
    { type: "page opened", page: 1, because: "", ladder: ladderOf(waiting) },
    { type: "paged", page: 1, step: 0, people: [person], reach: { [person.id]: byTeams } },
    { type: "page tried", ...one, means: "teams" },
    { type: "channel opened", channel, name, webUrl: `https://teams.microsoft.com/l/channel/${name}` },
    { type: "page reported", ...one, state: "delivered" },
  ];
  return facts.map((fact, index) => ({ number: index + 1, at: pagedAt, by: { kind: "muster" }, from: "bench", fact }));
}

/** After the measured step it waits so long that nothing more happens while anybody measures. */
const laterMinutes = 600;

function ladderOf({ team, minutes }: Waiting) {
  const roster = teamName(team);
  return {
    policy: `${roster} (usual)`,
    roster,
    steps: [
      { targets: [{ rotation: "primary", roster }], minutes },
      { targets: [{ rotation: "secondary", roster }], minutes: laterMinutes },
    ],
    lastResort: [{ everyone: roster }],
  };
}

/** Where what happens to it is told. */
export const channelOf = ({ number }: Waiting): string => `19:waiting-${number}@thread.tacv2`;

function placesOf(waiting: Waiting, serviceUrl: string): { said: Conversation; channel: Conversation } {
  return {
    said: { id: `19:said-${waiting.number}@thread.tacv2;messageid=1`, serviceUrl },
    channel: { id: channelOf(waiting), serviceUrl },
  };
}

/** What reactions have left outside, by the keys under which they look for it. */
export function receiptsOf(waiting: Waiting, serviceUrl: string): [key: string, receipt: unknown][] {
  const { said, channel } = placesOf(waiting, serviceUrl);
  const person = onDuty(waiting.team, "primary");
  const chat = { id: chatWith(person), serviceUrl };
  return [
    ["keep-posted-1-card", { conversation: said, id: "card" }],
    ["keep-posted-5-card", { conversation: channel, id: "card" }],
    ["keep-posted-2-ladder", { conversation: channel, id: "ladder" }],
    ["page-teams-4-try", { left: { conversation: chat, id: "page", person }, state: "delivered" }],
  ];
}

/** The reactions that had something to do so far; what they left undone would be done when the incident is woken. */
export const reactionsDone = [
  "keep-posted",
  "page-teams",
  "open-channel",
  "work-item",
  "publish-status",
  "list",
] as const;
