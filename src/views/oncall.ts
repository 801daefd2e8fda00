/** Who is on call. Nobody is an alarm, not an empty line. */
import type { Roster } from "../domain/oncall/roster.ts";
import type { Person } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { blank, blankThatSays, type Part, plain, say, strong } from "./parts.ts";
import { brief, names } from "./text.ts";

export function onCallView(roster: Roster): CardMessage {
  const nobody = roster.primary === null && roster.secondary === null && roster.members.length === 0;
  const alarm: Part[] = nobody
    ? [strong("Nobody is on call. A page would wake nobody."), plain(" Say "), say("oncall primary @name"), plain(".")]
    : roster.primary === null
      ? [
          strong("Nobody is primary: the first page wakes nobody."),
          plain(" Say "),
          say("oncall primary @name"),
          plain("."),
        ]
      : [];
  return cardMessage("oncall", nobody ? "Nobody is on call" : `On call: ${roster.primary?.name ?? "nobody"}`, {
    alarm: alarm.length > 0,
    parts: alarm,
    rows: nobody
      ? []
      : [
          { label: "Primary, paged at once", parts: person(roster.primary, "oncall primary @name") },
          { label: "Secondary, paged next", parts: person(roster.secondary, "oncall secondary @name") },
          { label: "Then everyone, also", parts: everyone(roster.members) },
        ],
  });
}

const person = (who: Person | null, words: string): Part[] =>
  who === null ? blankThatSays("Nobody", words) : [strong(brief(who.name, 80))];

const everyone = (members: readonly Person[]): Part[] =>
  members.length === 0
    ? [blank("Nobody else")]
    : [
        plain(
          names(
            members.map((member) => member.name),
            20,
          ),
        ),
      ];
