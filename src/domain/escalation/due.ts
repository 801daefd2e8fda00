/** What time alone makes happen. An escalation ends by an answer or a person's decision, never by silence. */
import type { Fact, FactOf } from "../incident/facts.ts";
import type { Incident, Open, Resolved } from "../incident/incident.ts";
import { firstPage, mainPage, type Page, type Paged, type Waiting } from "../incident/pages.ts";
import { isReviewDue } from "../incident/review-steps.ts";
import type { Means, Target } from "../oncall/book.ts";
import { type Person, samePerson } from "../people.ts";
import { isAlarm, stepOf } from "./ladder.ts";
import { type Reminder, remindersOf } from "./reminders.ts";
import { reviewReminders } from "./review-reminders.ts";
import { nextUpdate, type Rhythm } from "./rhythm.ts";

/** What has become due: a fact, or something for which the book of who is on call has to be opened first. */
export type Due =
  | { kind: "fact"; fact: Fact }
  | { kind: "open"; page: number }
  | { kind: "climb"; page: number; step: number; targets: readonly Target[] }
  /** The review begins, for which the zone is to be found out first. */
  | { kind: "review" }
  /** Nothing has been recorded since that instant: is nobody talking either, or this person not? */
  | { kind: "listen"; since: string; to?: Person; otherwise: Fact };

/** What a page does next, and when, unless somebody answers. */
export type ComingUp =
  | { at: Date; what: "try"; person: Person; means: Means }
  | { at: Date; what: "climb" | "alarm"; step: number; targets: readonly Target[] };

type Waits = { at: Date; due(now: Date): Due[]; coming?: ComingUp };

const minuteMs = 60_000;
const after = (from: string, minutes: number): Date => new Date(Date.parse(from) + minutes * minuteMs);

/** The earliest instant at which `whatIsDue` will have something to say. */
export function nextDeadline(incident: Incident, rhythm: Rhythm): Date | undefined {
  const times = waitsOf(incident, rhythm).map(({ at }) => at.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** What has become due, of the earliest instant only: it may change what else is. Empty when it is too early or nothing waits. */
export function whatIsDue(incident: Incident, rhythm: Rhythm, now: Date): Due[] {
  const waits = waitsOf(incident, rhythm);
  const first = Math.min(...waits.map(({ at }) => at.getTime()));
  if (waits.length === 0 || first > now.getTime()) return [];
  return waits.filter(({ at }) => at.getTime() === first).flatMap(({ due }) => due(now));
}

/** The next step of the escalation itself, for those who watch over it: of pages, not of updates. */
export function nextPaging(incident: Incident): Date | undefined {
  const times = pageWaits(incident).map(({ at }) => at.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** What the page does next; undefined when nothing waits. */
export function comingUp(incident: Incident, page: number): ComingUp | undefined {
  const found = incident.status === "open" ? incident.pages.find(({ number }) => number === page) : undefined;
  if (incident.status !== "open" || found === undefined) return undefined;
  const coming = waitsOfPage(incident, found).flatMap((wait) => wait.coming ?? []);
  return coming.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
}

function waitsOf(incident: Incident, rhythm: Rhythm): Waits[] {
  if (incident.status === "resolved") return reviewWaits(incident);
  if (incident.status !== "open") return [];
  return [
    ...pageWaits(incident),
    ...quietWaits(incident, rhythm),
    ...updateWaits(incident, rhythm),
    ...remindersOf(incident, rhythm).map(reminderWait),
  ];
}

/** After the end only its review waits for anything. */
const reviewWaits = (incident: Resolved): Waits[] =>
  isReviewDue(incident)
    ? [{ at: new Date(incident.resolvedAt), due: () => [{ kind: "review" }] }]
    : reviewReminders(incident).map(reminderWait);

function pageWaits(incident: Incident): Waits[] {
  if (incident.status !== "open") return [];
  if (mainPage(incident) === undefined && incident.unpaged === true) return [];
  if (mainPage(incident) === undefined)
    return [{ at: new Date(incident.declaredAt), due: () => [{ kind: "open", page: firstPage }] }];
  return incident.pages.flatMap((page) => waitsOfPage(incident, page));
}

const waitsOfPage = (incident: Open, page: Page): Waits[] =>
  page.paging.state === "waiting" ? [...tryWaits(page, page.paging), climbWait(incident, page, page.paging)] : [];

/** For everybody who was paged since the last answer, and has not said that they cannot come: the next means. */
function tryWaits(page: Page, { out }: Waiting): Waits[] {
  const isNewest = ({ person }: Paged, index: number): boolean =>
    page.paged.findLastIndex((each) => samePerson(person, each.person)) === index;
  const isOut = ({ person }: Paged): boolean => out.some((gone) => samePerson(gone, person));
  return page.paged.flatMap((paged, index) =>
    paged.over === undefined && isNewest(paged, index) && !isOut(paged) ? tryWait(page, paged, index) : [],
  );
}

function tryWait({ number: page }: Page, { person, step, at, reach, tries }: Paged, paged: number): Waits[] {
  const order = tries.length;
  const next = reach[order];
  const last = tries.at(-1);
  if (next !== undefined) {
    const due =
      last?.state === "failed" || last?.state === "failing" ? new Date(last.at) : after(at, next.afterMinutes);
    const fact: Fact = { type: "page tried", page, step, person: person.id, order, paged, means: next.means };
    const coming: ComingUp = { at: due, what: "try", person, means: next.means };
    return [{ at: due, coming, due: () => [{ kind: "fact", fact }] }];
  }
  if (last === undefined || tries.some(({ state }) => state !== "failed")) return [];
  const reason = tries.map(({ means, reason = "it failed" }) => `${means}: ${reason}`).join("; ");
  const fact: Fact = { type: "page failed", page, step, person, reason };
  return [{ at: new Date(last.at), due: () => [{ kind: "fact", fact }] }];
}

function climbWait(incident: Open, { number: page, ladder, openedAt }: Page, paging: Waiting): Waits {
  const { since, step } = paging;
  const due = after(since, movesOnAtOnce(paging, isAlarm(ladder, step)) ? 0 : stepOf(ladder, step).minutes);
  const waits = ladder.waits?.severities.includes(incident.severity) === true && step === -1 && since === openedAt;
  const until = waits ? Date.parse(ladder.waits!.until) : 0;
  const at = new Date(Math.max(due.getTime(), until));
  const next = step + 1;
  const { targets } = stepOf(ladder, next);
  return {
    at,
    coming: { at, what: isAlarm(ladder, next) ? "alarm" : "climb", step: next, targets },
    due() {
      const alarm: Due[] = isAlarm(ladder, next)
        ? [{ kind: "fact", fact: { type: "alarm raised", page, step: next, why: whyAlarm(incident, page) } }]
        : [];
      return [...alarm, { kind: "climb", page, step: next, targets }];
    },
  };
}

/** Waiting is pointless when nobody paged in this step can come. An alarm waits all the same: it would spin. */
function movesOnAtOnce({ hurry, people, out }: Waiting, alarm: boolean): boolean {
  return hurry || (!alarm && people.every((person) => out.some((gone) => samePerson(gone, person))));
}

/** Whoever cannot come was reached all the same. */
function whyAlarm(incident: Open, page: number): FactOf<"alarm raised">["why"] {
  const paged = incident.pages.find(({ number }) => number === page)?.paged ?? [];
  if (paged.length === 0) return "nobody on call";
  const reached = paged.some(({ tries }) => tries.some(({ state }) => state !== "failed"));
  return reached ? "nobody answered" : "nobody reached";
}

/** Only the severest: whoever answered may have fallen asleep again. */
function quietWaits(incident: Open, { quietMinutes }: Rhythm): Waits[] {
  if (incident.severity > 1 || quietMinutes === 0) return [];
  const paging = mainPage(incident)?.paging;
  if (paging?.state !== "acknowledged") return [];
  const since = paging.at > incident.lastActivityAt ? paging.at : incident.lastActivityAt;
  const otherwise: FactOf<"went quiet"> = { type: "went quiet", page: firstPage, person: paging.by, since };
  return [{ at: after(since, quietMinutes), due: () => [{ kind: "listen", since, otherwise }] }];
}

/** Severity 1 and 2 owe stakeholders a first update; the others only once somebody has promised the next. */
function updateWaits(incident: Open, rhythm: Rhythm): Waits[] {
  const at = updateDeadline(incident, rhythm);
  if (at === undefined) return [];
  return [
    {
      at,
      due(now) {
        const nextDueAt = nextUpdate(rhythm, incident.severity, now).toISOString();
        return [{ kind: "fact", fact: { type: "update overdue", dueAt: at.toISOString(), nextDueAt } }];
      },
    },
  ];
}

function updateDeadline(incident: Open, rhythm: Rhythm): Date | undefined {
  if (incident.nextUpdateAt !== undefined) return new Date(incident.nextUpdateAt);
  return incident.severity <= 2 ? nextUpdate(rhythm, incident.severity, new Date(incident.declaredAt)) : undefined;
}

const reminderWait = ({ at, fact, unless }: Reminder): Waits => ({
  at,
  due: () =>
    unless === undefined
      ? [{ kind: "fact", fact }]
      : [{ kind: "listen", since: unless.since, to: unless.heard, otherwise: fact }],
});
