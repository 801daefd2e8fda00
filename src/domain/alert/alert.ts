/** What a monitoring system told us, whatever its dialect. Everything in it came from outside: it is bounded, and it is never markup. */
import { createHash } from "node:crypto";
import type { Link, Severity } from "../incident/facts.ts";
import { plainLine, plainText } from "./plain.ts";

export type Alert = {
  /** The intake it came through, like "azure-monitor". */
  source: string;
  /** The same for every message about one and the same trouble, from fired to resolved. At most 400 characters. */
  key: string;
  title: string;
  severity: Severity;
  status: "fired" | "resolved";
  description: string;
  /** When the source says it began and ended, ISO 8601 in UTC. */
  startedAt?: string;
  endedAt?: string;
  links: Link[];
  /** What it is about, in the source's own names. */
  resources: string[];
};

/** For a source that does not say how bad it is: somebody looks at it now, and nobody's executive is woken. */
export const unknownSeverity: Severity = 3;

const titleMax = 200;
const descriptionMax = 4_000;
const keyMax = 400;
const linksMax = 10;
const linkMax = 4_096;
const linksTotalMax = 16_000;
const resourcesMax = 20;
const resourceMax = 500;

export type Told = {
  source: string;
  key: string | readonly (string | undefined)[];
  title: string | undefined;
  severity: Severity | undefined;
  status: "fired" | "resolved";
  description?: string | undefined;
  startedAt?: string | undefined;
  endedAt?: string | undefined;
  links?: { title: string; url: string | undefined }[];
  resources?: readonly (string | undefined)[];
};

/** An alert within our limits, made of whatever a reader found. */
export function alertOf(told: Told): Alert {
  return {
    source: told.source,
    key: keyOf(told.key),
    title: plainLine(told.title ?? "", titleMax) || "An alert without a name",
    severity: told.severity ?? unknownSeverity,
    status: told.status,
    description: plainText(told.description ?? "", descriptionMax),
    ...(told.startedAt === undefined ? {} : { startedAt: told.startedAt }),
    ...(told.endedAt === undefined ? {} : { endedAt: told.endedAt }),
    links: lawfulLinks(told.links ?? []),
    resources: (told.resources ?? [])
      .map((name) => plainLine(name ?? "", resourceMax))
      .filter((name) => name !== "")
      .slice(0, resourcesMax),
  };
}

/** Parts are joined; what is too long is told apart by a digest rather than cut, so that two troubles never share a key. */
function keyOf(parts: Told["key"]): string {
  const key = plainLine(
    typeof parts === "string" ? parts : parts.map((part) => part ?? "").join("|"),
    Number.POSITIVE_INFINITY,
  );
  if (key.length <= keyMax) return key;
  return `${key.slice(0, keyMax - 65)}~${createHash("sha256").update(key).digest("hex")}`;
}

/** Only web addresses, in the form a browser would use; never a script, a file or a path of the source's own. */
function lawfulLinks(links: { title: string; url: string | undefined }[]): Link[] {
  const lawful: Link[] = [];
  let total = 0;
  for (const { title, url } of links) {
    const address = webAddress(url);
    if (address === undefined || lawful.length === linksMax || lawful.some((link) => link.url === address)) continue;
    total += address.length;
    if (total > linksTotalMax) break;
    lawful.push({ title: plainLine(title, 80), url: address });
  }
  return lawful;
}

function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  const lawful = (protocol === "https:" || protocol === "http:") && username === "" && password === "";
  return lawful && href.length <= linkMax ? href : undefined;
}
