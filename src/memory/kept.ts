/** A value as storage would give it back: through JSON, and nobody's to change. */
export function kept<T>(json: string): T {
  return frozen(JSON.parse(json) as T);
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
