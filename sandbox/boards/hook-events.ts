/**
 * Events of work items as Azure DevOps' service hooks send them (service-hooks/events.md, and what a service of today
 * really sends): in them people are "Name <address>", and `resource.id` of an update is the update's own.
 */
import { stableGuid } from "../people.ts";
import type { WorkItem } from "../world.ts";
import { isIdentity } from "./fields.ts";
import type { Update } from "./history.ts";
import { identity, projectId } from "./identity.ts";
import { apiUrl, changesIn, named, relationsIn, workItemUpdate } from "./item-view.ts";

export type EventType = "workitem.updated" | "workitem.commented" | "workitem.deleted" | "workitem.restored";
export type About = { type: EventType; item: WorkItem; update: Update };
type Envelope = { url: string; number: number; id: string; at: Date };

const collection = stableGuid("collection contoso");

/** The whole body of one notification. `number` counts those of a subscription. */
export function hookEvent({ type, item, update }: About, { url, number, id, at }: Envelope) {
  const base = { baseUrl: `${url}/` };
  return {
    subscriptionId: stableGuid(`subscription ${type}`),
    notificationId: number,
    id,
    eventType: type,
    publisherId: "tfs",
    ...messages(type, item, update, url),
    resource: type === "workitem.updated" ? updated(item, update, url) : whole(type, item, url),
    resourceVersion: "1.0",
    resourceContainers: {
      collection: { id: collection, ...base },
      account: { id: stableGuid("account contoso"), ...base },
      project: { id: projectId, ...base },
    },
    createdDate: at.toISOString(),
  };
}

const plain =
  (url: string) =>
  (name: string, value: unknown): unknown =>
    isIdentity(name) && typeof value === "string" ? named(identity(value, url)) : value;

function updated(item: WorkItem, update: Update, url: string) {
  const parent = apiUrl(item.id, url);
  const { id, workItemId, rev, revisedBy, revisedDate, url: self } = workItemUpdate(update, item, url);
  return {
    id,
    workItemId,
    rev,
    revisedBy,
    revisedDate,
    fields: changesIn(update, plain(url)),
    ...relationsIn(update),
    _links: { self: { href: self }, workItemUpdates: { href: `${parent}/updates` }, parent: { href: parent } },
    url: self,
    revision: {
      id: item.id,
      rev: item.rev,
      fields: fieldsOf(item, url),
      ...(item.relations.length === 0 ? {} : { relations: item.relations }),
      url: `${parent}/revisions/${item.rev}`,
    },
  };
}

/** The item itself; a comment is in it as System.History, and what is deleted has its place in the recycle bin. */
function whole(type: EventType, item: WorkItem, url: string) {
  const self = type === "workitem.deleted" ? `${url}/_apis/wit/recyclebin/${item.id}` : apiUrl(item.id, url);
  const said = type === "workitem.commented" ? item.comments.at(-1) : undefined;
  return {
    id: item.id,
    rev: item.rev,
    fields: { ...fieldsOf(item, url), ...(said === undefined ? {} : { "System.History": said.text }) },
    ...(said === undefined
      ? {}
      : { commentVersionRef: { commentId: said.id, version: 1, url: `${self}/comments/${said.id}/versions/1` } }),
    _links: { self: { href: self } },
    url: self,
  };
}

const fieldsOf = (item: WorkItem, url: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item.fields).map(([name, value]) => [name, plain(url)(name, value)]));

/** The same sentence as text, as HTML and as Markdown, in short and with what is new. */
function messages(type: EventType, item: WorkItem, update: Update, url: string) {
  const name = `${item.type} #${item.id}`;
  const title = String(item.fields["System.Title"]);
  const address = `${url}/web/wi.aspx?pcguid=${collection}&id=${item.id}`;
  const rest = ` (${title}) ${verb(type, update)} by ${identity(update.by, url).displayName}`;
  const news = newsIn(update);
  const message = {
    text: `${name}${rest}\r\n(${address})`,
    html: `<a href="${toHtml(address)}">${toHtml(name)}</a>${toHtml(rest)}`,
    markdown: `[${name}](${address})${rest}`,
  };
  const lines = (mark: string) => news.map((line) => `${mark} ${line}\r\n`).join("");
  return {
    message,
    detailedMessage: {
      text: `${message.text}\r\n\r\n${lines("-")}`,
      html: `${message.html}<ul>${news.map((line) => `<li>${toHtml(line)}</li>`).join("")}</ul>`,
      markdown: `${message.markdown}\r\n\r\n${lines("*")}`,
    },
  };
}

function verb(type: EventType, { fields }: Update): string {
  if (type === "workitem.commented") return "commented on";
  if (type !== "workitem.updated") return type.replace("workitem.", "");
  const state = fields["System.State"]?.newValue;
  return state === undefined ? "updated" : `transitioned to ${String(state)}`;
}

const newsIn = ({ fields }: Update): string[] =>
  (["Title", "State"] as const).flatMap((name) => {
    const value = fields[`System.${name}`]?.newValue;
    return value === undefined ? [] : [`New ${name}: ${String(value)}`];
  });

const toHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
