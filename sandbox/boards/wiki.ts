/** The project's wiki: pages below pages, each with the eTag that a change must name. */
import { createHash } from "node:crypto";
import type { Rejection } from "../http.ts";
import { boardsError } from "./errors.ts";

/** `path` begins with a slash; `eTag` names this content at this path in this revision. */
export type WikiPage = {
  id: number;
  path: string;
  content: string;
  eTag: string;
  revision: number;
  by: string;
  at: string;
};

const pagesMax = 5_000;
const pathLengthMax = 235;
const contentLengthMax = 4_000_000;

/** The top of the wiki is always there, and is no page that anybody writes. */
export const top = "/";

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || top;
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const pageAt = (pages: readonly WikiPage[], path: string): WikiPage | undefined =>
  pages.find((each) => same(each.path, path));

export const subPages = (pages: readonly WikiPage[], path: string): WikiPage[] =>
  pages.filter((each) => same(parentOf(each.path), path));

/** A page's path from what was asked for: with one slash in front and none behind. Throws Rejection. */
export function pathFrom(wanted: string | null): string {
  const parts = (wanted ?? top).split("/").filter((part) => part !== "");
  const path = `/${parts.join("/")}`;
  const lawful = parts.every((part) => part.trim() === part && !/^\.|\.$|[\\#\p{Cc}]/u.test(part));
  if (!lawful || path.length > pathLengthMax)
    throw boardsError(400, "WikiPagePathInvalidException", `The path ${path} is not that of a wiki page.`);
  return path;
}

export const pageNotFound = (path: string): Rejection =>
  boardsError(
    404,
    "WikiPageNotFoundException",
    `Wiki page '${path}' could not be found. Ensure that the path of the page is correct and the page exists.`,
  );

/**
 * Makes a page where no eTag is named, and changes one where its own is. The statuses are those that clients of the
 * service know: a page that is there already is 500, one that has been changed is 412, a page without a parent 404.
 */
export function putPage(
  pages: WikiPage[],
  wish: { path: string; content: string; eTag: string | undefined; by: string; at: Date },
): { page: WikiPage; made: boolean } {
  const { path, content, eTag, by, at } = wish;
  const page = pageAt(pages, path);
  if (content.length > contentLengthMax)
    throw boardsError(400, "WikiPageContentSizeException", "The page is too large.");
  if (path === top) throw boardsError(400, "WikiPagePathInvalidException", "The top of the wiki is no page.");
  if (eTag === undefined) {
    if (page !== undefined)
      throw boardsError(
        500,
        "WikiPageAlreadyExistsException",
        `The page '${path}' specified in the add operation already exists in the wiki.`,
      );
    return { page: addPage(pages, path, content, { by, at }), made: true };
  }
  if (!/^[0-9a-f]{40}$/i.test(eTag))
    throw boardsError(400, "InvalidArgumentValueException", "The If-Match header is not the version of a page.");
  if (page === undefined) throw pageNotFound(path);
  if (!same(page.eTag, eTag))
    throw boardsError(412, "WikiPageHasConflictsException", `The page '${path}' has been changed since that version.`);
  Object.assign(page, { content, by, at: at.toISOString(), revision: page.revision + 1 });
  page.eTag = eTagOf(page);
  return { page, made: false };
}

function addPage(pages: WikiPage[], path: string, content: string, act: { by: string; at: Date }): WikiPage {
  const parent = parentOf(path);
  if (parent !== top && pageAt(pages, parent) === undefined)
    throw boardsError(
      404,
      "WikiAncestorPageNotFoundException",
      `The page '${path}' has no parent: the wiki has no page '${parent}'.`,
    );
  if (pages.length >= pagesMax) throw boardsError(400, "WikiPageLimitException", "The wiki has too many pages.");
  const page = { id: (pages.at(-1)?.id ?? 0) + 1, path, content, revision: 1, by: act.by, at: act.at.toISOString() };
  const whole: WikiPage = { ...page, eTag: eTagOf(page) };
  pages.push(whole);
  return whole;
}

const eTagOf = ({ path, content, revision }: Omit<WikiPage, "eTag">): string =>
  createHash("sha1").update(`${revision} ${path}\n${content}`).digest("hex");
