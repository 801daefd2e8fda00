/** Takes in what comes back about a page by other roads than Teams, as facts of its incident. */
import type { Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import { titleOutside } from "../domain/incident/confidential.ts";
import { fold, type Live } from "../domain/incident/incident.ts";
import { type Paging, pagedBy, reportOf } from "../domain/incident/pages.ts";
import { acknowledge, decline } from "../domain/incident/paging.ts";
import { type Actor, muster, type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { overWords } from "../views/over.ts";
import type { History, Log } from "./ports.ts";
import type { Recorder } from "./record.ts";
import type { PagingEvent, Replies, Shown } from "./replies.ts";
import type { ReplyTokens, TryName } from "./reply-tokens.ts";
import type { SentTries } from "./sent-tries.ts";
import { isTest, type TestPages } from "./test-pages.ts";

type Tools = {
  log: Log;
  recorder: Recorder;
  tokens: ReplyTokens;
  sent: SentTries;
  testPages: TestPages;
  now: () => Date;
};

/** A try as its incident has it: the fact, and the person it was for. */
type Found = { incident: Live; entries: Entry[]; fact: FactOf<"page tried">; person: Person; paging: Paging };

const stranger = "This is no page of Muster's, or it is too old.";
const testShown: Shown = {
  id: "TEST",
  title: "This is a test. Nothing is wrong.",
  severity: 4,
  person: "you",
  standing: "Press the button to show that it works.",
  open: true,
};
const yes = /^\W*(1|ack|acknowledge|yes|ok|on it)\b/i;
const no = /^\W*(2|cant|can.?t|no|decline)\b/i;
const howTo = "Reply 1 to take it, 2 if you cannot.";

export function hearReplies({ log, recorder, tokens, sent, testPages, now }: Tools): Replies {
  async function find({ stream, number }: TryName): Promise<Found> {
    const { entries } = (await log.read(stream)) as History<Fact>;
    const incident = fold(stream, entries);
    const fact = entries.find((entry) => entry.number === number)?.fact;
    if (incident.status === "undeclared" || fact?.type !== "page tried") throw new Refusal(stranger);
    const page = incident.pages.find((each) => each.number === fact.page);
    const person = pagedBy(incident, fact)?.person;
    if (page === undefined || person === undefined) throw new Refusal(stranger);
    return { incident, entries, fact, person, paging: page.paging };
  }

  async function hear(name: TryName, event: PagingEvent, cause: string): Promise<string> {
    if (isTest(name)) {
      const words = await testPages.heard(name, event, now());
      if (words === undefined) throw new Refusal(stranger);
      return words;
    }
    const { fact, person } = await find(name);
    const by: Actor = event.kind === "reported" ? muster : { kind: "person", person };
    try {
      await recorder.record({ stream: name.stream, cause, by, from: `page by ${fact.means}` }, (incident) => {
        if (incident.status === "undeclared") return [];
        return decided(incident, fact, person, event);
      });
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
    return event.kind === "declined" ? "All right. The next person is paged." : `You are on ${name.stream}. Thank you.`;
  }

  return {
    async about(token) {
      const name = await tokens.read(token);
      if (name === undefined) return undefined;
      if (isTest(name)) return testShown;
      const { incident, person, paging } = await find(name);
      const open = incident.status === "open" && paging.state === "waiting";
      return {
        id: incident.id,
        title: titleOutside(incident),
        severity: incident.severity,
        person: person.name,
        standing: standing(incident, paging, person),
        open,
        ...(incident.drill === undefined ? {} : { drill: incident.drill }),
      };
    },
    async hear(token, event, cause) {
      const name = await tokens.read(token);
      if (name === undefined) throw new Refusal(stranger);
      return hear(name, event, cause);
    },
    async hearAbout(reference, event, cause) {
      const name = await sent.byReference(reference);
      if (name !== undefined) await hear(name, event, cause);
    },
    async hearMessage(phone, text, cause) {
      const name = await sent.byPhone(phone);
      if (name === undefined) return "Nobody has paged this phone.";
      if (yes.test(text)) return hear(name, { kind: "acknowledged" }, cause);
      return no.test(text) ? hear(name, { kind: "declined" }, cause) : howTo;
    },
  };
}

function decided(incident: Live, fact: FactOf<"page tried">, person: Person, event: PagingEvent): Fact[] {
  if (event.kind === "acknowledged") return acknowledge(incident, person, { page: fact.page, means: fact.means });
  if (event.kind === "declined") return decline(incident, person, fact.page);
  const { state, reason } = event;
  const known = pagedBy(incident, fact)?.tries.find(({ order }) => order === fact.order)?.state;
  if (known === state || known === "seen") return [];
  return [reportOf(incident, fact, state, reason)];
}

function standing(incident: Live, paging: Paging, person: Person): string {
  if (incident.status !== "open") return overWords(incident);
  if (paging.state === "acknowledged")
    return samePerson(paging.by, person) ? "You are on it." : `${paging.by.name} is on it.`;
  return paging.out.some((out) => samePerson(out, person))
    ? "You cannot come; the page went on."
    : "Nobody has answered yet.";
}
