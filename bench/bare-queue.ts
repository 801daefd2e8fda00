/** What a loop that does nothing but ask Azurite's queue sees of messages that are due at known times. */
import { setTimeout as pause } from "node:timers/promises";
import { QueueServiceClient } from "@azure/storage-queue";

/** In milliseconds: how long one request for messages takes, and how late they come. */
export type Listened = { askedMs: number[]; lateMs: number[] };

const messages = 100;
const forMs = 15_000;
const idleMs = 200;

/** A queue of its own, in an Azurite that holds whatever else it holds. Messages become visible at whole seconds from when they are sent. */
export async function listenBarely(connection: string): Promise<Listened> {
  const queue = QueueServiceClient.fromConnectionString(connection).getQueueClient("bare");
  await queue.createIfNotExists();
  for (let number = 0; number < messages; number++) {
    const visibilityTimeout = 2 + Math.floor((number * (forMs - 2_000)) / messages / 1_000);
    await queue.sendMessage(`${Date.now() + visibilityTimeout * 1_000}`, { visibilityTimeout });
  }
  const [askedMs, lateMs]: [number[], number[]] = [[], []];
  const deadline = performance.now() + 4 * forMs;
  while (lateMs.length < messages && performance.now() < deadline) {
    const started = performance.now();
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 60 });
    askedMs.push(performance.now() - started);
    for (const { messageText, messageId, popReceipt } of receivedMessageItems) {
      lateMs.push(Date.now() - Number(messageText));
      await queue.deleteMessage(messageId, popReceipt);
    }
    if (receivedMessageItems.length === 0) await pause(idleMs);
  }
  await queue.delete();
  return { askedMs, lateMs };
}
