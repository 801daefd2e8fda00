import type { Engine } from "./engine.ts";

const roundMs = 60_000;

/** Every minute what is to be done every minute; one that takes longer is not overtaken by the next. */
export function makeRounds(
  engine: Pick<Engine, "rounds">,
  warn: (error: unknown, about: Record<string, unknown>) => void,
): () => Promise<void> {
  let going: Promise<void> = Promise.resolve();
  let busy = false;
  const round = (): void => {
    if (busy) return;
    busy = true;
    going = engine.rounds
      .run()
      .catch((error: unknown) => warn(error, { doing: "make the round" }))
      .finally(() => {
        busy = false;
      });
  };
  round();
  const timer = setInterval(round, roundMs);
  return () => {
    clearInterval(timer);
    return going;
  };
}
