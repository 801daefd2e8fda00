/**
 * `npm run package`: fills in the manifest, checks it against Microsoft's schema and writes dist/muster.zip, which is
 * uploaded in the Teams admin centre. It wants BOT_APP_ID and PUBLIC_URL.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fillIn, problemsOf } from "./manifest.ts";
import { zip } from "./zip.ts";

const here = (name: string) => new URL(name, import.meta.url);

/** Returns the exit code. */
export async function pack(
  environment: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<number> {
  const { manifest, problems } = fillIn(readFileSync(here("manifest.json"), "utf8"), environment);
  if (manifest !== undefined) problems.push(...(await problemsOf(manifest)));
  if (manifest === undefined || problems.length > 0) {
    say(`The package cannot be made:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    return 1;
  }
  mkdirSync(here("../dist/"), { recursive: true });
  const icons = ["color.png", "outline.png"].map((name) => ({ name, content: readFileSync(here(name)) }));
  const json = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(here("../dist/muster.zip"), zip([{ name: "manifest.json", content: json }, ...icons]));
  say("dist/muster.zip is ready. Upload it in the Teams admin centre (Teams apps, Manage apps, Upload new app),");
  say("then add it to the team that incident channels are made in: that is where its permissions are granted.");
  return 0;
}

if (import.meta.main) process.exitCode = await pack(process.env, (line) => console.log(line));
