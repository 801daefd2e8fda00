/** `node test/browser/pictures.ts` takes the pictures of the documentation from the sandbox as it is now. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { desktop, openBrowser, openTeams } from "./page.ts";

const folder = join(import.meta.dirname, "../../docs/images");
const incident = /^inc-\d+-checkout-is-down/;
const settledMs = 1_500;

mkdirSync(folder, { recursive: true });
const sandbox = await startSandbox();
const browser = await openBrowser();
try {
  const adele = await openTeams(browser, sandbox.url, "Adele Vance", { ...desktop, deviceScaleFactor: 1.5 });
  await adele.go("Payments");
  await adele.send("@Muster declare sev1 checkout is down");
  await adele.page.locator(".entry", { hasText: incident }).waitFor();
  const megan = await openTeams(browser, sandbox.url, "Megan Bowen", { ...desktop, deviceScaleFactor: 1.5 });
  await megan.go(/^Muster/);
  await megan.card().getByRole("button", { name: "Acknowledge" }).click();
  await megan.card().getByText("You are on it").waitFor();
  await megan.go(incident);
  await megan.card().getByRole("button", { name: "Take command" }).click();
  await megan.page.getByText("Megan Bowen took command.").first().waitFor();
  for (const words of [
    "started 10 min ago because the graph of orders drops",
    "detected by customer a call to support",
    "affected about 200 customers",
    "services checkout",
    "action @Alex Wilber roll back the release of 13:55 in 10m",
    "decide we stop the import until it is back",
  ])
    await megan.send(`@Muster ${words}`);
  await megan.card().getByText("we stop the import").waitFor();
  await adele.go(incident);
  await adele.send("Card payments fail since the release of 13:55. Rolling it back now.");
  await megan.page.getByRole("article").getByText("Rolling it back now").waitFor();
  await megan.page.getByRole("button", { name: "Dismiss" }).click();
  await megan.page.locator(".scroller").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await megan.page.waitForTimeout(settledMs);
  await megan.page.locator(".scroller").evaluate((scroller) => scroller.scrollTo(0, 0));
  await megan.page.waitForTimeout(settledMs);
  await megan.page.screenshot({ path: join(folder, "sandbox.png"), scale: "css" });
  await megan.card().screenshot({ path: join(folder, "incident-card.png") });
} finally {
  await browser.close();
  await sandbox.stop();
}
