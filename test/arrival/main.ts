/** `node test/arrival/main.ts`: every trouble with a kill at every step, which is more than the tests play. Prints what arrived. */
import { nightsOf, troubles } from "./nights.ts";

for (const trouble of troubles) {
  const { due, delivered, nights, killed, unanswered, twice, latestMs } = await nightsOf(trouble, "all");
  console.log(
    `Teams ${trouble.name}: delivered / due = ${(delivered / due).toFixed(3)} (${delivered} of ${due} pages in ${nights} nights with ${killed} kills, ` +
      `${twice} twice for a crash, ${unanswered} taken unanswered, the latest after ${Math.round(latestMs / 1_000)} s)`,
  );
}
