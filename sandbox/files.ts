/** Files for the browser: the page, the libraries it uses, and the public status page from blob storage. */
import { readFile } from "node:fs/promises";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { BlobServiceClient, RestError } from "@azure/storage-blob";
import { type Answer, type Route, route } from "./http.ts";
import { sandboxError } from "./sandbox-error.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".map": "application/json",
};
const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** Libraries that the page may load, each from the package that npm installed. */
const vendor: Record<string, string> = {
  "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
  "adaptivecards.css": "adaptivecards/dist/adaptivecards.css",
  "markdown-it.js": "markdown-it/dist/markdown-it.min.js",
};
const page = fileURLToPath(new URL("./page/", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));

export const fileRoutes = (storage: string): Route[] => [
  route("GET", "/", () => file(page, "index.html")),
  route("GET", "/app/{rest*}", (call) => file(page, call.params["rest"]!)),
  route("GET", "/favicon.ico", () => file(page, "favicon.svg")),
  route("GET", "/vendor/{name}", (call) => {
    const path = vendor[call.params["name"]!];
    if (path === undefined) throw sandboxError(404, "There is no such library.");
    return file(modules, path);
  }),
  ...["/$web/{name*}", "/%24web/{name*}"].map((path) =>
    route("GET", path, (call) => publicBlob(storage, call.params["name"]!)),
  ),
];

async function file(folder: string, name: string): Promise<Answer> {
  const path = normalize(name);
  if (path.startsWith("..") || path.startsWith("/") || path.includes("\0"))
    throw sandboxError(404, "There is no such file.");
  const body = await readFile(folder + path).catch(() => undefined);
  if (body === undefined) throw sandboxError(404, `There is no file ${name}.`);
  return {
    status: 200,
    body,
    headers: {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-security-policy": contentSecurityPolicy,
    },
  };
}

/** Azurite has no website endpoint: this stands for it. */
async function publicBlob(storage: string, name: string): Promise<Answer> {
  const blob = BlobServiceClient.fromConnectionString(storage)
    .getContainerClient("$web")
    .getBlobClient(name === "" ? "index.html" : name);
  try {
    const { contentType } = await blob.getProperties();
    return {
      status: 200,
      body: await blob.downloadToBuffer(),
      headers: { "content-type": contentType ?? "application/octet-stream" },
    };
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404)
      throw sandboxError(404, `Nothing has been published as ${name} yet.`);
    throw error;
  }
}
