/** How our own sentences begin and end. */

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** With a full stop, unless it ends with one of its own. */
export const stop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
