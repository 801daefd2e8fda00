/** Histories in memory. */
import type { Entry } from "../domain/incident/facts.ts";
import {
  checkCause,
  checkKey,
  checkPage,
  checkStream,
  receiptCharactersMax,
  toEntries,
  toJson,
} from "../domain/limits.ts";
import { AlreadyDone, Conflict, type History, type Log, type Seen } from "../engine/ports.ts";
import { kept } from "./kept.ts";

type Stream = History & { causes: Set<string> };

export function memoryLog(): Log {
  const streams = new Map<string, Stream>();
  let writes = 0;
  const at = (stream: string): Stream => {
    checkStream(stream);
    const known = streams.get(stream) ?? {
      entries: [],
      seen: new Map(),
      receipts: new Map(),
      alarm: undefined,
      causes: new Set(),
    };
    streams.set(stream, known);
    return known;
  };
  return {
    async read(stream) {
      const { entries, seen, receipts, alarm } = at(stream);
      return { entries: [...entries], seen: new Map(seen), receipts: new Map(receipts), alarm };
    },
    async page(stream, wanted) {
      checkPage(wanted);
      const { entries } = at(stream);
      const end = Math.min((wanted.before ?? Number.POSITIVE_INFINITY) - 1, entries.length);
      const earlier = Math.max(0, end - wanted.most);
      return { entries: entries.slice(earlier, end), earlier };
    },
    async append(stream, after, cause, entries) {
      checkCause(cause);
      const added = toEntries(entries).map((json, index) =>
        Object.freeze({ ...kept<Omit<Entry<unknown>, "number">>(json), number: after + 1 + index }),
      );
      const known = at(stream);
      if (known.causes.has(cause)) throw new AlreadyDone(`${stream} has the entries of this cause.`);
      if (known.entries.length !== after)
        throw new Conflict(`${stream} has ${known.entries.length} entries, not ${after}.`);
      known.causes.add(cause);
      known.entries.push(...added);
    },
    async knows(stream, cause) {
      checkCause(cause);
      return at(stream).causes.has(cause);
    },
    async move(stream, reaction, was, now) {
      const { seen } = at(stream);
      if (seen.get(reaction)?.version !== was?.version)
        throw new Conflict(`Somebody else moved ${reaction} of ${stream}.`);
      if (was !== undefined && now.number < was.number)
        throw new Conflict(`${reaction} of ${stream} does not move backwards.`);
      writes += 1;
      const { number, failures, holder, until } = now;
      const moved: Seen = Object.freeze({ number, failures, holder, until, version: `${writes}` });
      seen.set(reaction, moved);
      return moved;
    },
    async keep(stream, key, receipt) {
      checkKey(key);
      at(stream).receipts.set(key, kept(toJson("A receipt", receipt, receiptCharactersMax)));
    },
    async setAlarm(stream, alarm) {
      at(stream).alarm = alarm;
    },
  };
}
