/** How messages stand together: posts with their replies in a channel, and who said something for the first time. */

/**
 * @param {{ id: string, replyTo?: string }[]} messages oldest first
 * @returns {{ root: any, replies: any[] }[]}
 */
export function threadsOf(messages) {
  const threads = new Map();
  const rootOf = new Map();
  for (const message of messages) {
    const root = message.replyTo === undefined ? undefined : (rootOf.get(message.replyTo) ?? message.replyTo);
    const thread = root === undefined ? undefined : threads.get(root);
    rootOf.set(message.id, thread === undefined ? message.id : root);
    if (thread === undefined) threads.set(message.id, { root: message, replies: [] });
    else thread.replies.push(message);
  }
  return [...threads.values()];
}

export const beginsWithCard = ([first]) => first?.from.bot === true && first.card !== undefined && !first.deleted;

const togetherMs = 5 * 60_000;

/** Whether this message goes on where the one before it stopped, so that the name need not be said again. */
export const goesOn = (before, message) =>
  before !== undefined &&
  before.from.id === message.from.id &&
  Date.parse(message.at) - Date.parse(before.at) < togetherMs &&
  before.card === undefined &&
  !before.deleted;
