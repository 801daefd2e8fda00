/** The actions of an incident in a list, and what is left for later. */
import type { Live } from "../domain/incident/incident.ts";
import type { Action, FollowUp } from "../domain/incident/work.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { actionParts } from "./doing.ts";
import { inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { blank, type Part, plain, strong } from "./parts.ts";
import { stop } from "./phrase.ts";
import { brief } from "./text.ts";

const shownMax = 20;

/** With `whose` only theirs. */
export function actionsView(incident: Live, whose: Person | undefined): CardMessage {
  const own = <T extends { owner?: Person }>(all: readonly T[]): T[] =>
    all.filter(({ owner }) => whose === undefined || samePerson(owner, whose));
  const open = own(incident.work.actions).filter(({ state }) => state === "open");
  const ended = own(incident.work.actions).filter(({ state }) => state !== "open");
  const later = own(incident.work.followUps);
  const heading = `${marks(incident)}${incident.id}: ${open.length} open ${open.length === 1 ? "action" : "actions"}${whose === undefined ? "" : " of yours"}`;
  return cardMessage("rows", heading, {
    heading: inert(heading),
    groups: [
      group("Open", open.map(actionParts), whose === undefined ? "Nothing is open." : "You have no open action."),
      group("Ended", ended.slice(-shownMax).map(endedParts), ""),
      group("For later", later.slice(-shownMax).map(followUpParts), ""),
    ].filter(({ rows }) => rows.length > 0),
  });
}

const group = (title: string, rows: Part[][], none: string) => ({
  title,
  rows: (rows.length === 0 && none !== "" ? [[blank(none)]] : rows.slice(0, shownMax)).map((parts) => ({ parts })),
});

function endedParts({ number, text, owner, state, result = "" }: Action): Part[] {
  const what = `: ${brief(text, 160)} `;
  return [
    strong(`${number}. ${brief(owner.name, 80)}`),
    plain(what),
    blank(stop(`${state}${result === "" ? "" : `, ${brief(result, 160)}`}`)),
  ];
}

function followUpParts({ number, text, owner, workItem, trouble }: FollowUp): Part[] {
  const state =
    workItem === undefined
      ? trouble === undefined
        ? ""
        : ` No work item: ${brief(trouble, 120)}`
      : ` Work item ${workItem.id}`;
  return [
    strong(`${number}.`),
    plain(` ${stop(brief(text, 160))}${owner === undefined ? "" : ` ${brief(owner.name, 80)}.`}`),
    blank(state),
  ];
}
