/** Every kind of trouble that Teams can have, crossed with the steps at which Muster can be killed. */
import type { Trouble } from "./connector.ts";
import { night, type Told } from "./night.ts";

export const troubles: readonly Trouble[] = [
  { name: "answers 429 and says for how long", reply: { status: 429, headers: { "retry-after": "3" } }, times: 2 },
  { name: "answers 429", reply: { status: 429 }, times: 2 },
  { name: "answers 500", reply: { status: 500 }, times: 2 },
  { name: "answers 500 and has taken it", reply: { status: 500 }, times: 2, taken: true },
  { name: "answers 502", reply: { status: 502 }, times: 2 },
  { name: "answers 503", reply: { status: 503 }, times: 2 },
  { name: "answers 504", reply: { status: 504 }, times: 2 },
  { name: "hangs", reply: "hang", times: 1, deadlineMs: 250 },
  { name: "resets the connection", reply: "reset", times: 2 },
  { name: "takes it and drops the connection", reply: "reset", times: 2, taken: true },
];

export type Sum = {
  nights: number;
  killed: number;
  due: number;
  delivered: number;
  /** Pages that came once more because Teams had taken one and said that it had not, or nothing. */
  unanswered: number;
  /** Pages that came once more for any other reason: a crash. */
  twice: number;
  /** The most that one page came more often than that in a night with one crash. */
  twiceMost: number;
  /** The latest that a page arrived after it was due. */
  latestMs: number;
};

/** Nights that are played at the same time: most of a night is waiting for a socket. */
const atOnceMax = 6;

/** Plays a night for each of so many steps, evenly spread over all that a night with this trouble has. */
export async function nightsOf(trouble: Trouble, steps: number | "all"): Promise<Sum> {
  const { steps: all } = await night(trouble, Number.POSITIVE_INFINITY);
  const some = steps === "all" ? all : Math.min(steps, all);
  const deaths = Array.from({ length: some }, (_, index) => Math.ceil(((index + 0.5) * all) / some));
  const told: Told[] = [];
  const play = async (): Promise<void> => {
    for (let dieAt = deaths.shift(); dieAt !== undefined; dieAt = deaths.shift())
      told.push(await night(trouble, dieAt));
  };
  await Promise.all(Array.from({ length: atOnceMax }, play));
  return told.map(sumOf).reduce(added);
}

function sumOf({ due, start, arrivals, crashes }: Told): Sum {
  const pages = due.map(({ person, afterMs }) => {
    const own = arrivals.filter((each) => each.person === person);
    const unanswered = own.filter(({ answered }) => !answered).length;
    const first = own[0]?.at.getTime() ?? Number.POSITIVE_INFINITY;
    return { arrived: own.length > 0, unanswered, again: own.length - 1, lateMs: first - start.getTime() - afterMs };
  });
  // The last that arrives may be one of the unanswered: then a crash has kept Muster from asking again.
  const twice = pages.map(({ again, unanswered }) => Math.max(0, again - unanswered));
  return {
    nights: 1,
    killed: crashes,
    due: pages.length,
    delivered: pages.filter(({ arrived }) => arrived).length,
    unanswered: pages.reduce((sum, page) => sum + page.unanswered, 0),
    twice: twice.reduce((sum, each) => sum + each, 0),
    twiceMost: Math.max(...twice),
    latestMs: Math.max(...pages.map(({ lateMs }) => lateMs)),
  };
}

const added = (one: Sum, other: Sum): Sum => ({
  nights: one.nights + other.nights,
  killed: one.killed + other.killed,
  due: one.due + other.due,
  delivered: one.delivered + other.delivered,
  unanswered: one.unanswered + other.unanswered,
  twice: one.twice + other.twice,
  twiceMost: Math.max(one.twiceMost, other.twiceMost),
  latestMs: Math.max(one.latestMs, other.latestMs),
});
