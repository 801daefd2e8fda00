/** Who is on call. Nobody is an alarm, not an empty line. */
import type { Roster } from "../domain/oncall/roster.ts";
import type { Person } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { blank, blankThatSays, type Part, plain, strong, worded } from "./parts.ts";
import { brief, names } from "./text.ts";

export function onCallView(roster: Roster): CardMessage {
  const nobody = roster.primary === null && roster.secondary === null && roster.members.length === 0;
  const alarm = alarmOf(roster, nobody);
  return cardMessage("oncall", nobody ? "Nobody is on call" : `On call: ${roster.primary?.name ?? "nobody"}`, {
    alarm: alarm.length > 0,
    parts: alarm,
    rows: nobody
      ? []
      : [
          { label: "Primary, paged at once", parts: person(roster.primary, "oncall primary @someone") },
          { label: "Secondary, paged next", parts: person(roster.secondary, "oncall secondary @someone") },
          { label: "Then everyone, these too", parts: everyone(roster) },
        ],
  });
}

function alarmOf(roster: Roster, nobody: boolean): Part[] {
  if (roster.primary !== null) return [];
  const what = nobody ? "Nobody is on call: a page wakes nobody." : "Nobody is primary: the first page wakes nobody.";
  return [strong(what), ...worded(" Say `oncall primary @someone`.")];
}

const person = (who: Person | null, words: string): Part[] =>
  who === null ? blankThatSays("Nobody", words) : [strong(brief(who.name, 80))];

function everyone({ primary, secondary, members }: Roster): Part[] {
  const others = members.filter((member) => member.id !== primary?.id && member.id !== secondary?.id);
  return others.length === 0
    ? [blank("Nobody else")]
    : [
        plain(
          names(
            others.map((member) => member.name),
            20,
          ),
        ),
      ];
}
