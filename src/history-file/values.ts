/** What people write for a severity, a service, a yes. Each reads one cell, or says in a sentence what is wrong with it. */
import { shown } from "./trouble.ts";

export type Read<T> = { value: T } | { wrong: string };

export const textMax = 1_000;
const idMax = 200;
const servicesMax = 50;

export type SeverityNumber = 1 | 2 | 3 | 4 | 5;

/** "SEV1", "P2", "1 - Critical", "2", "sev-3: minor"; never "10". */
const numbered = /^(?:(?:sev(?:erity)?|s|p(?:rio(?:rity)?)?)[\s_-]*)?([1-5])(?:\s*[-–—:(].*)?$/is;

/** Where a tool has only words. ServiceNow and Jira have five, PagerDuty's urgency two of them. */
const words: Record<string, SeverityNumber> = {
  critical: 1,
  highest: 1,
  blocker: 1,
  high: 2,
  major: 2,
  medium: 3,
  moderate: 3,
  minor: 4,
  low: 4,
  lowest: 5,
  planning: 5,
  trivial: 5,
};

export function readSeverity(said: string): Read<SeverityNumber> {
  const number = numbered.exec(said)?.[1];
  const value = number === undefined ? words[said.toLowerCase()] : (Number(number) as SeverityNumber);
  if (value !== undefined) return { value };
  return { wrong: `${shown(said)} is no severity from 1 to 5, like SEV1, P2 or “1 - Critical”.` };
}

export function readId(said: string): Read<string> {
  if (said.length > idMax)
    return { wrong: `${shown(said)} … has ${said.length} characters, and ${idMax} are the most.` };
  if (/\p{Cc}/u.test(said)) return { wrong: `${shown(said)} has a character in it that does not print.` };
  return { value: said };
}

export const readText = (said: string): Read<string> =>
  said.length > textMax
    ? { wrong: `${shown(said)} … has ${said.length} characters, and ${textMax} are the most.` }
    : { value: said };

/** Several stand in one cell behind ; or a comma, in several cells or in a list. Each once. */
export function readServices(texts: readonly string[]): Read<string[]> {
  const long = texts.find((text) => text.length > textMax);
  if (long !== undefined) return readText(long) as { wrong: string };
  const names = texts.flatMap((text) => text.split(/[;,\n]/)).map((name) => name.trim().replace(/\s+/g, " "));
  const value = [...new Set(names.filter((name) => name !== ""))];
  return value.length > servicesMax
    ? { wrong: `These are ${value.length} services, and ${servicesMax} are the most.` }
    : { value };
}

export function readFlag(said: string): Read<boolean> {
  if (/^(true|yes|y|1|x)$/i.test(said)) return { value: true };
  if (/^(false|no|n|0)$/i.test(said)) return { value: false };
  return { wrong: `${shown(said)} is neither true nor false.` };
}

/** A number of times or of seconds. */
export function readCount(said: string): Read<number> {
  const number = /^\d{1,9}(\.0+)?$/.test(said) ? Number(said) : undefined;
  return number === undefined ? { wrong: `${shown(said)} is no whole number.` } : { value: number };
}
