/** Which incidents somebody asks about: when they were declared, how bad they were, what they hit. */
import { nameKey } from "../oncall/book.ts";
import { Refusal } from "../refusal.ts";
import type { Measure } from "./measure.ts";
import { isMonth, type Month, monthAfter, monthOf, monthsFrom, startOf } from "./month.ts";

/** Whole months, both included; or so many days or calendar months up to now, of which this is the last. */
export type Period = { from: Month; to: Month } | { days: number } | { months: number };

export type Question = {
  /** Left out: the last twelve months. */
  period?: Period;
  /** None: of every severity, and of every service. */
  severities: Measure["severity"][];
  services: string[];
};

/** From `from` until before `to`, with the months that they lie in, both included. */
export type Range = { from: Date; to: Date; fromMonth: Month; toMonth: Month };

/** How far one question may reach back: ten years. */
const monthsMax = 120;
const daysMax = 3_660;

/** From one month to another, both included. Throws Refusal for what is none, the wrong way round, or more than ten years. */
export function monthsBetween(from: string, to: string): Period {
  const wrong = [from, to].find((each) => !isMonth(each));
  if (wrong !== undefined) throw new Refusal(`“${wrong.slice(0, 20)}” is no month. Write it like 2026-10.`);
  if (from > to) throw new Refusal(`${to} is before ${from}: the earlier month comes first.`);
  if (monthsFrom(from, to).length > monthsMax) throw new Refusal(tooLong);
  return { from, to };
}

/** Up to now. Throws Refusal for none and for more than ten years. */
export function latest(count: number, unit: "days" | "months"): Period {
  if (count < 1 || count > (unit === "days" ? daysMax : monthsMax)) throw new Refusal(tooLong);
  return unit === "days" ? { days: count } : { months: count };
}

const tooLong = "Between one day and ten years can be asked for at once.";

const usual: Period = { months: 12 };
const dayMs = 86_400_000;

/** The last months are calendar months with this one: of twelve, the same month of last year is not among them. */
export function rangeOf(period: Period = usual, now: Date): Range {
  const thisMonth = monthOf(now.toISOString())!;
  if ("days" in period) {
    const from = new Date(now.getTime() - period.days * dayMs);
    // An incident of this very instant counts too.
    return { from, to: new Date(now.getTime() + 1), fromMonth: monthOf(from.toISOString())!, toMonth: thisMonth };
  }
  const [fromMonth, toMonth] =
    "months" in period ? [monthAfter(thisMonth, 1 - period.months), thisMonth] : [period.from, period.to];
  return { from: startOf(fromMonth), to: startOf(monthAfter(toMonth, 1)), fromMonth, toMonth };
}

/** Those of the measures that the question is about. */
export function chosen(measures: readonly Measure[], question: Question, range: Range): Measure[] {
  const services = new Set(question.services.map(nameKey));
  return measures.filter((each) => {
    const at = Date.parse(each.declaredAt);
    return (
      at >= range.from.getTime() &&
      at < range.to.getTime() &&
      (question.severities.length === 0 || question.severities.includes(each.severity)) &&
      (services.size === 0 || each.services.some((name) => services.has(nameKey(name))))
    );
  });
}

/** The services that measures name, each once, in order. */
export const servicesOf = (measures: readonly Measure[]): string[] =>
  [...new Map(measures.flatMap(({ services }) => services).map((name) => [nameKey(name), name])).values()].sort();
