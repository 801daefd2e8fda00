/** The facts about what is known of an incident as sentences; see sentence.ts. */
import type { Fact, FactOf } from "../domain/incident/facts.ts";
import type { Blank, Milestone, Noticed, Phase, RecordFact } from "../domain/incident/facts/record.ts";
import { unreachable } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { because, counted, stop } from "./phrase.ts";
import { brief } from "./text.ts";

const about: Record<RecordFact["type"], true> = {
  "time set": true,
  "detection told": true,
  "affected told": true,
  "services told": true,
  "phase changed": true,
  aware: true,
  "blanks asked": true,
  "blank quieted": true,
  pinned: true,
  unpinned: true,
  linked: true,
  renamed: true,
  "channel renamed": true,
  "channel lost": true,
  "channel asked": true,
  "transcript compared": true,
  "words erased": true,
  "transcript removed": true,
};

export const isAboutRecord = (fact: Fact): fact is RecordFact => fact.type in about;

export const milestoneWords: Record<Milestone, string> = {
  impact: "the start of the impact",
  detected: "the detection",
  declared: "the declaration",
  acknowledged: "the acknowledgement",
  mitigated: "the mitigation",
  recovered: "the recovery",
};

export const blankWords: Record<Blank, string> = {
  start: "when it began",
  how: "how it was noticed",
  affected: "who is affected, and how many",
  services: "which services are affected",
  command: "who has command",
  work: "who is doing what",
};

/** What to type to fill each blank. */
export const blankSays: Record<Blank, string> = {
  start: "started 14:05",
  how: "detected by customer",
  affected: "affected 200 customers",
  services: "services checkout",
  command: "lead me",
  work: "action @someone look at the database in 10m",
};

export const noticedWords: Record<Noticed, string> = {
  monitor: "a monitor",
  customer: "a customer",
  employee: "an employee",
};

const phases: Record<Phase, string> = {
  investigating: "is looking for the cause again",
  identified: "says that the cause is found",
  mitigated: "says that the impact is contained",
  monitoring: "says that it is being watched",
};

export function recordSentence(fact: RecordFact, who: string, wordsMax: number): string {
  const quoted = (text: string) => brief(text, wordsMax);
  switch (fact.type) {
    case "time set":
      return because(`${who} set ${milestoneWords[fact.which]} to ${utc(fact.at)}`, quoted(fact.because));
    case "detection told":
      return detection(fact, who, wordsMax);
    case "affected told":
      return `${who} said who is affected: ${quoted(fact.who)}`;
    case "services told":
      return stop(`${who} named the services: ${quoted(fact.services.join(", "))}`);
    case "phase changed":
      return because(`${who} ${phases[fact.to]}`, quoted(fact.text));
    case "aware":
      return fact.how === "spoke"
        ? `${brief(fact.person.name)} joined in the channel.`
        : `${brief(fact.person.name)} has seen the card.`;
    case "blanks asked":
      return asked(fact);
    case "blank quieted":
      return because(
        `${who} is not to be asked ${fact.blank === "all" ? "for what is missing" : blankWords[fact.blank]} any more`,
        quoted(fact.because),
      );
    case "pinned":
      return pinned(fact, who, wordsMax);
    case "unpinned":
      return `${who} took a pin off.`;
    case "linked":
      return `${who} linked ${quoted(fact.title)}: ${quoted(fact.url)}`;
    case "renamed":
      return `${who} renamed it from ${quoted(fact.from)} to ${quoted(fact.to)}`;
    case "channel renamed":
      return `The channel is called ${quoted(fact.name)} now.`;
    case "channel lost":
      return stop(`Its channel is gone: ${quoted(fact.reason)}`);
    case "channel asked":
      return `${who} asked for a channel of its own.`;
    case "transcript compared":
      return compared(fact);
    case "words erased":
      return because(
        `What somebody said was erased from the transcript, ${counted(fact.lines, "line")}`,
        quoted(fact.because),
      );
    case "transcript removed":
      return because(`The transcript of ${fact.lines} lines was removed`, quoted(fact.because));
    default:
      return unreachable(fact);
  }
}

function detection({ by, through, url }: FactOf<"detection told">, who: string, wordsMax: number): string {
  const details = [through, url ?? ""].filter((each) => each !== "").join(" ");
  return because(`${who} said that ${noticedWords[by]} noticed it`, brief(details, wordsMax));
}

function asked({ blanks, of }: FactOf<"blanks asked">): string {
  const missing = blanks.map((blank) => blankWords[blank]).join("; ");
  return stop(`${of === null ? "Everybody is asked" : `${brief(of.name)} is asked`}: ${missing}`);
}

function pinned({ message, note }: FactOf<"pinned">, who: string, wordsMax: number): string {
  const said = `${brief(message.author.name)} said ${utc(message.saidAt)}: ${brief(message.text, wordsMax)}`;
  return note === "" ? `${who} pinned what ${said}` : `${who} pinned (${brief(note, wordsMax)}) what ${said}`;
}

function compared({ added, edited, deleted, restored = 0, gaps, lines }: FactOf<"transcript compared">): string {
  const found = [
    [added, "message added"],
    [edited, "edit added"],
    [deleted, "deletion added"],
    [restored, "restoration added"],
    [gaps, "gap marked"],
  ] as const;
  const changes = found.filter(([count]) => count > 0).map(([count, what]) => counted(count, what));
  return `The transcript was compared with Teams: ${changes.length === 0 ? "nothing was missing" : changes.join(", ")}; it has ${lines} lines.`;
}
