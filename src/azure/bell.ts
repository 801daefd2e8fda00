/** The bell on an Azure queue: a message names a stream and a time, and stays invisible until the second before. */
import type { DequeuedMessageItem, QueueClient } from "@azure/storage-queue";
import type { Logger } from "pino";
import { checkStream } from "../domain/limits.ts";
import type { Bell, Ring } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";

/** The service hides a message for seven days at most (Put Message); what is further away is rung again on the way. */
const hiddenSecondsMax = 7 * 86_400 - 60;
const workSeconds = 60;
/** The service counts in whole seconds, so that a message comes up to one early; it is kept here until its time. */
const earlyMsMax = 1_000;
const ringsMax = 32;
const forever = -1;

export function azureBell(queue: QueueClient, now: () => Date, logger?: Pick<Logger, "warn">): Bell {
  let kept: Ring[] = [];

  /** Undefined when there is nothing to do soon. */
  const read = async (message: DequeuedMessageItem): Promise<Ring | undefined> => {
    const told = parse(message.messageText);
    if (told === undefined) {
      logger?.warn({ text: message.messageText.slice(0, 200) }, "A message that is no ring was taken off the queue.");
      await remove(queue, message);
      return undefined;
    }
    if (told.at.getTime() > now().getTime() + earlyMsMax) {
      // First the new one: dying in between must leave two rings rather than none.
      await ring(queue, told.stream, told.at, now());
      await remove(queue, message);
      return undefined;
    }
    return { ...told, done: () => remove(queue, message) };
  };

  function takeDue(): Ring[] {
    const time = now().getTime();
    const due = new Set(kept.filter(({ at }) => at.getTime() <= time).slice(0, ringsMax));
    kept = kept.filter((each) => !due.has(each));
    return [...due];
  }

  return {
    ring: (stream, at) => ring(queue, stream, at, now()),
    async due() {
      const waited = takeDue();
      if (waited.length > 0) return waited;
      const options = { numberOfMessages: ringsMax, visibilityTimeout: workSeconds };
      const { receivedMessageItems } = await within("hand over rings", (abortSignal) =>
        queue.receiveMessages({ ...options, abortSignal }),
      );
      const rings = await Promise.all(receivedMessageItems.map(read));
      kept.push(...rings.filter((each) => each !== undefined));
      return takeDue();
    },
  };
}

async function ring(queue: QueueClient, stream: string, at: Date, now: Date): Promise<void> {
  checkStream(stream);
  const seconds = Math.floor((at.getTime() - now.getTime()) / 1_000);
  const visibilityTimeout = Math.max(0, Math.min(seconds, hiddenSecondsMax));
  const text = JSON.stringify({ stream, at: at.toISOString() });
  const options = { visibilityTimeout, messageTimeToLive: forever };
  await within(`ring for ${stream}`, (abortSignal) => queue.sendMessage(text, { ...options, abortSignal }));
}

async function remove(queue: QueueClient, { messageId, popReceipt }: DequeuedMessageItem): Promise<void> {
  try {
    await within("take a ring off the queue", (abortSignal) =>
      queue.deleteMessage(messageId, popReceipt, { abortSignal }),
    );
  } catch (error) {
    // It came back and somebody else has it now, or has done it: theirs to take off.
    if (statusOf(error) === undefined) throw error;
  }
}

function parse(text: string): { stream: string; at: Date } | undefined {
  try {
    const { stream, at } = JSON.parse(text) as { stream: unknown; at: unknown };
    if (typeof stream !== "string" || typeof at !== "string" || Number.isNaN(Date.parse(at))) return undefined;
    checkStream(stream);
    return { stream, at: new Date(at) };
  } catch {
    return undefined;
  }
}
