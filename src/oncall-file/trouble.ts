/** Something wrong in a file, and where. Lines and columns are counted from 1. */
export type Place = { line: number; column: number };
export type Trouble = Place & { message: string };

/** Nobody mends more in one go. */
export const troublesMax = 50;
