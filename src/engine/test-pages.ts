/** Test pages: does everything by which somebody would be paged reach them? Kept by person, the latest alone. */
import { createHash } from "node:crypto";
import type { TestResult } from "../commands/command.ts";
import { isOne } from "../domain/oncall/assign.ts";
import { findNamed, type Means, nameKey, reachOf, type Responder } from "../domain/oncall/book.ts";
import type { Person } from "../domain/people.ts";
import { testPageCard } from "../views/test-page-card.ts";
import { openBook } from "./book.ts";
import { replaceDocument } from "./documents.ts";
import type { Letters } from "./letters.ts";
import type { OnCall } from "./on-call.ts";
import { type Documents, Outage, type Pagers } from "./ports.ts";
import type { PagingEvent } from "./replies.ts";
import type { ReplyTokens, TryName } from "./reply-tokens.ts";
import type { SentTries } from "./sent-tries.ts";

export type TestPages = {
  /** Sends to these people of the book by all their means at once; returns when it is under way. */
  send(names: readonly string[], now: Date): Promise<void>;
  results(): Promise<TestResult[]>;
  /** Whether this person had a test page that waited for an answer. */
  answer(who: Person, now: Date): Promise<boolean>;
  /** What came back about one try; undefined when that is no test page's. Resolves to a sentence for the person. */
  heard(name: TryName, event: PagingEvent, now: Date): Promise<string | undefined>;
};

type Tools = {
  documents: Documents;
  letters: Letters;
  onCall: OnCall;
  pagers: Pagers;
  tokens: ReplyTokens;
  sent: SentTries;
  publicUrl: string | undefined;
};
type Test = TestResult & { id: string };

const kind = "test-page";
const prefix = "test-";
const resultsMax = 1_000;
const peopleMax = 200;

/** A name for the test pages of one person that fits into a token. */
const idOf = (name: string): string => createHash("sha256").update(nameKey(name)).digest("hex").slice(0, 24);

export const isTest = ({ stream }: TryName): boolean => stream.startsWith(prefix);

export function testPages(tools: Tools): TestPages {
  const { documents, letters, onCall, pagers, tokens, sent } = tools;
  const change = (id: string, how: (test: Test) => Test): Promise<Test> =>
    replaceDocument<Test>(documents, kind, id, (was) => how(was ?? { id, person: "", at: "", means: [] }));

  async function sendTo(responder: Responder, now: Date): Promise<void> {
    const id = idOf(responder.name);
    const all = reachOf(responder).map(({ means }) => ({ means, state: "sending" }));
    await change(id, () => ({ id, person: responder.name, at: now.toISOString(), means: all }));
    await Promise.all(all.map(({ means }, order) => tryOne(responder, means, order, now)));
  }

  async function tryOne(responder: Responder, means: Means, order: number, now: Date): Promise<void> {
    try {
      const state = means === "teams" ? await inTeams(responder, now) : await outside(responder, means, order, now);
      await note(idOf(responder.name), order, state);
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      await note(idOf(responder.name), order, "failed", error.message);
    }
  }

  async function inTeams(responder: Responder, now: Date): Promise<string> {
    const at = now.toISOString();
    const person = await onCall.person(responder);
    const request = { cause: `test ${responder.name} ${at}`, by: { kind: "muster" } as const, from: "test page" };
    const message = testPageCard(responder.name, at);
    await letters.write(`test-${idOf(responder.name)}`, request, [
      { type: "written", key: at, to: { person }, message },
    ]);
    return "sent";
  }

  async function outside({ name, ...to }: Responder, means: Means, order: number, now: Date): Promise<string> {
    const pager = pagers[means];
    if (pager === undefined || tools.publicUrl === undefined)
      throw new Outage(`${means} is not set up.`, { again: false });
    const of: TryName = { stream: `${prefix}${idOf(name)}`, number: order + 1 };
    const token = await tokens.make(of);
    const { phone, email, pagerduty, webhook } = to;
    const { state, reference } = await pager.send({
      key: `${of.stream}.${now.getTime()}.${order}`,
      kind: "test",
      to: {
        name,
        ...(phone === undefined ? {} : { phone }),
        ...(email === undefined ? {} : { email }),
        ...(pagerduty === undefined ? {} : { pagerduty }),
        ...(webhook === undefined ? {} : { webhook }),
      },
      about: { id: "TEST", title: "This is a test. Nothing is wrong.", severity: 4, because: "", url: undefined },
      reply: { url: `${tools.publicUrl}/page/${token}`, token },
    });
    await sent.keep(of, reference, means === "sms" ? phone : undefined);
    return state;
  }

  async function note(id: string, order: number, state: string, reason?: string): Promise<void> {
    await change(id, (test) => ({
      ...test,
      means: test.means.map((each, index) =>
        index === order && each.state !== "answered"
          ? { means: each.means, state, ...(reason === undefined ? {} : { reason }) }
          : each,
      ),
    }));
  }

  return {
    async send(names, now) {
      const { book } = await openBook(documents);
      const found = names.slice(0, peopleMax).map((name) => findNamed(book.people, name));
      await Promise.all(found.map((each) => (each === undefined ? undefined : sendTo(each, now))));
    },
    results: async () => (await documents.list<Test>(kind, resultsMax)).map(({ value }) => value),
    async answer(who, now) {
      const { book } = await openBook(documents);
      const me = book.people.find((each) => isOne(each, who));
      const test = me === undefined ? undefined : await documents.read<Test>(kind, idOf(me.name));
      if (test === undefined || test.value.answeredAt !== undefined) return false;
      await change(test.value.id, (was) => ({ ...was, answeredAt: now.toISOString() }));
      return true;
    },
    async heard(name, event, now) {
      if (!isTest(name)) return undefined;
      const id = name.stream.slice(prefix.length);
      if ((await documents.read<Test>(kind, id)) === undefined) return undefined;
      if (event.kind === "reported") await note(id, name.number - 1, event.state, event.reason);
      else {
        await note(id, name.number - 1, "answered");
        await change(id, (was) => ({ ...was, answeredAt: was.answeredAt ?? now.toISOString() }));
      }
      return "Thank you. This was a test; it works.";
    },
  };
}
