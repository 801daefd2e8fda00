import { absorbed, carriedOver, partsOver, stillOpen } from "../domain/incident/absorbing.ts";
import type { Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import { fold, type Incident, type Live } from "../domain/incident/incident.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";

const read: readonly Fact["type"][] = ["related", "merged", "reopened", "parent set", "parent left", "resolved"];
const hopsMax = 20;
/** More open actions than an incident can have. */
const roundsMax = 5;

/** What an incident has to do with another one is a fact in both. Where it was said it is there; here the other learns of it. */
export function tellKin(): Reaction {
  async function tell(errand: Errand, entry: Entry): Promise<void> {
    const { fact } = entry;
    const before = fold(
      errand.stream,
      errand.entries.filter(({ number }) => number < entry.number),
    ) as Live;
    switch (fact.type) {
      case "related":
        return inOther(errand, entry, fact.to, ({ kin }) => (has(kin.related, before) ? [] : [relatedTo(before)]));
      case "merged":
        await carryOver(errand, { ...entry, fact }, before);
        return tellParent(errand, entry);
      case "reopened":
        return release(errand, entry, before);
      case "parent set":
      case "parent left":
        return tellParents(errand, { ...entry, fact }, before);
      default:
        await tellParent(errand, entry);
        return tellOfParts(errand, entry);
    }
  }

  return {
    name: "tell-kin",
    doing: "tell the incidents that it belongs to",
    reads: ({ type }) => read.includes(type),
    async run(errand) {
      for (const entry of errand.pending) await tell(errand, entry);
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "tell the incidents that it belongs to", reason }],
  };
}

const has = (all: readonly { id: string }[], { id }: Live): boolean => all.some((each) => each.id === id);

const relatedTo = ({ id, title }: Live): Fact => ({ type: "related", to: id, title });

async function inOther(
  errand: Errand,
  entry: Entry,
  other: string,
  decide: (other: Live) => Fact[],
  key = "kin",
): Promise<void> {
  await errand.decide(other, { entry, key: `${key} ${other}` }, (now) =>
    now.status === "undeclared" ? [] : decide(now),
  );
}

/** The other one has it, its people hear of it, and the open actions go on there, or where that one goes on by now. */
async function carryOver(errand: Errand, entry: Entry<FactOf<"merged">>, loser: Live): Promise<void> {
  const { into } = entry.fact;
  await inOther(errand, entry, into, (winner) => absorbed(winner, loser, entry.fact));
  let at = into;
  for (let hop = 0; hop < hopsMax; hop++) {
    const winner = await carry(errand, entry, at, loser);
    const next = winner.status === "undeclared" ? undefined : winner.kin.mergedInto?.id;
    if (next === undefined) return;
    at = next;
  }
}

async function carry(errand: Errand, entry: Entry, into: string, loser: Live): Promise<Incident> {
  const rest = (winner: Incident): Fact[] =>
    winner.status === "undeclared" || winner.kin.mergedInto !== undefined ? [] : carriedOver(winner, loser);
  for (let round = 1; ; round++) {
    const winner = await errand.decide(into, { entry, key: `carried ${into} ${round}` }, rest);
    if (round === roundsMax || rest(winner).length === 0) return winner;
  }
}

async function release(errand: Errand, entry: Entry, before: Live): Promise<void> {
  const into = before.kin.mergedInto?.id;
  if (into === undefined) return;
  const { id, title } = errand.state;
  await inOther(errand, entry, into, ({ kin }) =>
    has(kin.absorbed, before) ? [{ type: "released", from: id, title }] : [],
  );
}

async function tellParents(
  errand: Errand,
  entry: Entry<FactOf<"parent set" | "parent left">>,
  before: Live,
): Promise<void> {
  const { id, title, kin } = before;
  const next = entry.fact.type === "parent set" ? entry.fact.parent : undefined;
  if (kin.parent !== undefined && kin.parent.id !== next)
    await inOther(errand, entry, kin.parent.id, (parent) =>
      has(parent.kin.children, before) ? [{ type: "child left", child: id, title }] : [],
    );
  if (next !== undefined)
    await inOther(errand, entry, next, (parent) =>
      has(parent.kin.children, before) ? [] : [{ type: "child added", child: id, title }],
    );
}

/** Another part is over: perhaps it was the last. */
async function tellParent(errand: Errand, entry: Entry): Promise<void> {
  const { parent } = errand.state.kin;
  if (parent === undefined || errand.state.status === "open") return;
  const whole = await look(errand, entry, parent.id);
  if (whole.status !== "open") return;
  const parts = await partsOf(errand, entry, whole);
  await errand.decide(parent.id, { entry, key: `parts ${parent.id}` }, (now) => partsOver(now, parts));
}

/** It is over, and parts of it may not be. */
async function tellOfParts(errand: Errand, entry: Entry): Promise<void> {
  if (entry.fact.type !== "resolved" || errand.state.status === "open" || errand.state.kin.children.length === 0)
    return;
  const open = stillOpen(await partsOf(errand, entry, errand.state));
  if (open.length > 0) await errand.record(entry, "parts", [{ type: "parts told", open }]);
}

const partsOf = (errand: Errand, entry: Entry, { kin }: Live): Promise<Incident[]> =>
  Promise.all(kin.children.map(({ id }) => look(errand, entry, id)));

const look = (errand: Errand, entry: Entry, stream: string): Promise<Incident> =>
  errand.decide(stream, { entry, key: "look" }, () => []);
