/** The web API on a server of its own, and somebody who signs tokens as Microsoft Entra does. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import pino from "pino";
import restify from "restify";
import type { Book } from "../../src/domain/oncall/book.ts";
import { latestChanges, openBook, replaceBook } from "../../src/engine/book.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { open } from "../../src/web/door.ts";
import { guard } from "../../src/web/guard.ts";
import { onCallRoutes } from "../../src/web/oncall.ts";
import { readOnCallDocument } from "../../src/web/oncall-shape.ts";
import { userFrom } from "../../src/web/user.ts";

export const tenant = "00000000-0000-4000-8000-0000000000aa";
export const appId = "00000000-0000-4000-8000-0000000000bb";
export const ada = { id: "00000000-0000-4000-8000-00000000ada0", name: "Ada Lovelace", email: "ada@example.com" };
export const now = new Date("2026-11-22T12:00:00Z");

const pairs = await Promise.all([generateKeyPair("RS256", { extractable: true }), generateKeyPair("RS256")]);
export const [entra, stranger] = [pairs[0], pairs[1]];

export type Login = Awaited<ReturnType<typeof startLogin>>;

/** The tenant's keys, on the loopback. */
export async function startLogin() {
  const kid = "key-1";
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    const found = request.url === `/${tenant}/discovery/v2.0/keys`;
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: [{ ...(await exportJWK(entra.publicKey)), kid, use: "sig" }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seconds = Math.floor(now.getTime() / 1_000);
  return {
    url,
    asked: () => asked,
    /** A token that Entra could have signed for Ada, unless the test says otherwise; undefined leaves a claim out. */
    token: (
      claims: Record<string, unknown> = {},
      header: { alg?: string; kid?: string } = {},
      key?: CryptoKey | Uint8Array,
    ) =>
      new SignJWT({
        aud: appId,
        iss: `${url}/${tenant}/v2.0`,
        nbf: seconds - 60,
        exp: seconds + 3_600,
        tid: tenant,
        oid: ada.id,
        name: ada.name,
        preferred_username: ada.email,
        scp: "access_as_user",
        ...claims,
      })
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT", ...header })
        .sign(key ?? entra.privateKey),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const silent = pino({ level: "silent" });

export const userAt = (login: Pick<Login, "url">) =>
  userFrom({
    config: { LOGIN_URL: login.url, BOT_APP_TENANT: tenant, BOT_APP_ID: appId },
    now: () => now,
    log: silent,
  });

export type Api = Awaited<ReturnType<typeof startApi>>;

/** The doors over documents in memory. `call` is Ada's, unless it says otherwise. */
export async function startApi(login: Login, documents: Documents = memoryDocuments()) {
  const server = restify.createServer({ name: "" });
  guard(server);
  const parts = {
    user: userAt(login),
    parse: readOnCallDocument,
    now: () => now,
    log: silent,
    book: {
      open: () => openBook(documents),
      replace: (...given: [Awaited<ReturnType<typeof openBook>>, Book, Parameters<typeof replaceBook>[3]]) =>
        replaceBook(documents, ...given),
      changes: (most: number) => latestChanges(documents, most),
    },
  };
  for (const { method, path, door } of onCallRoutes(parts)) server[method](path, open(silent, door));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/oncall`;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${await login.token()}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const read = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : text;
    return { status: answer.status, etag: answer.headers.get("etag") ?? "", body: read, headers: answer.headers };
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url, documents, call, close };
}
