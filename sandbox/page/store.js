/**
 * What the page knows, for whoever shows it. Everything that changes something here ends with `changed()`; all that
 * show something are asked again once for all changes of a moment.
 */
import { readAddress, writeAddress } from "./address.js";
import { readSeen, writeSeen } from "./seen.js";

const togetherMs = 10;

export function createStore() {
  const store = {
    people: [],
    me: undefined,
    conversations: [],
    teams: [],
    /** What the app offers in a message's menu. */
    commands: [],
    /** How often somebody has turned to a conversation. */
    visit: 0,
    /** What goes along with everything that is said, changed and taken back. */
    how: {},
    settings: { reactionsOnAllMessages: true },
    /** @type {Map<string, any[]>} */
    messages: new Map(),
    /** The id of the conversation in view. */
    open: undefined,
    /** The message at which reading goes on there. */
    firstUnread: undefined,
    /** Message ids of presses on their way, and what came of them, for the eyes of this person only. */
    presses: new Map(),
    /** Conversation ids in which an answer is awaited. */
    awaited: new Map(),
    /** How far the sandbox's clock is ahead of this machine's. */
    aheadMs: 0,
    connected: true,
    workItems: [],
    /** Azure Boards' process: the types with their states and fields. */
    process: { types: [] },
    wiki: [],
    outbox: [],
    /** Whether a number or address can be reached; those that are not here can. */
    phones: {},
    heartbeats: { count: 0, last: null },
    onlyMine: false,
    faults: [],
    railOpen: false,
    panelOpen: false,
    panelTab: "work",
    seen: {},
  };
  const listeners = new Set();
  let scheduled = false;
  const changed = () => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    }, togetherMs);
  };
  const listen = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return Object.assign(store, { changed, listen });
}

export const now = (store) => new Date(Date.now() + store.aheadMs);
export const muster = { id: "muster", name: "Muster", bot: true };
export const conversation = (store) => store.conversations.find(({ id }) => id === store.open);
export const messagesOf = (store, id = store.open) => store.messages.get(id) ?? [];

/** People see the channels of the teams and the chats that they are in. */
export const mine = (store) =>
  store.conversations.filter(({ teamId, members }) => {
    const team = teamId === undefined ? undefined : store.teams.find(({ id }) => id === teamId);
    const there = members ?? team?.members;
    return there === undefined || memberIds(there).includes(store.me?.id);
  });

export const memberIds = (members) => members.map((member) => (typeof member === "string" ? member : member.id));

export function become(store, person, how = "push") {
  store.me = person;
  store.seen = readSeen(person.id);
  store.presses.clear();
  leaveWhatIsGone(store);
  look(store);
  writeAddress(store, how);
  store.changed();
}

/** Somewhere else, when what was in view is not there any more, or not for this person. */
export function leaveWhatIsGone(store) {
  const all = mine(store);
  if (all.some(({ id }) => id === store.open)) return;
  store.open = (all.find(({ kind }) => kind === "channel") ?? all[0])?.id;
}

export function openConversation(store, id, how = "push") {
  store.open = id;
  look(store);
  writeAddress(store, how);
  store.changed();
}

export function keepMessages(store, conversationId, messages) {
  store.messages.set(conversationId, messages);
  if (conversationId === store.open) markSeen(store);
  store.changed();
}

/** Somebody looks at a conversation anew, from where they left it. */
function look(store) {
  store.visit += 1;
  store.firstUnread = unread(store, store.open)[0]?.id;
  markSeen(store);
}

/** What is in view has been seen, unless nobody is looking at this tab. */
export function markSeen(store) {
  if (store.me === undefined || store.open === undefined || document.hidden) return;
  store.seen = { ...store.seen, [store.open]: messagesOf(store).length };
  writeSeen(store.me.id, store.seen);
}

/** What somebody else said in a conversation since this person looked at it. */
export function unread(store, id) {
  const messages = messagesOf(store, id);
  const seen = store.seen[id] ?? 0;
  return messages
    .slice(seen > messages.length ? 0 : seen)
    .filter(({ from, deleted }) => from.id !== store.me?.id && !deleted);
}

export function followAddress(store) {
  const { person, conversation } = readAddress(store);
  if (conversation !== undefined) store.open = conversation.id;
  if (person !== undefined) become(store, person, "replace");
}
