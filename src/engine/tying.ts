/** What an action may do with another incident: tie the two. */
import type { Turn } from "../commands/command.ts";
import type { Live } from "../domain/incident/incident.ts";
import { relate, tied } from "../domain/incident/tying.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Entrance, noIncident } from "./entrance.ts";
import type { Log } from "./ports.ts";
import type { Recorder } from "./record.ts";
import { readIncident } from "./read-incident.ts";
import type { Ties, Tying } from "./ties.ts";

type Tools = { log: Log; recorder: Recorder; ties: Ties };
type Asking = Omit<Tying, "stream"> & { stream(): Promise<string | undefined> };

export function tyingFor({ log, recorder, ties }: Tools, asking: Asking, entrance: Entrance): Pick<Turn, "tie"> {
  const { cause, by, from } = asking;

  /** The one that is named, or that of the place. */
  async function find(id: string | undefined): Promise<Live> {
    const stream = id ?? (await asking.stream());
    if (stream === undefined) throw new Refusal(noIncident);
    const how = { named: id !== undefined, itself: true };
    return entrance.enter(stream, how, async (admit) => admit(await readIncident(log, stream)));
  }

  async function relateBoth(one: Live, other: Live): Promise<void> {
    await recorder.record({ stream: one.id, cause, by, from }, (now) =>
      now.status === "undeclared" ? [] : [relate(now, other)],
    );
  }

  return {
    async tie({ kind, one, other }) {
      const [has, to] = await Promise.all([find(one), find(other)]);
      if (kind === "related") await relateBoth(has, to);
      else
        await ties.bind({ stream: has.id, cause, by, from }, kind === "part" ? "parent set" : "merged", async () =>
          tied(kind, ...(await Promise.all([find(has.id), find(to.id)]))),
        );
      return { one: has, other: to };
    },
  };
}
