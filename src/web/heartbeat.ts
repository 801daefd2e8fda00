const heartbeatMs = 10_000;

/** Whoever listens there raises the alarm when it does not come. Nothing is sent where there is no address. Never throws. */
export async function heartbeat(
  url: string | undefined,
  warn: (error: unknown, about: Record<string, unknown>) => void,
): Promise<void> {
  if (url === undefined) return;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(heartbeatMs), redirect: "error" });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
  } catch (error) {
    warn(error, { doing: "send the heartbeat" });
  }
}
