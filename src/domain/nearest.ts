/** The known words most like what was said, best first, at most three; none when nothing is like it. */
export function nearest(said: string, known: readonly string[]): string[] {
  const word = said.toLowerCase().slice(0, 40);
  return known
    .map((each) => ({
      each,
      distance: each.startsWith(word) && word.length > 1 ? 0.5 : distance(word, each.toLowerCase()),
    }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(Math.max(each.length, word.length) * 0.45)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** How many letters to add, drop, change or swap with their neighbour. */
function distance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) => [i, ...Array<number>(other.length).fill(0)]);
  for (let j = 0; j <= other.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= one.length; i++)
    for (let j = 1; j <= other.length; j++) {
      const change = rows[i - 1]![j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : change;
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, change, swap);
    }
  return rows[one.length]![other.length]!;
}
