/** `npm run check:contracts`: plays a whole story and holds every request in it against the published contracts. */
import { conform } from "./traffic/conform.ts";
import { readContracts } from "./traffic/contracts.ts";
import { playStory } from "./traffic/story.ts";

const contracts = readContracts();
if (contracts === undefined) console.log("../shared/contracts is not there: nothing was checked");
else {
  const { exchanges, cards } = await playStory();
  const { checked, violations, outside } = conform(contracts, exchanges, cards);
  for (const [name, count] of checked) console.log(`${name}: ${count} checked`);
  for (const [name, count] of outside) console.log(`described by no contract: ${name} (${count})`);
  for (const violation of new Set(violations)) console.log(`WRONG ${violation}`);
  console.log(`${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
