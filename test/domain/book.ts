/** A small book: Ann, Bob and Cat take weeks of payments by turns, and Bob is always behind them; web is Dan's. */
import type { Book, Responder, Roster } from "../../src/domain/oncall/book.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import type { Person } from "../../src/domain/people.ts";
import { ann, bob, cat } from "./given.ts";

export const dan: Person = { id: "dan", name: "Dan" };

export const responder = ({ id, name }: Person, more: Partial<Responder> = {}): Responder => ({
  name,
  teams: id,
  ...more,
});

/** From Monday, 2 March 2026, 9:00 in London. */
export const weekly: Schedule = {
  name: "payments-primary",
  timeZone: "Europe/London",
  layers: [
    {
      name: "weeks",
      priority: 1,
      rotation: { type: "weekly", length: 1, start: "2026-03-02T09:00", participants: ["Ann", "Bob", "Cat"] },
    },
  ],
  overrides: [],
};

export const fixed = (name: string, holder: string | null, more: Partial<Schedule> = {}): Schedule => ({
  name,
  timeZone: "UTC",
  layers: [
    {
      name: "always",
      priority: 1,
      rotation: { type: "fixed", length: 1, start: "2000-01-01T00:00", participants: [holder] },
    },
  ],
  overrides: [],
  ...more,
});

export const roster = (name: string, more: Partial<Roster> = {}): Roster => ({
  name,
  members: [],
  rotations: [],
  experts: [],
  services: [],
  ...more,
});

export const payments = roster("payments", {
  members: ["Ann", "Bob", "Cat"],
  rotations: [
    { name: "primary", schedule: "payments-primary" },
    { name: "secondary", schedule: "payments-secondary" },
  ],
  experts: ["Cat"],
  services: ["checkout", "Card payments"],
});
export const web = roster("web", { members: ["Dan"], rotations: [{ name: "primary", schedule: "web-primary" }] });

export const book: Book = {
  people: [
    responder(ann, { phone: "+441632960001", timeZone: "Europe/London" }),
    responder(bob, { email: "bob@example.com" }),
    responder(cat, { expertise: ["databases", "DNS"] }),
    responder(dan, { expertise: ["caching"] }),
  ],
  rosters: [payments, web],
  schedules: [weekly, fixed("payments-secondary", "Bob"), fixed("web-primary", "Dan")],
  policies: [],
};
