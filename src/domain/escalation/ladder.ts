/** The ladder a page climbs: what its policies said when the page was opened, step by step. */
import type { Severity } from "../incident/facts.ts";
import { type EscalationPolicy, findNamed, type Roster, type Target } from "../oncall/book.ts";

export type LadderStep = { targets: readonly Target[]; minutes: number };

export type Ladder = {
  /** The policy it comes from; "" where somebody asked for people in person. */
  policy: string;
  /** The roster that looks after what is broken. */
  roster?: string;
  steps: readonly LadderStep[];
  /** Whom an alarm goes to when the steps are used up, again and again until somebody acts. */
  lastResort: readonly Target[];
  /** While the severity is one of these, nobody is paged before that instant, ISO 8601: low urgency has working hours. */
  waits?: { severities: readonly Severity[]; until: string };
};

/** No policy that checkBook lets through is as long; whatever it is, it has an end. */
const ladderStepsMax = 1_000;
/** How long an alarm waits for an answer before it is repeated. */
const alarmMinutes = 10;

/** The step with this number, counted from 0; behind the last comes the alarm, for ever. */
export const stepOf = (ladder: Ladder, step: number): LadderStep =>
  ladder.steps[step] ?? { targets: ladder.lastResort, minutes: alarmMinutes };

export const isAlarm = (ladder: Ladder, step: number): boolean => step >= ladder.steps.length;

/** The steps of a policy with its repeats, then those of the policies that follow it; a circle is climbed once. */
export function ladderOf(policy: EscalationPolicy, all: readonly EscalationPolicy[]): Ladder {
  const chain: EscalationPolicy[] = [];
  for (let next: EscalationPolicy | undefined = policy; next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    next = next.then === undefined ? undefined : findNamed(all, next.then);
  }
  const steps = chain.flatMap(({ steps, repeats }) =>
    Array.from({ length: repeats + 1 }, () =>
      steps.map(({ notify, minutes }): LadderStep => ({ targets: notify, minutes })),
    ).flat(),
  );
  return {
    policy: policy.name,
    steps: steps.slice(0, ladderStepsMax),
    lastResort: chain.findLast(({ lastResort }) => lastResort.length > 0)?.lastResort ?? [],
  };
}

/** What a roster without a policy does: each of its rotations for five minutes, then everybody. */
export const usualPolicy = (roster: Roster): EscalationPolicy => ({
  name: `${roster.name} (usual)`,
  steps: [
    ...roster.rotations.map(({ name }) => ({ notify: [{ rotation: name, roster: roster.name }], minutes: 5 })),
    { notify: [{ everyone: roster.name }], minutes: 10 },
  ],
  repeats: 0,
  lastResort: [{ everyone: roster.name }],
});
