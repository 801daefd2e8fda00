/** Time that moves only when nothing else does. */

export type Clock = {
  now(): Date;
  /** Something that happens after a while. */
  after(milliseconds: number, happen: () => void): void;
  /** Goes to the next thing that happens; false when there is none up to then. */
  moveOn(until: Date): boolean;
};

export function clockFrom(start: Date): Clock {
  let time = start.getTime();
  let coming: { at: number; happen: () => void }[] = [];
  return {
    now: () => new Date(time),
    after: (milliseconds, happen) => coming.push({ at: time + Math.max(0, milliseconds), happen }),
    moveOn(until) {
      const at = Math.min(...coming.map((each) => each.at));
      if (at > until.getTime()) return false;
      const next = coming.find((each) => each.at === at)!;
      coming = coming.filter((each) => each !== next);
      time = at;
      next.happen();
      return true;
    },
  };
}
