/** `npm run simulate -- --seeds 20000 --from 1`: more nights than the tests play. Prints every bad one with its seed. */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";
import { type Sabotage, sabotages } from "./sabotage.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    from: { type: "string", default: "1" },
    sabotage: { type: "string" },
  },
});
const sabotage = sabotages.find((each) => each === values.sabotage) satisfies Sabotage | undefined;
let bad = 0;
for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed++) {
  const found = await simulate(seed, sabotage);
  if (found.length === 0) continue;
  bad += 1;
  console.log(`seed ${seed}\n${found.map((line) => `  ${line}`).join("\n")}`);
}
console.log(`${Number(values.seeds) - bad} good nights, ${bad} bad`);
process.exitCode = bad === 0 ? 0 : 1;
