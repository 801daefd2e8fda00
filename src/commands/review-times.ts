/** When the review meeting is, and when repairs are planned. */
import { scheduleReview } from "../domain/incident/review-steps.ts";
import { parseWhen } from "../domain/oncall/when.ts";
import { Refusal } from "../domain/refusal.ts";
import { planned } from "../views/local-time.ts";
import { action, type Asked, type Command } from "./command.ts";
import { askersZone } from "./oncall.ts";
import { plain } from "./reading.ts";

/** Chosen in a form, a day and a time; else as it was said. */
function whenIn(asked: Asked, usage: string): string {
  const { fields } = asked;
  const [date, time] = [fields["date"] ?? fields["repair-date"], fields["time"] ?? fields["repair-time"]];
  const when = date === undefined ? plain(asked) : `${date} ${time ?? ""}`;
  const said = when.trim().replace(/^(?:on|at)\s+/i, "");
  if (said === "") throw new Refusal(`Say when: \`${usage}\`. It is read on your clock.`);
  return said;
}

const meeting = (what: "meeting" | "repair", words: readonly string[], help: string): Command => {
  const usage = `review ${what} 2026-12-02 14:00`;
  return action<{ when: string }>({
    words,
    usage,
    help,
    examples: [
      { say: usage, means: { when: "2026-12-02 14:00" } },
      { say: `review ${what} on friday 10:00`, means: { when: "friday 10:00" } },
    ],
    parse: (asked) => ({ when: whenIn(asked, usage) }),
    async run(turn, { when }) {
      const zone = askersZone(await turn.book(), turn.who);
      const at = parseWhen(when, zone, turn.now);
      const incident = await turn.record((before) => scheduleReview(before, what, { at, zone }, turn.now));
      if (turn.isThere(incident)) return undefined;
      const name = what === "meeting" ? "review meeting" : "meeting about repairs";
      return { text: `The ${name} of ${incident.id} is on ${planned(at.toISOString(), zone)}.` };
    },
  });
};

export const reviewMeeting = meeting(
  "meeting",
  ["review meeting"],
  "Say when the review meeting is, on your clock: severity 1 within 3 calendar days, severity 2 within 5 working days.",
);

export const reviewRepair = meeting(
  "repair",
  ["review repair", "review repairs", "repair meeting"],
  "Say when repairs are planned: in a meeting of their own, a day or two after the review meeting.",
);
