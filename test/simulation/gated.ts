/** Puts a gate before and behind every asynchronous function of a port: a crash may come before it acts, or after, before anybody knows. */
export function gated<T extends object>(port: T, before: () => Promise<void>, after: () => Promise<void> = before): T {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...given: unknown[]) => {
        await before();
        const result: unknown = await Reflect.apply(value, target, given);
        await after();
        return result;
      };
    },
  });
}
