/**
 * Takes in that somebody has read their chat with Muster: the pages they had before them were seen. That is all it says:
 * whoever has seen a page has not answered it, and it climbs on.
 */
import type { Conversation, Entry, Fact, TryOf } from "../domain/incident/facts.ts";
import { fold, type Incident } from "../domain/incident/incident.ts";
import { muster, type Person, samePerson } from "../domain/people.ts";
import { incidentList } from "./incident-list.ts";
import type { Incoming } from "./incoming.ts";
import type { Lanes } from "./lanes.ts";
import type { Places } from "./places.ts";
import type { Documents, History, Log } from "./ports.ts";
import type { Recorder } from "./record.ts";

type Read = Extract<Incoming, { kind: "read" }>;

type Tools = {
  log: Log;
  documents: Documents;
  places: Places;
  recorder: Recorder;
  lanes: Lanes;
  warn(error: unknown, about: Record<string, unknown>): void;
};

/** Where a page by Teams was left, as its reaction keeps it; see src/reactions/roads.ts. */
type Left = { left: { conversation: Conversation; id: string } };

/** A try by Teams that somebody may still look at, and when they were paged. */
type Unseen = { try: TryOf; pagedAt: string };

/** A page and its receipt lie a moment apart, and whoever has the chat open reads the page in between. */
const againAfterMs = 2_000;
/** An append holds 50 facts; nobody looks at so many pages at once. */
const seenMax = 20;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What it returns hears a read receipt. It never fails: what people have seen is good to know, and no more. */
export function seenPages({
  log,
  documents,
  places,
  recorder,
  lanes,
  warn,
}: Tools): (read: Read) => Promise<undefined> {
  /** Says whether a page is on its way to this person that may be the one they have read. */
  async function note(read: Read, stream: string): Promise<"all" | "early"> {
    const { entries, receipts } = (await log.read(stream)) as History<Fact>;
    const unseen = unseenBy(fold(stream, entries), read.who);
    const left = unseen.map((each) => receipts.get(receiptOf(entries, each.try)) as Left | undefined);
    const seen = unseen.filter((_, index) => hasRead(read, left[index]));
    if (seen.length > 0) await record(read, stream, seen);
    return left.includes(undefined) ? "early" : "all";
  }

  async function record({ cause, who, conversation }: Read, stream: string, seen: Unseen[]): Promise<void> {
    const request = { stream, cause, by: muster, from: `teams ${conversation.id}` };
    await recorder.record(request, (incident) =>
      unseenBy(incident, who)
        .filter((now) => seen.some((then) => now.pagedAt === then.pagedAt && sameTry(now.try, then.try)))
        .slice(-seenMax)
        .map((each): Fact => ({ type: "page reported", ...each.try, state: "seen" })),
    );
  }

  async function noteAgain(read: Read, stream: string): Promise<void> {
    await pause(againAfterMs);
    await note(read, stream);
  }

  const complain = (error: unknown): void => warn(error, { doing: "note that a page was seen" });

  return async (read) => {
    try {
      const [place] = await places.find(read.conversation.id, read.channel);
      // Most receipts are about nothing: the incident that was last spoken of here is closed.
      if (place === undefined || !(await incidentList(documents).isOpen(place.stream))) return;
      const found = await note(read, place.stream);
      if (found === "early") void lanes.track(noteAgain(read, place.stream).catch(complain));
    } catch (error) {
      complain(error);
    }
  };
}

/** Reports are about the newest page of somebody at a step, so that only its tries are asked for. */
function unseenBy(incident: Incident, who: Person): Unseen[] {
  if (incident.status !== "open") return [];
  return incident.pages.flatMap(({ number, paged }) =>
    paged
      .filter(({ person, over }) => samePerson(person, who) && over === undefined)
      .filter(({ step }, index, all) => all.findLastIndex((each) => each.step === step) === index)
      .flatMap(({ step, at, tries }) =>
        tries
          .filter(({ means, state }) => means === "teams" && state !== "seen" && state !== "failed")
          .map(({ order }) => ({ try: { page: number, step, person: who.id, order }, pagedAt: at })),
      ),
  );
}

const receiptOf = (entries: readonly Entry[], wanted: TryOf): string =>
  `page-teams-${entries.findLast(({ fact }) => fact.type === "page tried" && sameTry(fact, wanted))?.number}-try`;

const sameTry = (one: TryOf, other: TryOf): boolean =>
  one.page === other.page && one.step === other.step && one.person === other.person && one.order === other.order;

/** Source: botbuilder's `isMessageRead`, which takes ids for numbers, too. */
const hasRead = ({ conversation, upTo }: Read, receipt: Left | undefined): boolean =>
  receipt?.left.conversation.id === conversation.id && Number(receipt.left.id) <= Number(upTo);
