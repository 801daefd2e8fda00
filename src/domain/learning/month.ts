/** Months of the calendar in UTC, written "2026-11": as texts they sort as they follow each other. */

export type Month = string;

/** Years in which there were incidents to measure, or will be. */
const monthPattern = /^(19[7-9]\d|20\d\d|21\d\d)-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => monthPattern.test(text);

/** The month of an instant, ISO 8601; undefined for a text that is none or is of another age. */
export function monthOf(iso: string): Month | undefined {
  const at = new Date(iso);
  const month = Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 7);
  return isMonth(month) ? month : undefined;
}

/** The month that comes so many after another, or before it. */
export function monthAfter(month: Month, months: number): Month {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number! - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Both included, in order; none when `to` is before `from`. */
export function monthsFrom(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = monthAfter(month, 1)) months.push(month);
  return months;
}

/** Its first instant. */
export const startOf = (month: Month): Date => new Date(`${month}-01T00:00:00.000Z`);
