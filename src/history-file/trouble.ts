/** Something wrong in a file of incidents, and where. Lines are counted from 1; so are columns, where there is one to name. */
export type Place = { line: number; column?: number };
export type Trouble = Place & { message: string };

/** What somebody wrote, fit for one line. */
export const shown = (said: string): string =>
  `“${said
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 60)}”`;
