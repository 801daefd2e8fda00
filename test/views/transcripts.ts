/** Transcripts for the tests of how they are exported: chained as in life. */
import { chain, chainStart, type Link, withoutWords } from "../../src/domain/transcript.ts";
import type { Line, LoggedLine } from "../../src/engine/ports.ts";

export const megan = { id: "7e1c", name: "Megan Bowen" };
export const alex = { id: "9a02", name: "Alex Wilber" };
export const adele = { id: "11f0", name: "Adele Vance" };
export const muster = { id: "28:muster", name: "Muster" };

export const at = (minute: number, second = 0): string =>
  new Date(Date.parse("2026-11-22T18:40:00.000Z") + minute * 60_000 + second * 1_000).toISOString();

export const line = (id: string, minute: number, change: Partial<Line> = {}): Line => ({
  id,
  kind: "said",
  at: at(minute),
  from: megan,
  text: `words of ${id}`,
  ...change,
});

/** The words of these numbers are erased. */
export function logged(lines: readonly Line[], erased: readonly number[] = []): LoggedLine[] {
  let last: Link = chainStart;
  return lines.map((each) => {
    const chained = chain(last, each, "c2FsdA").line;
    last = chained;
    return erased.includes(chained.number) ? withoutWords(chained) : chained;
  });
}

export const of = {
  id: "INC-42",
  title: "Checkout is down",
  exportedAt: "2026-11-24T09:00:00.000Z",
  verdict: { ok: true },
} as const;

const graph = { name: "p99.png", contentType: "image/png", bytes: 34_120, key: "INC-42/107-1.png" };

/** One of everything. */
export const night: LoggedLine[] = logged(
  [
    line("101", 0, {
      kind: "bot",
      from: muster,
      text: "INC-42: Checkout is down. Severity 1, declared by Megan Bowen.",
    }),
    line("102", 1, { text: "The datbase is full.\nI think since 18:20." }),
    line("102", 2, { kind: "edited", text: "The database is full.\nSince 18:22, see the graph." }),
    line("103", 3, { from: alex, text: "Which one?  orders-eu\n    or orders-us", replyTo: "102" }),
    line("104", 4, { text: "@Adele Vance orders-eu, can you look?", replyTo: "102", mentions: [adele] }),
    line("105", 5, { from: alex, text: "It was Lee's fault." }),
    line("105", 6, { kind: "deleted", from: alex, text: "" }),
    line("106", 7, { from: adele, text: "secret" }),
    line("107", 8, {
      from: adele,
      text: "Latency since the deploy:",
      attachments: [{ name: "p99.png", contentType: "image/png" }],
    }),
    line("107", 8, { kind: "kept", from: adele, text: "", file: graph }),
    line("107", 8, {
      kind: "kept",
      from: adele,
      text: "",
      file: {
        name: "dump.bin",
        contentType: "application/octet-stream",
        why: "It has 52 MB; 25 MB is the most.",
        url: "https://contoso.example/dump.bin",
      },
    }),
    line("", 30, {
      kind: "gap",
      from: muster,
      text: "What was said from 19:02 to 19:10 UTC is missing: Teams did not answer.",
    }),
    line("108", 12, { from: alex, text: "This came while Muster was down.", source: "graph", replyTo: "099" }),
    line("109", 6 * 60, { from: adele, text: "Taken back", kind: "said" }),
    line("109", 6 * 60 + 1, { from: megan, text: "", kind: "deleted" }),
    line("109", 6 * 60 + 2, { from: adele, text: "Taken back", kind: "restored" }),
    line("", 9 * 60, { kind: "erased", text: "Adele Vance asked for it.", lines: [8] }),
  ],
  [8],
);
