/** How our own sentences begin and end, and how they count. */

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "Ann resolved the incident: the certificate was renewed", or without a reason "Ann resolved the incident." */
export const because = (text: string, reason: string): string => (reason === "" ? `${text}.` : `${text}: ${reason}`);

/** With a full stop, unless it ends with one of its own. */
export const stop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** "1 line", "2 lines"; of several words the first is counted: "2 messages added". */
export const counted = (count: number, what: string): string =>
  `${count} ${count === 1 ? what : what.replace(/^(\w+)/, "$1s")}`;
