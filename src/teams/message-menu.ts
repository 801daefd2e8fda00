/**
 * Commands in a message's menu (a message extension): first their form is fetched, then it is sent, and each time the
 * message comes along. Source: Microsoft Learn, "Create and send the dialog" and "Respond to the dialog submit action".
 */
import { z } from "zod";
import type { Pinned } from "../domain/incident/facts/record.ts";
import type { Incoming } from "../engine/incoming.ts";
import type { Activity } from "./activity.ts";
import { legible } from "./characters.ts";
import { piecesOf } from "./markup.ts";
import { pressedOn } from "./press.ts";

const fetchTask = "composeExtension/fetchTask";
const submitAction = "composeExtension/submitAction";

const textMost = 20_000;
const nameMost = 300;

type Common = Omit<Extract<Incoming, { kind: "installed" }>, "kind">;

export const isOfMenu = ({ name }: Pick<Activity, "name">): boolean => name === fetchTask || name === submitAction;

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
const account = maybe(z.object({ id: z.string().min(1).max(1_000), displayName: maybe(z.string()) }));
const schema = z.object({
  commandId: z.string().min(1).max(100),
  data: z.unknown().optional(),
  messagePayload: z.object({
    id: z.string().regex(/^\d{1,15}$/),
    createdDateTime: z.iso.datetime({ offset: true }),
    linkToMessage: maybe(z.url({ protocol: /^https$/ }).max(2_000)),
    summary: maybe(z.string()),
    body: maybe(z.object({ content: maybe(z.string()) })),
    from: maybe(z.object({ user: account, application: account })),
  }),
});

/** Of a form that was sent: under which name it was given out, so that sending it twice is done once. */
const ticket = z.object({ ticket: z.string().min(1).max(200) });

/** What was chosen or sent; undefined when it cannot be read. */
export function fromMenu({ name, value }: Activity, common: Common): Incoming | undefined {
  const read = schema.safeParse(value).data;
  if (read === undefined) return undefined;
  const about = spoken(read.messagePayload);
  if (name === fetchTask) return { ...common, kind: "opened", command: read.commandId, about };
  const press = pressedOn({ action: { data: read.data } });
  if (typeof press === "string") return undefined;
  const { ticket: _, ...fields } = press.fields;
  const once = ticket.safeParse(read.data).data?.ticket;
  const cause = once === undefined ? common.cause : `teams|${common.conversation.id}|form ${once}`;
  return { ...common, cause, kind: "pressed", ...press, fields, about };
}

function spoken({ id, createdDateTime, linkToMessage, summary, body, from }: z.infer<typeof schema>["messagePayload"]) {
  const said = plain(body?.content ?? "") || plain(summary ?? "") || "(a message without words)";
  return {
    id,
    text: said.slice(0, textMost),
    author: authorOf(from),
    saidAt: new Date(createdDateTime).toISOString(),
    ...(linkToMessage ? { url: linkToMessage } : {}),
  } satisfies Pinned;
}

function authorOf(from: z.infer<typeof schema>["messagePayload"]["from"]): Pinned["author"] {
  const { user, application } = from ?? {};
  const name = plain((user ?? application)?.displayName ?? "").slice(0, nameMost) || "Somebody";
  if (user) return { id: user.id, name };
  return { id: application ? `28:${application.id}` : "", name };
}

const plain = (html: string): string =>
  piecesOf(html.slice(0, textMost * 4))
    .map(({ text }) => legible(text))
    .join("")
    .trim();
