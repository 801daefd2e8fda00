/** /api/oncall: the book of who is on call, for the tab in Teams and for scripts. docs/api.md explains it to them. */
import { findNamed } from "../domain/oncall/book.ts";
import { Outage } from "../engine/ports.ts";
import { HttpError } from "./answer.ts";
import type { Door, Route } from "./door.ts";
import { put, remove } from "./oncall-change.ts";
import { type Handler, type OnCallParts, partOf, placeOf, queryOf, tagOf } from "./oncall-parts.ts";
import { shifts, who } from "./oncall-when.ts";
import { tagged } from "./status.ts";

/** Every address below /api/oncall. */
export function onCallRoutes(parts: OnCallParts): Route[] {
  const route = (method: Route["method"], path: string, handler: Handler): Route => ({
    method,
    path: `/api/oncall${path}`,
    door: doorOf(parts, handler),
  });
  return [
    route("get", "", whole),
    route("get", "/who", who),
    route("get", "/shifts", shifts),
    route("get", "/changes", changes),
    route("get", "/:part", list),
    route("get", "/:part/:name", one),
    route("put", "/:part/:name", put),
    route("del", "/:part/:name", remove),
  ];
}

/** Nobody unknown gets further than this, and storage that does not answer is not the caller's mistake. */
const doorOf =
  (parts: OnCallParts, handler: Handler): Door =>
  async (request) => {
    const person = await parts.user(request);
    try {
      return await handler(parts, { request, person });
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      parts.log.error({ err: error }, "The book of who is on call could not be read or written");
      throw new HttpError(503, "This cannot be read or written just now. Try again.", { "Retry-After": "5" });
    }
  };

const whole: Handler = async ({ book }, { request }) => {
  const { book: value, edition } = await book.open();
  return tagged(request, "application/json", JSON.stringify({ edition, ...value }), {});
};

const list: Handler = async ({ book }, { request }) => {
  const part = partOf(request);
  const opened = await book.open();
  const documents = opened.book[part].map((value) => ({ etag: tagOf(part, value), value }));
  return { status: 200, body: { edition: opened.edition, documents } };
};

const one: Handler = async ({ book }, { request }) => {
  const { part, name } = placeOf(request);
  const found = findNamed<{ name: string }>((await book.open()).book[part], name);
  if (found === undefined) throw new HttpError(404, `There is nothing of this name among the ${part}.`);
  return { status: 200, body: found, headers: { ETag: tagOf(part, found) } };
};

const changesUsual = 50;
const changesMost = 200;

const changes: Handler = async ({ book }, { request }) => {
  const most = Number(queryOf(request).get("most") ?? changesUsual);
  if (!Number.isInteger(most) || most < 1 || most > changesMost)
    throw new HttpError(400, `most is a whole number from 1 to ${changesMost}.`);
  return { status: 200, body: { changes: await book.changes(most) } };
};
