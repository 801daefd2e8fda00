/** A typed client of the sandbox's own interface, over HTTP: for tests, benches and anybody who wants to script it. */
import { boardsClient } from "./boards/client.ts";
import type { Fault } from "./faults.ts";
import type { Outgoing, PhoneReach } from "./outgoing.ts";

export type SandboxPerson = {
  id: string;
  name: string;
  upn: string;
  phone: string;
  guestOf?: { tenant: string; mail: string };
};
export type SandboxTeam = { id: string; name: string; members: string[] };
export type SandboxConversation = {
  id: string;
  kind: "channel" | "personal" | "group";
  name: string;
  team?: string;
  teamId?: string;
  members?: string[];
};
export type SandboxFile = { id: string; name: string; contentType: string; bytes: number; gone?: 404 | 410 };
export type SandboxMessage = {
  id: string;
  from: { id: string; name: string; bot: boolean };
  text: string;
  card?: Record<string, unknown>;
  replyTo?: string;
  edited?: boolean;
  editedAt?: string;
  deleted?: boolean;
  deletedAt?: string;
  at: string;
  summary?: string;
  files?: SandboxFile[];
  reactions?: { reaction: string; sign: string; from: { id: string; name: string }; at: string }[];
  /** Whether the viewer's card refreshes by itself; not there when it does not refresh. */
  refresh?: "automatic" | "manual";
  /** Everything it has said, the oldest first; asked for with `history`. */
  versions?: { text: string; at: string }[];
};
/** Content in base64, or so many made-up `bytes`: a picture, where the type says so. */
export type SandboxAttachment = { name: string; contentType: string } & ({ contentBase64: string } | { bytes: number });
/** `silent`: Teams forgets to tell the bot. */
export type SandboxHow = { silent?: boolean };
export type SandboxDelivered = { status: number; ms: number; error?: string };
export type SandboxSaid = SandboxMessage & { delivered: SandboxDelivered };
export type SandboxPressed = {
  response?: { statusCode: number; type: string; value: unknown };
  url?: string;
  delivered?: SandboxDelivered;
  message: SandboxMessage;
};
export type { SandboxWorkItem } from "./boards/client.ts";
/** What came of a command in a message's menu: the bot's answer, the card of the dialog that is open now, or why Teams shows none. */
export type SandboxActed = {
  response?: { task?: { type: string; value: unknown }; composeExtension?: Record<string, unknown> };
  card?: Record<string, unknown>;
  problem?: string;
  delivered: SandboxDelivered;
};
export type SandboxOutgoing = Omit<Outgoing, "repeat"> & { delivered?: SandboxDelivered };
export type SandboxAct =
  | { action: "reply"; text: string }
  | { action: "press"; key: string }
  | { action: "acknowledge" | "resolve"; by?: string }
  | { action: "deliver" | "fail" | "answer" | "hangup" | "open" };
export type Har = {
  log: {
    entries: {
      request: { method: string; url: string; postData?: { text: string } };
      response: { status: number; content: { text?: string } };
    }[];
  };
};
export type SandboxClient = ReturnType<typeof sandboxClient>;

/** An answer that is not 2xx, with what it said. */
export class SandboxAnswer extends Error {
  override readonly name = "SandboxAnswer";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A function for each request of docs/sandbox.md. Rejects with SandboxAnswer. */
export const sandboxClient = (url: string) => ({
  url,
  ...talking(asker(url)),
  ...watching(asker(url)),
  ...answering(asker(url)),
  ...boardsClient(asker(url)),
});

export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

function asker(url: string): Ask {
  return async (method, path, body) => {
    const content =
      body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${url}/sandbox${path}`, { method, ...content });
    const text = await response.text();
    if (!response.ok) throw new SandboxAnswer(response.status, `${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}

const at = (conversation: string, message?: string): string =>
  `/conversations/${encodeURIComponent(conversation)}/messages${message === undefined ? "" : `/${message}`}`;

const talking = (ask: Ask) => ({
  people: () => ask<SandboxPerson[]>("GET", "/people"),
  conversations: () => ask<SandboxConversation[]>("GET", "/conversations"),
  messages: (conversation: string, viewer?: string) =>
    ask<SandboxMessage[]>(
      "GET",
      at(conversation) + (viewer === undefined ? "" : `?viewer=${encodeURIComponent(viewer)}`),
    ),
  /** With every version of each message, also of those that were deleted. */
  history: (conversation: string) => ask<SandboxMessage[]>("GET", `${at(conversation)}?versions=true`),
  say: (
    conversation: string,
    from: string,
    text: string,
    replyTo?: string,
    how: SandboxHow & { attachments?: SandboxAttachment[] } = {},
  ) => ask<SandboxSaid>("POST", at(conversation), { from, text, replyTo, ...how }),
  edit: (conversation: string, message: string, text: string, how: SandboxHow = {}) =>
    ask<SandboxSaid>("PATCH", at(conversation, message), { text, ...how }),
  remove: (conversation: string, message: string, how: SandboxHow = {}) =>
    ask<SandboxSaid>("DELETE", at(conversation, message), how),
  /** Its author brings back what they had deleted. */
  restore: (conversation: string, message: string, how: SandboxHow = {}) =>
    ask<SandboxSaid>("POST", `${at(conversation, message)}/restore`, how),
  /** Gives a reaction or, with `set` false, takes it back; `delivered` where the bot hears of it. */
  react: (message: string, from: string, reaction: string, set = true, how: SandboxHow = {}) =>
    ask<SandboxMessage & Partial<SandboxSaid>>("PUT", `/messages/${message}/reactions`, {
      from,
      reaction,
      set,
      ...how,
    }),
  /** Whoever wants what was sent is answered with this status from now on. */
  vanish: (file: string, status: 404 | 410 = 404) => ask<SandboxFile>("DELETE", `/attachments/${file}`, { status }),
  redeliver: (message: string) => ask<SandboxSaid>("POST", `/messages/${message}/redeliver`),
  /** Somebody looks at a chat; `delivered` where Teams tells the bot how far they have read. */
  read: (conversation: string, from: string) =>
    ask<{ upTo?: string; delivered?: SandboxDelivered }>(
      "POST",
      `/conversations/${encodeURIComponent(conversation)}/read`,
      { from },
    ),
  press: (message: string, from: string, button: string, inputs?: Record<string, unknown>) =>
    ask<SandboxPressed>("POST", `/messages/${message}/press`, { from, button, inputs }),
  /** Opens the dialog of a command in a message's menu or, with `data`, fills it in and sends it. */
  act: (message: string, from: string, command: string, data?: Record<string, unknown>, button?: string) =>
    ask<SandboxActed>("POST", `/messages/${message}/action`, { from, command, data, button }),
  commands: () => ask<{ id: string; title: string; description: string }[]>("GET", "/commands"),
  /** Somebody looks at a card that refreshes, or asks for it by hand; `delivered` where the bot was asked. */
  refresh: (message: string, from: string, how: { manual?: boolean } = {}) =>
    ask<SandboxPressed>("POST", `/messages/${message}/refresh`, { from, ...how }),
  makeChannel: (team: string, name: string) =>
    ask<SandboxConversation>("POST", "/conversations", { kind: "channel", team, name }),
  renameChannel: (conversation: string, name: string) =>
    ask<SandboxConversation>("PATCH", `/conversations/${encodeURIComponent(conversation)}`, { name }),
  deleteChannel: (conversation: string) => ask<void>("DELETE", `/conversations/${encodeURIComponent(conversation)}`),
});

const onTeam = (team: string, person: string): string =>
  `/teams/${encodeURIComponent(team)}/members/${encodeURIComponent(person)}`;

const watching = (ask: Ask) => ({
  teams: () => ask<(SandboxTeam & { thread: string; installed: boolean })[]>("GET", "/teams"),
  /** Somebody comes into a team, or leaves it; `delivered` where the bot hears of it. */
  join: (team: string, person: string) =>
    ask<SandboxTeam & { delivered?: SandboxDelivered }>("PUT", onTeam(team, person)),
  leave: (team: string, person: string) =>
    ask<SandboxTeam & { delivered?: SandboxDelivered }>("DELETE", onTeam(team, person)),
  install: (conversation: string, installed: boolean) =>
    ask<{ installed: boolean }>("PUT", `/conversations/${encodeURIComponent(conversation)}/app`, { installed }),
  grants: (grants: { roles?: string[]; resourceSpecific?: string[] }) =>
    ask<{ roles: string[]; resourceSpecific: string[] }>("PUT", "/grants", grants),
  settings: (settings: { reactionsOnAllMessages?: boolean }) =>
    ask<{ reactionsOnAllMessages: boolean }>("POST", "/settings", settings),
  clock: () => ask<{ now: string; offsetMs: number }>("GET", "/clock"),
  advance: (span: string) => ask<{ now: string; offsetMs: number }>("POST", "/clock", { advance: span }),
  fault: (fault: Pick<Fault, "match"> & Partial<Fault>) => ask<Fault>("POST", "/faults", fault),
  faults: () => ask<Fault[]>("GET", "/faults"),
  clearFaults: () => ask<void>("DELETE", "/faults"),
  notices: () =>
    ask<{ id: string; activityType: string; recipient: unknown; previewText: string }[]>("GET", "/notices"),
  har: () => ask<Har>("GET", "/traffic.har"),
});

const answering = (ask: Ask) => ({
  outbox: () => ask<SandboxOutgoing[]>("GET", "/outbox"),
  /** What somebody does with what reached them; answers how it stands when Muster has nothing more under way. */
  answer: (id: string, act: SandboxAct) =>
    ask<SandboxOutgoing>("POST", `/outbox/${encodeURIComponent(id)}/answer`, act),
  phone: (number: string, reach: PhoneReach) =>
    ask<{ number: string; reach: PhoneReach }>("PUT", `/phones/${encodeURIComponent(number)}`, { reach }),
  phones: () => ask<Record<string, PhoneReach>>("GET", "/phones"),
  heartbeats: () => ask<{ count: number; last: string | null }>("GET", "/heartbeats"),
  /** A token with which the tab says who looks at it. */
  token: async (person: string) => (await ask<{ token: string }>("POST", "/token", { person })).token,
});
