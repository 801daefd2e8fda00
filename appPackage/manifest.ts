/** The manifest: what the environment fills in, and what is wrong with the result. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import appManifest from "@microsoft/app-manifest";

type Environment = Record<string, string | undefined>;
export type Manifest = Record<string, unknown>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Puts the values in place of `${{NAME}}`. Without `manifest` in the answer something is missing, and `problems` say what. */
export function fillIn(template: string, environment: Environment): { manifest?: Manifest; problems: string[] } {
  const problems: string[] = [];
  const bot = environment["BOT_APP_ID"] ?? "";
  if (!guid.test(bot)) problems.push("BOT_APP_ID: set it to the application (client) id of the bot, a GUID.");
  const address = environment["PUBLIC_URL"]?.replace(/\/+$/, "") ?? "";
  if (!address.startsWith("https://") || !URL.canParse(address))
    problems.push("PUBLIC_URL: set it to the https address under which Teams reaches Muster.");
  if (problems.length > 0) return { problems };
  const values: Record<string, string> = {
    BOT_APP_ID: bot,
    TEAMS_APP_ID: environment["TEAMS_APP_ID"] ?? bot,
    PUBLIC_URL: address,
    PUBLIC_HOST: new URL(address).host,
    DEVELOPER_NAME: environment["DEVELOPER_NAME"] ?? "Muster",
    PRIVACY_URL: environment["PRIVACY_URL"] ?? `${address}/status`,
    TERMS_URL: environment["TERMS_URL"] ?? `${address}/status`,
  };
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) problems.push(`The manifest asks for ${name}, which nobody fills in.`);
    return JSON.stringify(value ?? "").slice(1, -1);
  });
  return { manifest: JSON.parse(filled), problems };
}

/** What Microsoft's own schema of this manifest version has against it. Works without a network. */
export async function problemsOf(manifest: Manifest): Promise<string[]> {
  return await appManifest.AppManifestUtils.validateAgainstSchema(manifest as never, schemaOf(manifest) as never);
}

function schemaOf(manifest: Manifest): unknown {
  const folder = createRequire(import.meta.url)
    .resolve("@microsoft/app-manifest")
    .replace(/index\.js$/, "");
  const path = `${folder}json-schemas/teams/v${manifest["manifestVersion"]}/MicrosoftTeams.schema.json`;
  return JSON.parse(readFileSync(path, "utf8"));
}
