/** What both hear when a stretch of duty has changed hands, with what is open at that moment. */
import type { Summary } from "../domain/incident/summary.ts";
import type { Stretch } from "../domain/oncall/asks.ts";
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown } from "./escape.ts";
import { localTime } from "./local-time.ts";
import { marks } from "./marks.ts";
import { brief } from "./text.ts";

export type HandedOver = {
  from: string;
  /** Who answered; undefined while nobody has. */
  by: string | undefined;
  give: readonly Stretch[];
  take: readonly Stretch[];
  state: "accepted" | "declined";
};

const openMax = 5;
const stretchesMax = 8;

export function handedOverText(done: HandedOver, open: readonly Summary[], zone: string): Message {
  const name = (text: string): string => escapeMarkdown(brief(text, 80));
  const { from, by = "Nobody" } = done;
  if (done.state === "declined") return { text: `${name(by)} cannot: ${name(from)} stays on call as planned.` };
  const lines = [
    ...stretchLines(done.give, name(by), name(from), zone),
    ...stretchLines(done.take, name(from), name(by), zone),
    ...openLines(open),
  ];
  return { text: lines.join("\n\n") };
}

function stretchLines(stretches: readonly Stretch[], now: string, before: string, zone: string): string[] {
  const local = localTime(zone);
  return stretches
    .slice(0, stretchesMax)
    .map(
      ({ schedule, start, end }) =>
        `${now} is on call instead of ${before}: ${escapeMarkdown(brief(schedule, 80))}, ${local.of(new Date(start))} to ${local.of(new Date(end))} (${local.zone}).`,
    );
}

function openLines(all: readonly Summary[]): string[] {
  const open = all.filter(({ status }) => status === "open");
  if (open.length === 0) return ["No incident is open."];
  const shown = open
    .slice(0, openMax)
    .map(
      ({ id, severity, title, ...kind }) =>
        `${marks(kind)}${id} (severity ${severity}) ${escapeMarkdown(brief(title, 100))}`,
    );
  const more = open.length > openMax ? `, and ${open.length - openMax} more` : "";
  return [`Open now: ${shown.join("; ")}${more}.`];
}
