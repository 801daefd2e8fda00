import { Refusal } from "./refusal.ts";

/** Reads "14:05" (UTC, today or else yesterday), "20 min ago", or an ISO 8601 instant. Never a time to come. */
export function parseMoment(text: string, now: Date): Date {
  const moment = ago(text, now) ?? clockTime(text, now) ?? instant(text);
  if (moment === undefined)
    throw new Refusal(
      `“${text}” is not a time I can read. Try \`14:05\` (UTC), \`20 min ago\` or \`2026-03-29T00:55Z\`.`,
    );
  if (moment > now) throw new Refusal(`${moment.toISOString()} is still to come.`);
  return moment;
}

const minuteMs = 60_000;
const unitMs: Record<string, number> = { m: minuteMs, h: 60 * minuteMs, d: 24 * 60 * minuteMs };

function ago(text: string, now: Date): Date | undefined {
  const match = /^(\d{1,4})\s*(m|h|d)[a-z]*(?:\s+ago)?$/i.exec(text);
  return match === null ? undefined : new Date(now.getTime() - Number(match[1]) * unitMs[match[2]!.toLowerCase()]!);
}

function clockTime(text: string, now: Date): Date | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?:\s*(?:utc|z))?$/i.exec(text);
  if (match === null) return undefined;
  const today = new Date(now);
  today.setUTCHours(Number(match[1]), Number(match[2]), 0, 0);
  return today > now ? new Date(today.getTime() - unitMs["d"]!) : today;
}

function instant(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
