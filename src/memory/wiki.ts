/** A wiki in memory. */
import { createHash } from "node:crypto";
import { Outage, type Wiki } from "../engine/ports.ts";

const besideMax = 9;

export function memoryWiki(): Wiki & { pages: Map<string, string> } {
  const pages = new Map<string, string>();
  const markOf = (markdown: string): string => createHash("sha256").update(markdown.trimEnd()).digest("hex");
  const url = (path: string): string => `https://wiki.example/?pagePath=${encodeURIComponent(path)}`;

  function write(path: string, markdown: string, own: ReadonlySet<string>): boolean {
    const there = pages.get(path);
    if (there !== undefined && !own.has(markOf(there))) return false;
    const parts = path.split("/").slice(1, -1);
    for (const index of parts.keys()) {
      const above = `/${parts.slice(0, index + 1).join("/")}`;
      if (!pages.has(above)) pages.set(above, "");
    }
    pages.set(path, markdown);
    return true;
  }

  return {
    pages,
    markOf: async (markdown) => markOf(markdown),
    async publish({ path, markdown, beside, own }) {
      const marks = new Set([...own, markOf(markdown)]);
      if (write(path, markdown, marks)) return { url: url(path) };
      for (let number = 1; number <= besideMax; number++) {
        const other = `${path} (${beside}${number === 1 ? "" : `, ${number}`})`;
        if (write(other, markdown, marks)) return { url: url(other), beside: other.slice(other.lastIndexOf("/") + 1) };
      }
      throw new Outage(`There are ${besideMax} drafts beside ${path}, all of them changed by people.`, {
        again: false,
      });
    },
  };
}
