/** An explanation in sentences, for people. */
import type { Explanation, LayerAccount, OverrideAccount, TurnAccount } from "./explain.ts";
import { isOrAre, toldNames, toldTime } from "./told.ts";
import { unreachable } from "../refusal.ts";

type Told = (iso: string) => string;

/** One sentence for who is on call, one for each layer and one for each override in force. */
export function explanationLines({ at, timeZone, onCall, layers, overrides }: Explanation): string[] {
  const told: Told = (iso) => toldTime(new Date(iso), timeZone);
  return [
    `On ${told(at)} ${toldNames(onCall)} ${isOrAre(onCall)} on call.`,
    ...layers.map((layer) => `${layerName(layer, timeZone)} ${standingWords(layer, told)}`),
    ...overrides.map((override) => overrideWords(override, told)),
  ];
}

function layerName({ name, priority, timeZone }: LayerAccount, scheduleZone: string): string {
  const clocks = timeZone === scheduleZone ? "" : `, by the clocks of ${timeZone}`;
  return `Layer “${name}” (priority ${priority}${clocks})`;
}

function standingWords({ standing, turn }: LayerAccount, told: Told): string {
  switch (standing.is) {
    case "before its start":
      return `has nobody yet: its first turn begins on ${told(standing.start)}.`;
    case "not yet active":
      return `is not active before ${told(standing.from)}.`;
    case "no longer active":
      return `has not been active since ${told(standing.until)}.`;
    case "outside its restrictions":
      return `is outside its windows: ${standing.opens === undefined ? "none opens again" : `the next one opens on ${told(standing.opens)}`}. By the calendar it is ${turnWords(turn, told)}.`;
    case "nobody's turn":
      return `has nobody: it is ${turnWords(turn, told)}.`;
    case "hidden":
      return `is hidden by ${toldNames(standing.by.map((name) => `“${name}”`))}. By the calendar it is ${turnWords(turn, told)}.`;
    case "on call":
      return `counts: it is ${turnWords(turn, told)}.`;
    default:
      return unreachable(standing);
  }
}

/** "turn 13, that of Ann, from Mon … until Tue …". */
function turnWords(turn: TurnAccount | undefined, told: Told): string {
  if (turn === undefined) return "nobody's turn";
  const { number, people, start, end } = turn;
  const whose = people.length === 0 ? "which is nobody's" : `that of ${toldNames(people)}`;
  return `turn ${number}, ${whose}, from ${told(start)} ${end === undefined ? "for ever" : `until ${told(end)}`}`;
}

function overrideWords({ mode, user, replaces, start, end, before, after }: OverrideAccount, told: Told): string {
  const when = `An override from ${told(start)} until ${told(end)}`;
  const idle = before.join("\n") === after.join("\n");
  switch (mode) {
    case "add":
      return `${when} adds ${user}${idle ? ", who is on call already" : ""}.`;
    case "remove":
      return `${when} removes ${user}${idle ? ", who is not on call anyway" : ""}.`;
    case "takeover":
      return `${when} puts ${user} on call alone${idle ? ", as it is anyway" : ` instead of ${toldNames(before)}`}.`;
    case "replace":
      return `${when} replaces ${replaces ?? "nobody"} by ${user}${replaceWords(before, user, replaces)}.`;
    default:
      return unreachable(mode);
  }
}

function replaceWords(before: readonly string[], user: string, replaces: string | undefined): string {
  if (replaces === undefined) return ", which changes nothing";
  if (!before.includes(replaces)) return `, which changes nothing: ${replaces} is not on call`;
  return before.includes(user) && replaces !== user ? ", who is on call already" : "";
}
