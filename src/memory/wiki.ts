/** A wiki in memory. */
import { createHash } from "node:crypto";
import { Outage, type Wiki } from "../engine/ports.ts";

type Page = { markdown: string; writes: number };
export type MemoryWiki = Wiki & { pages: Map<string, Page>; edit(path: string, markdown: string): void };

const besideMax = 9;

export function memoryWiki(): MemoryWiki {
  const pages = new Map<string, Page>();
  const url = (path: string): string => `https://wiki.example/?pagePath=${encodeURIComponent(path)}`;
  const edit = (path: string, markdown: string): void => {
    const parts = path.split("/").slice(1, -1);
    for (const index of parts.keys()) {
      const above = `/${parts.slice(0, index + 1).join("/")}`;
      if (!pages.has(above)) pages.set(above, { markdown: "", writes: 1 });
    }
    pages.set(path, { markdown, writes: (pages.get(path)?.writes ?? 0) + 1 });
  };

  /** False where it is somebody's, and was left alone. */
  function write(path: string, markdown: string, own: ReadonlySet<string>): boolean {
    const there = pages.get(path)?.markdown;
    if (there !== undefined && !own.has(markOf(there))) return false;
    if (there !== markdown) edit(path, markdown);
    return true;
  }

  return {
    pages,
    edit,
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

const markOf = (markdown: string): string =>
  createHash("sha256").update(markdown.replace(/\r\n?/g, "\n").trimEnd()).digest("hex");
