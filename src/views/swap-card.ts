/** A swap or a cover that somebody asks for; once it is answered, who takes what, and nothing more to press. */
import type { Stretch } from "../domain/oncall/asks.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { type LocalTime, localTime } from "./local-time.ts";
import { brief } from "./text.ts";

export type Cover = {
  id: string;
  from: string;
  give: Stretch;
  because: string;
  /** "over": the time for an answer has passed. */
  state: "asked" | "accepted" | "declined" | "taken" | "over";
  /** Who answered. */
  by?: string;
  /** The reader's. */
  zone: string;
};
/** Without `take` nothing is given in return. */
export type Swap = Cover & { to: string; take: Stretch | undefined };

type Button = { title: string; say: string; style: "positive" | "default" };

export function swapCard(swap: Swap): CardMessage {
  const { id, from, to, give, take } = swap;
  const heading = `${short(from)} asks ${short(to)} to swap shifts.`;
  const rows = [rowOf(swap, to, give), ...(take === undefined ? [] : [rowOf(swap, from, take)])];
  return asking(swap, heading, rows, [
    { title: "Accept", say: `swap accept ${id}`, style: "positive" },
    { title: "Decline", say: `swap decline ${id}`, style: "default" },
  ]);
}

export function coverCard(cover: Cover): CardMessage {
  const heading = `${short(cover.from)} asks somebody to take a shift.`;
  const rows = [rowOf(cover, cover.by ?? "Whoever accepts", cover.give)];
  return asking(cover, heading, rows, [{ title: "Take it", say: `cover accept ${cover.id}`, style: "positive" }]);
}

type Row = { label: string; line: string };

function asking(cover: Cover, heading: string, rows: Row[], buttons: Button[]): CardMessage {
  const standing = standingOf(cover);
  const card = cardMessage("swap", `${heading} ${standing}`, {
    heading: inert(heading),
    standing: inert(standing),
    tone: isDone(cover) ? "good" : "emphasis",
    rows,
    because: inert(brief(cover.because, 300)),
    zone: inert(`Times are those of ${localTime(cover.zone).zone}.`),
    buttons: cover.state === "asked" ? buttons : [],
  });
  return cover.state === "asked" ? card : { ...card, inPlace: true };
}

const short = (name: string): string => brief(name, 80);
const isDone = ({ state }: Cover): boolean => state === "accepted" || state === "taken";

function standingOf({ state, by = "Somebody" }: Cover): string {
  switch (state) {
    case "asked":
      return "";
    case "accepted":
    case "taken":
      return `${short(by)} takes it. The schedule is changed.`;
    case "declined":
      return `${short(by)} cannot. Nothing has changed.`;
    case "over":
      return "Nobody answered in time. Nothing has changed.";
  }
}

function rowOf(cover: Cover, who: string, stretch: Stretch): Row {
  const takes = isDone(cover) ? "takes" : "would take";
  return { label: inert(`${short(who)} ${takes}`), line: inert(stretchWords(stretch, localTime(cover.zone))) };
}

/** "checkout-primary, Mon 23 Nov 09:00 to Tue 24 Nov 09:00" */
const stretchWords = ({ schedule, start, end }: Stretch, local: LocalTime): string =>
  `${brief(schedule, 100)}, ${local.of(new Date(start))} to ${local.of(new Date(end))}`;
