/**
 * The parts of a Bot Framework activity that Muster reads. Everything but the outline is optional and forgiving: an odd
 * field must not cost a line of the transcript.
 */
import { z } from "zod";

const entitiesMost = 500;
const attachmentsMost = 50;
const membersMost = 1_000;
const reactionsMost = 50;

const identifier = z.string().min(1).max(1_000);
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Keeps the members that fit, at most so many, and forgets the rest. */
const listOf = <T extends z.ZodType>(schema: T, most: number) =>
  z
    .array(z.unknown())
    .default([])
    .catch([])
    .transform((members) =>
      members.slice(0, most).flatMap((member) => {
        const read = schema.safeParse(member);
        return read.success ? [read.data] : [];
      }),
    );

const account = z.object({
  id: identifier,
  name: maybe(z.string()),
  aadObjectId: maybe(identifier),
  isTargeted: maybe(z.boolean()),
});

const attachment = z.object({
  contentType: z.string().max(200),
  contentUrl: maybe(z.string().max(4_000)),
  name: maybe(z.string()),
  content: z.unknown().optional(),
});

const mention = z.object({
  type: z.literal("mention"),
  text: maybe(z.string().max(1_000)),
  mentioned: account,
});

const reaction = z.object({ type: z.string().max(200) });

const place = maybe(z.object({ id: identifier }));

const channelData = z.object({
  eventType: maybe(z.string().max(100)),
  tenant: place,
  channel: maybe(z.object({ id: identifier, name: maybe(z.string().max(300)) })),
  team: maybe(z.object({ id: identifier, aadGroupId: maybe(identifier) })),
});

const schema = z.object({
  type: z.string().min(1).max(100),
  id: maybe(identifier),
  name: maybe(z.string().max(200)),
  action: maybe(z.string().max(100)),
  channelId: maybe(z.string().max(100)),
  serviceUrl: maybe(identifier),
  timestamp: maybe(z.string().max(100)),
  from: maybe(account),
  recipient: maybe(account),
  conversation: maybe(
    z.object({
      id: identifier,
      conversationType: maybe(z.string()),
      tenantId: maybe(identifier),
      isGroup: maybe(z.boolean()),
    }),
  ),
  replyToId: maybe(identifier),
  text: maybe(z.string()),
  value: z.unknown().optional(),
  attachments: listOf(attachment, attachmentsMost),
  entities: listOf(mention, entitiesMost),
  membersAdded: listOf(account, membersMost),
  membersRemoved: listOf(account, membersMost),
  reactionsAdded: listOf(reaction, reactionsMost),
  reactionsRemoved: listOf(reaction, reactionsMost),
  channelData: maybe(channelData),
});

/** What somebody has read so far. Source: Microsoft Learn, "Messages in bot conversations", Receive a read receipt. */
const receipt = z.object({ lastReadMessageId: z.string().regex(/^\d{1,15}$/) });

export type Activity = z.infer<typeof schema>;
export type Mention = z.infer<typeof mention>;
export type Attachment = z.infer<typeof attachment>;

/** Reads a parsed request body; undefined when it is no activity at all. Never throws. */
export function parseActivity(body: unknown): Activity | undefined {
  const read = schema.safeParse(body);
  return read.success ? read.data : undefined;
}

/** The id of the last message that was read, in the value of a read receipt; undefined when there is none to compare. */
export const lastReadIn = (value: unknown): string | undefined => receipt.safeParse(value).data?.lastReadMessageId;
