/** What left by other roads than Teams: text messages, calls, e-mail, PagerDuty, webhooks. */
import { sandboxError } from "../sandbox-error.ts";
import type { Store } from "../state.ts";
import type { Moment, Outgoing, OutgoingState, PhoneReach } from "../outgoing.ts";

const outgoingMax = 5_000;
const momentsMax = 100;

export type Outbox = ReturnType<typeof createOutbox>;
type New = Omit<Outgoing, "state" | "at" | "history">;

export function createOutbox(store: Store) {
  const note = (outgoing: Outgoing, more: Omit<Moment, "state" | "at">): void => {
    outgoing.history.push({ state: outgoing.state, at: store.now().toISOString(), ...more });
    outgoing.history.splice(0, outgoing.history.length - momentsMax);
    store.changed({ type: "outbox", id: outgoing.id });
  };
  return {
    note,
    add(made: New, state: OutgoingState): Outgoing {
      const { outbox } = store.world;
      const outgoing: Outgoing = { ...made, state, at: store.now().toISOString(), history: [] };
      outbox.push(outgoing);
      outbox.splice(0, outbox.length - outgoingMax);
      note(outgoing, {});
      return outgoing;
    },
    move(outgoing: Outgoing, state: OutgoingState, more: Omit<Moment, "state" | "at"> = {}): void {
      outgoing.state = state;
      note(outgoing, more);
    },
    find: (id: string): Outgoing | undefined => store.world.outbox.find((each) => each.id === id),
    /** What came of the same request before. */
    repeated: (repeat: string | undefined): Outgoing | undefined =>
      repeat === undefined ? undefined : store.world.outbox.find((each) => each.repeat === repeat),
    calls: (): Outgoing[] => store.world.outbox.filter((each) => each.call?.until !== undefined),
    reach: (to: string): PhoneReach => store.world.phones[to.toLowerCase()] ?? (isDead(to) ? "unknown" : "ok"),
  };
}

/** No number in the United Kingdom begins with a nought after the country's. */
const isDead = (number: string): boolean => number.startsWith("+4400");

export const isNumber = (text: unknown): text is string => typeof text === "string" && /^\+[1-9]\d{6,14}$/.test(text);

/** The first address in a text, for whoever wants to open it. */
export const linkIn = (text: string): { link?: string } => {
  const link = /https?:\/\/[^\s"'<>()]+/.exec(text)?.[0].replace(/[.,;:!?]+$/, "");
  return link === undefined ? {} : { link: link.replaceAll("&amp;", "&") };
};

export const conflict = (outgoing: Outgoing, wish: string) =>
  sandboxError(409, `It cannot be ${wish}: it is ${outgoing.state}.`);
