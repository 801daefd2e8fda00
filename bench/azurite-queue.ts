/**
 * Loaded into Azurite before its own program: the messages of a queue are found by their ids, and looked through in a
 * plain loop for those that are due. Azurite itself walks through them many times for each request, which with ten
 * thousand of them takes it longer than everything that Muster does.
 */
import { createRequire } from "node:module";

type Message = { messageId: string; timeNextVisible: number; $loki: number } & Record<string, unknown>;
type Query = Record<string, unknown>;
type Store = { init(): Promise<void>; MESSAGES_COLLECTION: string; db: { getCollection(name: string): object } };

const load = <T>(file: string): T =>
  (createRequire(import.meta.url)(`azurite/dist/src/queue/${file}`) as { default: { prototype: T } }).default.prototype;

/** Every minute it looks for the texts of messages that are gone, and answers nobody for seconds. Here they may stay. */
load<{ markSweep(): Promise<void> }>("gc/QueueGCManager.js").markSweep = () => Promise.resolve();

const prototype = load<Store>("persistence/LokiQueueMetadataStore.js");
const { init } = prototype;

prototype.init = async function initById() {
  await init.call(this);
  Object.assign(this.db.getCollection(this.MESSAGES_COLLECTION), messagesById());
};

/** As much of a collection of LokiJS as Azurite's queues use. */
function messagesById() {
  const messages = new Map<string, Message>();
  let last = 0;
  const found = (query: Query): Message[] => [...messages.values()].filter((message) => fits(message, query));
  const remove = (gone: Message | readonly Message[]): void => {
    for (const { messageId } of [gone].flat() as Message[]) messages.delete(messageId);
  };
  return {
    insert: (message: Message) => void messages.set(message.messageId, Object.assign(message, { $loki: ++last })),
    /** What it is called with has been changed in place. */
    update: () => undefined,
    remove,
    findAndRemove: (query: Query) => remove(found(query)),
    findOne: (query: Query) => messages.get(String(query["messageId"])) ?? null,
    count: (query: Query) => found(query).length,
    chain: () => ({ find: (query: Query) => chain(found(query)) }),
  };
}

/** A value, or one that is at most or more than something. */
function fits(message: Message, query: Query): boolean {
  for (const name in query) {
    const [value, wanted] = [message[name], query[name]];
    if (typeof wanted !== "object" || wanted === null) {
      if (value !== wanted) return false;
      continue;
    }
    const { $lte, $gt } = wanted as { $lte?: number; $gt?: number };
    if ($lte !== undefined && !(Number(value) <= $lte)) return false;
    if ($gt !== undefined && !(Number(value) > $gt)) return false;
  }
  return true;
}

function chain(messages: Message[]) {
  return {
    /** The only order that anybody asks for. */
    compoundsort: () =>
      chain(messages.toSorted((one, other) => one.timeNextVisible - other.timeNextVisible || one.$loki - other.$loki)),
    limit: (most: number) => chain(messages.slice(0, most)),
    data: () => messages,
  };
}
