/** The tables, as Markdown. */
import type { Kind } from "./bots.ts";
import { describeMachine } from "./machine.ts";
import type { Round } from "./rounds.ts";
import { type Figure, figures, type Row, rows } from "./rows.ts";
import { median, spreadOf } from "./statistics.ts";
import { amountsOfPages } from "./page-rows.ts";
import { amountsOfWaiting } from "./waiting-rows.ts";

/** `others` is the share of the machine that was not ours. */
export const report = (rounds: readonly Round[], others: number): string =>
  [circumstances(rounds.length, others), ratios(rounds), ...amounts(rounds), ...waitingAmounts(rounds)].join("\n\n");

const circumstances = (rounds: number, others: number): string =>
  `${new Date().toISOString().slice(0, 10)}, ${rounds} rounds on ${describeMachine()}. Others took ${Math.round(others * 100)} % of the processors meanwhile.`;

function ratios(rounds: readonly Round[]): string {
  const lines = rows.flatMap((row) => {
    const values = rounds.map(row.of).filter((value) => !Number.isNaN(value));
    return values.length === 0 ? [] : [lineOf(row, values)];
  });
  return table(["row", "what", "median", "min–max", "goal", "must"], lines);
}

function lineOf({ row, what, unit, goal = "", must = "" }: Row, values: readonly number[]): string[] {
  const { median, least, most } = spreadOf(values);
  const suffix = unit === "×" || unit === "" ? "" : ` ${unit}`;
  return [
    row,
    what,
    `${shown(median, unit)}${suffix}`,
    `${shown(least, unit)}–${shown(most, unit)}${suffix}`,
    goal,
    must,
  ];
}

const shown = (value: number, unit: Row["unit"]): string => value.toFixed(unit === "" ? 0 : value < 10 ? 2 : 1);

const names: readonly (readonly [Kind, string])[] = [
  ["muster", "Muster"],
  ["stock", "stock"],
  ["again", "stock again"],
  ["cached", "stock with caches"],
];

function amounts(rounds: readonly Round[]): string[] {
  const lines = figures.flatMap((figure) => {
    const cells = names.map(([kind]) => amount(rounds, kind, figure));
    return cells.every((cell) => cell === "") ? [] : [[figure.what, ...cells]];
  });
  if (lines.length === 0) return [];
  return ["What the ratios are made of (medians):", table(["what", ...names.map(([, name]) => name)], lines)];
}

function amount(rounds: readonly Round[], kind: Kind, { of, digits }: Figure): string {
  const values = rounds.map(({ bots }) => of(bots[kind])).filter((value) => !Number.isNaN(value));
  return values.length === 0 ? "" : median(values).toFixed(digits);
}

function waitingAmounts(rounds: readonly Round[]): string[] {
  const lines = [...amountsOfWaiting, ...amountsOfPages].flatMap(({ what, unit, of }) => {
    const values = rounds.map(of).filter((value) => !Number.isNaN(value));
    if (values.length === 0) return [];
    const { median, least, most } = spreadOf(values);
    return [[`${what}${unit === "" ? "" : `, ${unit}`}`, ...[median, least, most].map((value) => value.toFixed(0))]];
  });
  if (lines.length === 0) return [];
  return ["What the rows f to l are made of:", table(["what", "median", "least", "most"], lines)];
}

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
