/** What comes back about a page by other roads than Teams: delivery reports, calls, text messages, links. */
import type { TryState } from "../domain/incident/facts.ts";

export type PagingEvent =
  | { kind: "reported"; state: TryState; reason?: string }
  | { kind: "acknowledged" }
  | { kind: "declined" };

/** What the page behind a link shows. `open`: an answer still changes something. */
export type Shown = {
  id: string;
  title: string;
  severity: number;
  person: string;
  standing: string;
  open: boolean;
  drill?: true;
};

export type Replies = {
  /** What a token is about; undefined when it is none of ours. */
  about(token: string): Promise<Shown | undefined>;
  /** Takes it in; durable when it resolves. Resolves to a sentence for the person. The same cause counts once. Throws a Refusal for a token that is none of ours. */
  hear(token: string, event: PagingEvent, cause: string): Promise<string>;
  /** The same by what a service calls the try. What nobody sent is ignored. */
  hearAbout(reference: string, event: PagingEvent, cause: string): Promise<void>;
  /** A text message from somebody's phone, about what they were last paged for: "1", "ack", "2", "can't" … */
  hearMessage(phone: string, text: string, cause: string): Promise<string>;
};
