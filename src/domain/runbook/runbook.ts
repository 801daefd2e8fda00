/** A troubleshooting guide, whichever format it was written in. */

export type Link = { title: string; url: string };

/** One heading and what stands under it. A part without a heading has heading "" and level 0. */
export type Section = {
  heading: string;
  /** 1 to 6 as in Markdown, 0 without a heading. */
  level: number;
  /** Markdown, without the heading's line. */
  text: string;
  /** What to do or to check: the lines of its lists, in order, without their bullets and boxes. */
  steps: string[];
  /** http and https only. */
  links: Link[];
};

export type Runbook = {
  /** What people type: the file's name without its ending. */
  name: string;
  title: string;
  /** Where it is read in a browser, where that is known. */
  url?: string;
  /** One or two sentences, at most 300 characters. */
  summary: string;
  services: string[];
  tags: string[];
  sections: Section[];
  /** The whole of it as Markdown, without the title. */
  text: string;
};

/** The file cannot be read as a runbook; the message says what to change in it. */
export class RunbookError extends Error {
  override readonly name = "RunbookError";
}

/** What a runbook may hold at most: more is cut, so that one file cannot fill a card or the memory. */
export const runbookLimits = {
  sections: 60,
  steps: 60,
  links: 60,
  labels: 20,
  label: 60,
  title: 120,
  summary: 300,
  line: 1_000,
  text: 60_000,
} as const;
