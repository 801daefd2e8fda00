/** How many messages of each conversation somebody has seen, kept in this browser. */

const keyOf = (person) => `muster-sandbox:seen:${person}`;

export function readSeen(person) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(person)) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

export function writeSeen(person, seen) {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing shows everything as unread next time; that is all.
  }
}
