/** `npm run kill -- --kills 200 --replicas 2 --seed 7`: more kills than the tests have time for. */
import { parseArgs } from "node:util";
import { runKills } from "./kill.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    replicas: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const replicas = values.replicas === "2" ? 2 : 1;

console.log(`${kills} kills, ${replicas === 1 ? "one Muster" : "two of them"}, seed ${seed}`);
const report = await runKills({ kills, seed, replicas, declarationsMax: Math.max(12, Math.round(kills / 4)) });
for (const line of report.wrong) console.log(`  ${line}`);
console.log(
  `${report.acknowledged} acknowledged, delivered again ${report.again} times, ${report.wrong.length} wrong, ${report.seconds} s`,
);
process.exitCode = report.wrong.length === 0 ? 0 : 1;
