import type { Severity } from "../../domain/incident/facts.ts";
import type { Means } from "../../domain/oncall/book.ts";

/** One try to reach one person, outside Teams. */
export type Summons = {
  /** Names this try for ever: the same key again does not reach them twice where the service can tell. */
  key: string;
  kind: "page" | "test";
  to: { name: string; phone?: string; email?: string; pagerduty?: string; webhook?: string };
  /**
   * What is shown and read out. `because` is why they are wanted, "" when the title says it. A `drill` is said to be one
   * before anything else.
   */
  about: { id: string; title: string; severity: Severity; because: string; url: string | undefined; drill?: true };
  /** Where an answer is given: a page with the buttons, and the token in its address. */
  reply: { url: string; token: string };
};

/** What a service said when it took a summons. `reference` is how it calls it, for reports and for stopping it. */
export type Sending = { state: "sent" | "delivered"; reference: string };

/** One means of reaching people outside Teams. */
export interface Pager {
  /** Sends, or throws Outage: again: false when this will never reach them, in words for whoever can mend it. Retries nothing that may have reached them. */
  send(summons: Summons): Promise<Sending>;
  /** They need not come any more: stops what still rings or stands open there. Doing it twice changes nothing. */
  stop(summons: Summons, reference: string, why: "acknowledged" | "over"): Promise<void>;
}

/** The means that are set up. */
export type Pagers = Partial<Record<Means, Pager>>;
