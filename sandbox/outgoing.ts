/** The shapes of what left by other roads than Teams, and of what comes back of it; all of it is plain JSON. */

/** "ok" takes everything, "off" fails later, "unknown" is refused at once, "manual" waits to be told. */
export const reaches = ["ok", "off", "unknown", "manual"] as const;
export type PhoneReach = (typeof reaches)[number];
export type OutgoingKind = "sms" | "voice" | "email" | "pagerduty" | "webhook";
export type OutgoingState =
  | "sent"
  | "delivered"
  | "answered"
  | "failed"
  | "ringing"
  | "ended"
  | "open"
  | "acknowledged"
  | "resolved";
/** What happened to it, and how it stood then. */
export type Moment = {
  state: OutgoingState;
  at: string;
  text?: string;
  key?: string;
  reason?: string;
  opened?: string;
};
/** A call that is under way: where its events go, and what it waits for until when. */
export type OngoingCall = {
  server: string;
  correlation: string;
  callback: string;
  speech: boolean;
  context?: string;
  /** Epoch milliseconds by the sandbox's clock. */
  until?: number;
  listening?: { tones: string[]; most: number; stop: string[]; context?: string; callback: string };
};
/** What left by another road than Teams. `id` is what the service calls it. */
export type Outgoing = {
  id: string;
  kind: OutgoingKind;
  from: string;
  to: string;
  text: string;
  subject?: string;
  html?: string;
  link?: string;
  state: OutgoingState;
  at: string;
  history: Moment[];
  /** The sender's own name for the request; the same again sends nothing. */
  repeat?: string;
  tag?: string;
  /** Whether anybody wants to hear of it. */
  report?: boolean;
  call?: OngoingCall;
  /** What was posted, for those who want to look closely. */
  body?: unknown;
};
/** Something that a service tells Muster, until Muster has taken it. `dueAt` is epoch milliseconds of the sandbox's clock. */
export type Report = {
  id: string;
  about: string;
  /** How often it comes again, and after what; Event Grid's way unless said otherwise. */
  patience?: "service hook";
  url: string;
  headers: Record<string, string>;
  body: string;
  dueAt: number;
  tries: number;
};
