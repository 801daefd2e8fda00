/** Who is meant by the `<at>` tags of a message. */
import type { Sentence } from "../engine/incoming.ts";
import type { Person } from "../domain/people.ts";
import type { Activity, Mention } from "./activity.ts";
import { legible, mentionCloses, mentionOpens, spoken } from "./characters.ts";
import { piecesOf } from "./markup.ts";

/** `mentioned`: everybody and everything that is mentioned, Muster and channels too, each once. */
export type Spoken = { sentence: Sentence; plain: string; toMuster: boolean; mentioned: Person[] };

/** The words of an activity: as a sentence without Muster's own name, and plainly as the transcript keeps them. */
export function wordsOf(activity: Activity, textMost: number): Spoken {
  const find = mentionFinder(activity.entities);
  const mentions: Person[] = [];
  const others: Person[] = [];
  let sentence = "";
  let plain = "";
  let toMuster = false;
  for (const piece of piecesOf(textOf(activity).slice(0, textMost))) {
    const text = legible(piece.text);
    const mentioned = piece.kind === "mention" ? find(text) : undefined;
    plain += text;
    if (mentioned !== undefined && !isPerson(mentioned.id)) others.push({ id: mentioned.id, name: text });
    if (mentioned !== undefined && mentioned.id === activity.recipient?.id) {
      toMuster = true;
      sentence += " ";
    } else if (mentioned === undefined || !isPerson(mentioned.id)) {
      sentence += text;
    } else {
      sentence += placeholder(mentions, { id: mentioned.aadObjectId ?? mentioned.id, name: text }, sentence);
    }
  }
  const mentioned = [...new Map([...others, ...mentions].map((each) => [each.id, each])).values()];
  return { sentence: { text: spoken(sentence), mentions }, plain: plain.trim(), toMuster, mentioned };
}

const htmlMost = 200 * 1_024;

/** The words of a message in the HTML in which Teams holds it, as the transcript keeps them. */
export const plainOf = (html: string): string =>
  piecesOf(html.slice(0, htmlMost))
    .map((piece) => legible(piece.text))
    .join("")
    .trim();

/**
 * Rich text comes as text with an HTML copy (Microsoft Learn, "Send and receive messages"); some messages have only
 * that.
 */
function textOf(activity: Activity): string {
  if (activity.text !== undefined && activity.text.trim() !== "") return activity.text;
  const html = activity.attachments.find((attachment) => attachment.contentType === "text/html")?.content;
  return typeof html === "string" ? html : "";
}

/** Teams cuts one mention of "Megan Bowen" into two tags, one for each word, when somebody edits the name. */
function placeholder(mentions: Person[], person: Person, before: string): string {
  const last = mentions.at(-1);
  if (last?.id !== person.id || !before.trimEnd().endsWith(mentionCloses)) {
    mentions.push(person);
    return `${mentionOpens}${mentions.length - 1}${mentionCloses}`;
  }
  if (last.name !== person.name) last.name = `${last.name} ${person.name}`;
  return "";
}

/** Channels, teams and tags are mentioned too, and other bots: none of them can take a role. */
const isPerson = (id: string) => !/^(19|28):/.test(id);

/** Entities have no position: the first unused one with the tag's text belongs to the tag. */
function mentionFinder(entities: Mention[]): (label: string) => Mention["mentioned"] | undefined {
  const waiting = new Map<string, Mention[]>();
  for (const entity of entities) {
    const label = labelOf(entity);
    waiting.set(label, [...(waiting.get(label) ?? []), entity]);
  }
  return (label) => {
    const candidates = waiting.get(label);
    return (candidates !== undefined && candidates.length > 1 ? candidates.shift() : candidates?.[0])?.mentioned;
  };
}

const labelOf = (entity: Mention): string => {
  const [piece] = entity.text === undefined ? [] : piecesOf(entity.text);
  return legible(piece?.text ?? entity.mentioned.name ?? "");
};
