/** The other roads to people: Communication Services, PagerDuty and a webhook, over one outbox. */
import { type Deadlines, together } from "../deadlines.ts";
import type { Delivery } from "../delivery.ts";
import type { Route } from "../http.ts";
import type { Store } from "../state.ts";
import type { Outgoing } from "../outgoing.ts";
import { answerRoutes } from "./answers.ts";
import { callDeadlines } from "./call-events.ts";
import { callRoutes } from "./calls.ts";
import { emailRoutes } from "./email.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { pagerDutyRoutes } from "./pagerduty.ts";
import { createReports, type Reports } from "./reports.ts";
import { smsRoutes } from "./sms.ts";
import { webhookRoutes } from "./webhook.ts";

export type Paging = {
  store: Store;
  delivery: Delivery;
  outbox: Outbox;
  reports: Reports;
  url: string;
  /** Does what comes next with it in a moment, unless something else has happened to it by then. */
  soon(outgoing: Outgoing, act: () => Promise<unknown>): void;
};

export type PagingOptions = { store: Store; delivery: Delivery; url: string; botUrl: () => string | undefined };

/** `reports` takes what other services than these tell Muster, too. */
export function createPaging(options: PagingOptions): { routes: Route[]; deadlines: Deadlines; reports: Reports } {
  const { store, delivery, url } = options;
  const paging: Paging = {
    store,
    delivery,
    url,
    outbox: createOutbox(store),
    reports: createReports(options),
    soon(outgoing, act) {
      const { state } = outgoing;
      delivery.soon(async () => (outgoing.state === state ? act() : undefined));
    },
  };
  return {
    routes: [smsRoutes, emailRoutes, callRoutes, pagerDutyRoutes, webhookRoutes, answerRoutes].flatMap((each) =>
      each(paging),
    ),
    deadlines: together([paging.reports, callDeadlines(paging)]),
    reports: paging.reports,
  };
}
