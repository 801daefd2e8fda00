#!/usr/bin/env node
// The command line where Muster is installed as a package. Node runs TypeScript as it is, but not under node_modules.
import { readFileSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url).href;

if (typeof module.stripTypeScriptTypes !== "function") {
  process.stderr.write(`Muster needs Node 22.18 or newer; this is ${process.versions.node}. Install Node 24.\n`);
  process.exit(1);
}

if (root.includes("/node_modules/")) {
  // Node announces its own type stripping as experimental; that is nothing for whoever types a command.
  process.removeAllListeners("warning");
  module.registerHooks({
    load(url, context, next) {
      if (!url.startsWith(root) || !url.endsWith(".ts")) return next(url, context);
      const source = module.stripTypeScriptTypes(readFileSync(fileURLToPath(url), "utf8"));
      return { format: "module", source, shortCircuit: true };
    },
  });
}

await import("../src/cli.ts");
