/** Documents in memory. */
import { checkId, checkKind, documentCharactersMax, toChanges, toJson } from "../domain/limits.ts";
import { Conflict, type Document, type Documents } from "../engine/ports.ts";
import { kept } from "./kept.ts";

export function memoryDocuments(): Documents {
  const kinds = new Map<string, Map<string, Document<unknown>>>();
  let writes = 0;
  const of = (kind: string): Map<string, Document<unknown>> => {
    checkKind(kind);
    const known = kinds.get(kind) ?? new Map<string, Document<unknown>>();
    kinds.set(kind, known);
    return known;
  };
  return {
    async read<T>(kind: string, id: string) {
      checkId(id);
      return of(kind).get(id) as Document<T> | undefined;
    },
    async write(kind, id, value, version) {
      checkId(id);
      const stored = kept(toJson("A document", value, documentCharactersMax));
      if (of(kind).get(id)?.version !== version) throw new Conflict(`Somebody else wrote the ${kind} "${id}".`);
      writes += 1;
      of(kind).set(id, Object.freeze({ value: stored, version: `${writes}` }));
      return `${writes}`;
    },
    async remove(kind, id) {
      checkId(id);
      of(kind).delete(id);
    },
    async list<T>(kind: string, limit = 1_000, begins = "", after = "") {
      const ids = [...of(kind).keys()].filter((id) => id.startsWith(begins) && id > after).sort();
      return ids.slice(0, limit).map((id) => ({ id, ...(of(kind).get(id) as Document<T>) }));
    },
    async writeAll(kind, changes) {
      const json = toChanges(changes);
      for (const { id, value, version } of changes)
        if (value !== undefined && of(kind).get(id)?.version !== version)
          throw new Conflict(`Somebody else wrote the ${kind} "${id}".`);
      changes.forEach(({ id }, index) => {
        writes += 1;
        if (json[index] === undefined) of(kind).delete(id);
        else of(kind).set(id, Object.freeze({ value: kept(json[index]), version: `${writes}` }));
      });
    },
  };
}
