/** Whether the accounts of people are known to Microsoft Graph. */
import type { Responder } from "../domain/oncall/book.ts";
import { Outage } from "../engine/ports.ts";
import { graphPeople } from "../graph/people.ts";
import type { Desk } from "./verb.ts";

const atOnce = 8;
const quiet = { info: () => undefined, warn: () => undefined };

/** Those whose account nobody has, or why that could not be found out: which need not stop anybody. */
export type LookedUp = { strangers: Responder[]; warning?: string };

export async function lookUp(desk: Desk, people: readonly Responder[]): Promise<LookedUp> {
  const config = desk.config();
  const accounts = people.filter(({ teams }) => teams !== undefined);
  if (accounts.length === 0) return { strangers: [] };
  if (config.MUSTER_PLAYGROUND) return { strangers: [], warning: "There is no Microsoft Graph in Agents Playground." };
  const graph = graphPeople({ config, tokens: desk.tokens(), pause: desk.pause, log: quiet });
  const strangers: Responder[] = [];
  try {
    for (let from = 0; from < accounts.length; from += atOnce) {
      const some = accounts.slice(from, from + atOnce);
      const found = await Promise.all(some.map(({ teams = "" }) => graph.findPerson(teams)));
      strangers.push(...some.filter((_, index) => found[index] === undefined));
    }
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    return { strangers, warning: error.message };
  }
  return { strangers };
}
