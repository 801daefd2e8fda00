/** `npm run bench`: how Muster does against a bot that keeps nothing. docs/performance.md says what each row means. */
import { readFileSync, writeFileSync } from "node:fs";
import { watchOthers } from "./machine.ts";
import { type Plan, planFrom } from "./plan.ts";
import { report } from "./report.ts";
import { playRound, type Round } from "./rounds.ts";

const page = new URL("../docs/performance.md", import.meta.url);
/** What stands between these in the page is the bench's; the rest was written by hand. */
const marks = ["<!-- the bench writes from here -->", "<!-- to here -->"] as const;

async function run(plan: Plan): Promise<void> {
  const rounds: Round[] = [];
  const others = watchOthers();
  for (let number = 0; number < plan.rounds; number++) {
    const started = performance.now();
    rounds.push(await playRound(number, plan));
    console.error(`round ${number + 1} of ${plan.rounds} took ${Math.round((performance.now() - started) / 1_000)} s`);
  }
  const tables = report(rounds, others());
  console.log(tables);
  if (plan.write === "yes") writeFileSync(page, withTables(readFileSync(page, "utf8"), tables));
}

function withTables(text: string, tables: string): string {
  const [from, to] = marks.map((mark) => text.indexOf(mark)) as [number, number];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has lost its marks: ${marks.join(" and ")}.`);
  return `${text.slice(0, from + marks[0].length)}\n\n${tables}\n\n${text.slice(to)}`;
}

try {
  await run(planFrom(process.argv.slice(2)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
