/** Who changed what of who is on call, and from where. */
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { moment } from "./moment.ts";
import { capital } from "./phrase.ts";
import { brief } from "./text.ts";

const shownMax = 20;

/** The newest first. */
export function changesView(changes: readonly { at: string; by: string; from: string; what: string }[]): CardMessage {
  const more = changes.length - shownMax;
  const [latest] = changes;
  const summary = latest === undefined ? "Nobody has changed who is on call." : `Latest: ${latest.by} ${latest.what}`;
  return cardMessage("changes", summary, {
    none: latest === undefined ? summary : "",
    rows: changes.slice(0, shownMax).map(({ at, by, from, what }) => ({
      at: moment(at),
      by: inert(capital(brief(by, 80))),
      what: inert(` ${brief(what, 400)}`),
      from: inert(` (${door(from)})`),
    })),
    more: more > 0 ? `${more} earlier ones are not shown.` : "",
  });
}

/** "teams 19:…" is the door and a conversation that nobody knows by its number. */
const door = (from: string): string =>
  brief(
    from
      .split(" ")
      .filter((word) => word.length <= 30)
      .join(" "),
    60,
  );
