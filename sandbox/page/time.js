/** Times as a person reads them, by the sandbox's clock. */

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

const safely = (format, at) => (Number.isNaN(new Date(at).getTime()) ? "" : format.format(new Date(at)));

export const timeOf = (at) => safely(clock, at);
export const exactTimeOf = (at) => safely(seconds, at);
export const wholeTimeOf = (at) => safely(whole, at);
export const dayOf = (at) => safely(day, at);
export const dayName = (at, now) => (dayOf(at) === dayOf(now) ? "Today" : dayOf(at));
