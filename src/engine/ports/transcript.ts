/** Transcripts, as Muster needs them; see ports.ts. */

/**
 * One line of a transcript. `id` is the Teams message id; an edit or deletion repeats it with another `kind`
 * ("restored": a deletion was taken back). A "gap" says in `text` what is missing, from when to when.
 */
export type Line = {
  id: string;
  kind: "said" | "edited" | "deleted" | "restored" | "bot" | "kept" | "gap" | "erased";
  at: string;
  from: { id: string; name: string };
  text: string;
  replyTo?: string;
  attachments?: { name: string; contentType: string; url?: string }[];
  mentions?: { id: string; name: string }[];
  /** It did not reach us through the bot, but was found when comparing with Teams. */
  source?: "graph";
  /** Of "kept": what came with the message. `key` names the copy in Media; `why` says why there is none. */
  file?: {
    name: string;
    contentType: string;
    bytes?: number;
    /** In hex. */
    sha256?: string;
    key?: string;
    url?: string;
    why?: string;
  };
  /** Of "erased": the numbers of the lines whose words were erased. */
  lines?: number[];
};
/**
 * `words` is the digest of all but the line's place (see domain/transcript.ts). `erased`: all that it covers is gone;
 * `from` and `text` say nothing then.
 */
export type LoggedLine = Line & {
  number: number;
  previous: string;
  hash: string;
  words?: string;
  salt?: string;
  erased?: true;
};

export interface Transcript {
  /**
   * Durable when it resolves. The same line again (see domain/transcript.ts) changes nothing, also when its words were
   * erased meanwhile. Writers on several machines interleave without loss.
   */
  append(stream: string, line: Line): Promise<void>;
  /** All lines in the order logged; `hash` covers the line, and `previous` is the hash before it ("" for the first). */
  read(stream: string): Promise<LoggedLine[]>;
  /**
   * Appends `record`, an "erased" line that names these numbers, and then takes the words out of those lines, wherever
   * they are stored; doing it again finishes what was interrupted. Numbers that no line has are a RangeError, and so is
   * the number of a record of an erasure. Throws Outage, again: false where storage is immutable: then the record stands
   * and the words too.
   */
  erase(stream: string, numbers: readonly number[], record: Line): Promise<void>;
  /** Removes all of it. What is said afterwards begins a new one. Removing what is not there is not an error. */
  remove(stream: string): Promise<void>;
}
