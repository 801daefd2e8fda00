/** `muster oncall shifts`: who is on call from when until when. */
import type { Schedule, Shift } from "../domain/oncall/schedule.ts";
import { shiftsBetween } from "../domain/oncall/shifts.ts";
import { needNoWords, schedulesAsked, timeAsked, within } from "./oncall-asked.ts";
import { bookFrom } from "./oncall-source.ts";
import type { Verb } from "./verb.ts";

export const oncallShifts: Verb = {
  usage: "oncall shifts [--file FILE] [--schedule NAME] --from INSTANT --to INSTANT [--json]",
  help: "List the shifts of a schedule, or of all, with the times at which nobody is on call.",
  options: {
    file: { type: "string" },
    schedule: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    json: { type: "boolean" },
  },
  async run(desk, asked) {
    needNoWords(asked);
    const { from, to } = timeAsked(asked.options, {});
    const schedules = schedulesAsked(await bookFrom(desk, asked.options), asked.options);
    const found = within(() => schedules.map((schedule) => ({ schedule, shifts: shiftsBetween(schedule, from, to) })));
    if (asked.options["json"] === true)
      desk.say(JSON.stringify(found.flatMap(({ schedule, shifts }) => rows(schedule, shifts))));
    else for (const { schedule, shifts } of found) for (const line of lines(schedule, shifts)) desk.say(line);
    return 0;
  },
};

const rows = ({ name }: Schedule, shifts: readonly Shift[]) =>
  shifts.map(({ start, end, onCall }) => ({
    schedule: name,
    start: start.toISOString(),
    end: end.toISOString(),
    onCall,
  }));

const lines = ({ name }: Schedule, shifts: readonly Shift[]): string[] => [
  name,
  ...shifts.map(({ start, end, onCall }) => `  ${shortly(start)}  ${shortly(end)}  ${onCall.join(", ") || "nobody"}`),
];

/** Without what is nought anyway. */
export const shortly = (at: Date): string => at.toISOString().replace(/(?::00)?\.000Z$/, "Z");
