/**
 * The lists of incidents, those that are not closed and those that are, which a reaction keeps: late by a moment. The
 * newest stand first, so that the first page costs as much whether hundreds follow or ten thousands.
 */
import { type Found, isPlain, isWanted, type Wanted, type Which } from "../domain/incident/finding.ts";
import type { Summary } from "../domain/incident/summary.ts";
import { replaceDocument } from "./documents.ts";
import type { Documents } from "./ports.ts";

export type IncidentList = {
  /** Keeps what is listed of an incident, in the list where it belongs now. */
  put(summary: Summary): Promise<void>;
  /** Undefined also where it has only just been declared. */
  get(stream: string): Promise<Summary | undefined>;
  isOpen(stream: string): Promise<boolean>;
  /** The newest, `most` at most, or those next to `before`: the confidential ones too. */
  page(which: Which, most: number, before?: string): Promise<Summary[]>;
  /**
   * The newest that are wanted, `most` at most, as anybody may be told of them. It does not look for ever: then it says
   * where to go on.
   */
  find(wanted: Wanted, most: number): Promise<Found>;
};

type Kept = Omit<Summary, "id">;

const kinds = { open: "open-incident", closed: "closed-incident" } as const;
const numberMax = 99_999_999;
/** Where only some are wanted, as many are looked at together, and in one answer. */
const lookedTogether = 500;
const lookedMax = 2_500;

export function incidentList(documents: Documents): IncidentList {
  const { open, closed } = kinds;

  async function read(kind: string, stream: string): Promise<Summary | undefined> {
    const key = keyOf(stream);
    const kept = key === undefined ? undefined : await documents.read<Kept>(kind, key);
    return kept === undefined ? undefined : { id: stream, ...kept.value };
  }

  async function list(kind: string, most: number, before: string | undefined): Promise<Summary[]> {
    const found = await documents.list<Kept>(kind, most, "", before === undefined ? "" : keyOf(before));
    return found.map(({ id, value }) => ({ id: streamOf(id), ...value }));
  }

  async function page(which: Which, most: number, before?: string): Promise<Summary[]> {
    if (which !== "all") return list(kinds[which], most, before);
    const both = await Promise.all([list(closed, most, before), list(open, most, before)]);
    return both
      .flat()
      .sort((one, other) => numberOf(other.id)! - numberOf(one.id)!)
      .filter(({ id }, index, all) => id !== all[index - 1]?.id)
      .slice(0, most);
  }

  return {
    page,
    async put(summary) {
      const { kind, id, value } = listed(summary);
      await replaceDocument<Kept>(documents, kind, id, async (was) => {
        // Wherever this stops, one that is open again is not among the closed ones too.
        if (kind === open && was === undefined) await documents.remove(closed, id);
        return value;
      });
      if (kind === closed) await documents.remove(open, id);
    },
    async get(stream) {
      // Both at once: how long it takes must not tell whether there is one.
      const [one, other] = await Promise.all([read(open, stream), read(closed, stream)]);
      return one ?? other;
    },
    isOpen: async (stream) => (await read(open, stream)) !== undefined,
    async find(wanted, most) {
      const step = isPlain(wanted) ? most + 1 : lookedTogether;
      const incidents: Summary[] = [];
      let from = wanted.before;
      for (let looked = 0; looked < lookedMax; looked += step) {
        const some = await page(wanted.which, step, from);
        for (const each of some.filter((one) => isWanted(one, wanted))) {
          if (incidents.length === most) return { incidents, goOn: incidents.at(-1)!.id };
          incidents.push(each);
        }
        if (some.length < step) return { incidents };
        from = some.at(-1)!.id;
      }
      return { incidents, ...(from === undefined ? {} : { goOn: from }) };
    },
  };
}

/** The document that stands for an incident: its id goes down as numbers go up, and is not repeated in what is kept. */
export function listed({ id: stream, ...value }: Summary): { kind: string; id: string; value: Kept } {
  const id = keyOf(stream);
  if (id === undefined) throw new RangeError(`${stream} is no incident's id.`);
  return { kind: value.status === "closed" ? kinds.closed : kinds.open, id, value };
}

function numberOf(stream: string): number | undefined {
  const digits = /^INC-(\d{1,8})$/.exec(stream)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function keyOf(stream: string): string | undefined {
  const number = numberOf(stream);
  return number === undefined ? undefined : String(numberMax - number).padStart(8, "0");
}

const streamOf = (key: string): string => `INC-${numberMax - Number(key)}`;
