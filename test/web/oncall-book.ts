/** A small book of who is on call, written through the web API. */
import { expect } from "@jest/globals";
import type { Responder } from "../../src/domain/oncall/book.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import { type Api, ada } from "./oncall-server.ts";

export const create = { "if-none-match": "*" };

export const cy: Responder = { name: "Cy Young", teams: "cy@example.com", phone: "+441632960001" };
export const di: Responder = { name: "Di Prince", email: "di@example.com" };
export const weekly: Schedule = {
  name: "Payments",
  timeZone: "Europe/London",
  layers: [
    {
      name: "Weeks",
      priority: 1,
      rotation: { type: "weekly", length: 1, start: "2026-11-02T09:00", participants: ["Cy Young", "Di Prince"] },
    },
  ],
  overrides: [],
};
export const roster = {
  name: "Payments",
  members: ["Cy Young", "Di Prince"],
  rotations: [{ name: "primary", schedule: "Payments" }],
  experts: [],
  services: ["checkout"],
};
export const policy = {
  name: "Usual",
  steps: [
    { notify: [{ rotation: "primary" }], minutes: 5 },
    { notify: [{ everyone: "Payments" }, { role: "commander" }, { person: "Cy Young" }], minutes: 10 },
  ],
  repeats: 1,
  lastResort: [{ user: ada }],
  waits: [4],
};

/** Writes all of it. */
export async function fill(api: Api) {
  for (const [path, value] of [
    ["/people/Cy%20Young", cy],
    ["/people/Di%20Prince", di],
    ["/schedules/Payments", weekly],
    ["/rosters/Payments", roster],
    ["/policies/Usual", policy],
  ] as const)
    expect(await api.call("PUT", path, value, create)).toMatchObject({ status: 201, body: { value } });
}
