/** One token for each service URL, made once and used until shortly before it is too old. */
export type SignedToken = { token: string; goodUntil: number };

const entriesMax = 100;

export function tokenCache(make: (key: string) => Promise<SignedToken>): (key: string) => Promise<string> {
  const cache = new Map<string, Promise<SignedToken>>();
  return async (key) => {
    const kept = await cache.get(key);
    if (kept !== undefined && kept.goodUntil > Date.now()) return kept.token;
    const fresh = make(key);
    if (cache.size >= entriesMax) cache.clear();
    cache.set(key, fresh);
    return (await fresh).token;
  };
}
