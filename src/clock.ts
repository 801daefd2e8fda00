/** The only place besides main.ts where time comes from. */

export type Clock = {
  now(): Date;
  /** Milliseconds ahead of the real time. */
  offsetMs(): number;
  /** Moves to a later instant; an earlier one is ignored. Only the controlled clock has it. */
  jump?(to: Date): void;
};

const real = (): Date => new Date();

/** Reads MUSTER_CLOCK: "system", or "controlled:<milliseconds ahead>" for sandboxes and tests. */
export function clockFrom(setting: string): Clock {
  if (setting === "system") return { now: real, offsetMs: () => 0 };
  let aheadMs = Number(setting.slice("controlled:".length));
  const now = () => new Date(real().getTime() + aheadMs);
  return {
    now,
    offsetMs: () => aheadMs,
    jump(to) {
      aheadMs = Math.max(aheadMs, to.getTime() - real().getTime());
    },
  };
}
