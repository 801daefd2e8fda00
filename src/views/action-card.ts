/** One action as a card in the incident's channel, true at any time. Its owner is mentioned. */
import type { Live } from "../domain/incident/incident.ts";
import type { Action } from "../domain/incident/work.ts";
import { actorName } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { mentionOf } from "./mention.ts";
import { moment } from "./moment.ts";
import { brief } from "./text.ts";

/** Throws a RangeError for an action that the incident does not have. */
export function actionCard(incident: Live, number: number): CardMessage {
  const action = incident.work.actions.find((each) => each.number === number);
  if (action === undefined) throw new RangeError(`${incident.id} has no action ${number}.`);
  const open = action.state === "open" && incident.status === "open";
  const what = brief(action.text, 500);
  const card = cardMessage(
    "action",
    `${marks(incident)}${incident.id}, action ${number} for ${brief(action.owner.name, 80)}: ${what}`,
    {
      id: incident.id,
      action: String(number),
      badge: `${marks(incident)}ACTION ${number}`,
      tone: toneOf(action),
      what: inert(what),
      who: whoOf(action),
      state: inert(stateOf(action)),
      show: {
        gotIt: open && action.acknowledgedAt === undefined,
        done: open,
        extend: open && action.dueAt !== undefined,
      },
    },
  );
  return { ...card, mentions: [action.owner] };
}

function toneOf({ state, askedAt }: Action): string {
  if (state === "done") return "good";
  if (state === "dropped") return "default";
  return askedAt === undefined ? "accent" : "warning";
}

/** People's names in Markdown, and the time on the reader's own clock. */
function whoOf({ owner, by, dueAt, state }: Action): string {
  const until = dueAt === undefined || state !== "open" ? "" : `, until ${moment(dueAt)}`;
  return `${mentionOf(owner)}${until}. Asked by ${escapeMarkdown(brief(actorName(by), 80))}.`;
}

function stateOf({ state, acknowledgedAt, askedAt, result = "" }: Action): string {
  if (state === "done") return result === "" ? "Done." : `Done: ${brief(result, 500)}`;
  if (state === "dropped") return result === "" ? "Dropped." : `Dropped: ${brief(result, 500)}`;
  if (askedAt !== undefined) return "Its time is up: how did it go?";
  return acknowledgedAt === undefined ? "Not acknowledged yet." : "";
}
