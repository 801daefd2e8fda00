/** Takes turns, so that what waits for its turn grows into one larger request instead of many small ones. */

/**
 * Lets `most` run at once, the others in the order they came. A slow one gives its turn away after `patienceMs`: one
 * request that hangs must not hold up every other incident.
 */
export function takeTurns(most: number, patienceMs: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;

  const take = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  };

  const giveBack = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return async (run) => {
    await take();
    let given = false;
    const giveOnce = () => {
      if (!given) giveBack();
      given = true;
    };
    const patience = setTimeout(giveOnce, patienceMs);
    try {
      return await run();
    } finally {
      clearTimeout(patience);
      giveOnce();
    }
  };
}
