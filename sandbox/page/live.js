/** Keeps what the page knows level with the sandbox: everything once, then every event, and everything again after a gap. */
import * as api from "./api.js";
import { readAddress } from "./address.js";
import { keepMessages, leaveWhatIsGone } from "./store.js";

const atOnce = 6;
/** Between two readings of a conversation in which much happens. */
const breathMs = 100;
const conversationsMax = 400;

export async function loadAll(store) {
  const [people, conversations, teams, commands] = await Promise.all([
    api.readPeople(),
    api.readConversations(),
    api.readTeams(),
    api.readCommands(),
  ]);
  Object.assign(store, { people, conversations, teams, commands });
  viewer = store.me ?? readAddress(store).person;
  await Promise.all([
    loadAllMessages(store),
    loadClock(store),
    loadWorkItems(store),
    loadWiki(store),
    loadOutbox(store),
    loadHeartbeats(store),
    loadFaults(store),
    loadSettings(store),
  ]);
  store.changed();
}

/** Whose eyes the messages were read with. */
let viewer;

/** A card can have a side for one person only, so somebody else has to read again. */
export function readAgainAsSomebodyElse(store) {
  if (store.me === undefined || store.me.id === viewer?.id) return;
  viewer = store.me;
  loadAllMessages(store).catch(console.warn);
}

async function loadAllMessages(store) {
  const wanted = store.conversations.slice(-conversationsMax).map(({ id }) => id);
  const turns = Array.from({ length: atOnce }, async () => {
    for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) await loadMessages(store, id).catch(console.warn);
  });
  await Promise.all(turns);
}

const loading = new Map();

/** Reads a conversation; of many changes at once only the first and the last are worth a request. */
function loadMessages(store, id) {
  const running = loading.get(id);
  if (running !== undefined) {
    running.again = true;
    return running.done;
  }
  const turn = { again: false, done: Promise.resolve() };
  turn.done = readUntilQuiet(store, id, turn).finally(() => loading.delete(id));
  loading.set(id, turn);
  return turn.done;
}

async function readUntilQuiet(store, id, turn) {
  do {
    turn.again = false;
    keepMessages(store, id, await api.readMessages(id, viewer?.id));
    if (turn.again) await new Promise((resolve) => setTimeout(resolve, breathMs));
  } while (turn.again);
}

/** One part may be missing without the page being empty. */
const part = (read, keep) => async (store) => {
  try {
    keep(store, await read());
    store.changed();
  } catch (error) {
    console.warn(error);
  }
};

const listIn = (answer) => (Array.isArray(answer) ? answer : (answer?.value ?? answer?.items ?? []));
export const loadClock = part(api.readClock, (store, clock) => keepClock(store, clock));
export const loadWorkItems = part(
  () => Promise.all([api.readWorkItems(), api.readProcess()]),
  (store, [answer, process]) => Object.assign(store, { workItems: listIn(answer), process }),
);
const loadWiki = part(api.readWiki, (store, wiki) => Object.assign(store, { wiki }));
export const loadOutbox = part(
  () => Promise.all([api.readOutbox(), api.readPhones()]),
  (store, [answer, phones]) => Object.assign(store, { outbox: listIn(answer), phones }),
);
const loadHeartbeats = part(api.readHeartbeats, (store, heartbeats) => Object.assign(store, { heartbeats }));
export const loadFaults = part(api.readFaults, (store, answer) => Object.assign(store, { faults: listIn(answer) }));

export const loadSettings = part(api.readSettings, (store, settings) => Object.assign(store, { settings }));

function keepClock(store, clock) {
  const at = Date.parse(clock?.now ?? "");
  if (!Number.isNaN(at)) store.aheadMs = at - Date.now();
}

export function followEvents(store) {
  const source = new EventSource("/sandbox/events");
  let lost = false;
  source.addEventListener("open", async () => {
    if (lost) await loadAll(store).catch(console.warn);
    lost = false;
    store.connected = true;
    store.changed();
  });
  source.addEventListener("error", () => {
    lost = true;
    store.connected = false;
    store.changed();
  });
  source.addEventListener("message", ({ data }) => take(store, JSON.parse(data)));
}

function take(store, event) {
  switch (event.type) {
    case "message":
    case "edited":
    case "deleted":
      return takeMessage(store, event);
    case "conversation":
      return takeConversation(store);
    case "workitem":
      return loadWorkItems(store);
    case "wiki":
      return loadWiki(store);
    case "outbox":
      return loadOutbox(store);
    case "heartbeat":
      return loadHeartbeats(store);
    case "clock":
      return loadClock(store);
    case "faults":
      return loadFaults(store);
    case "settings":
      return loadSettings(store);
  }
}

async function takeMessage(store, event) {
  const id = event.conversation;
  if (typeof id !== "string") return;
  if (!store.conversations.some((each) => each.id === id)) await takeConversation(store);
  await loadMessages(store, id).catch(console.warn);
}

async function takeConversation(store) {
  const read = Promise.all([api.readConversations(), api.readTeams()]);
  [store.conversations, store.teams] = await read.catch(() => [store.conversations, store.teams]);
  if (store.me !== undefined) leaveWhatIsGone(store);
  store.changed();
}
