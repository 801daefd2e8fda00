/** Who may import what: dependencies point inwards, and each platform is known to one folder. */
import { importsOf, type Source } from "./sources.ts";

type Boundary = { of: RegExp; may: RegExp; remedy: string };

const inward = "dependencies point inwards; take what you need as an argument, or put a port into src/engine/ports.ts";
const adapter =
  "an adapter knows the domain, the ports and its own platform; let src/main.ts bring two adapters together";

/** For an adapter: its own folder, what all adapters may know, and its platform. */
const adapterBoundary = (folder: string, platform: string): Boundary => ({
  of: new RegExp(`^src/${folder}/`),
  may: new RegExp(
    `^(src/(${folder}|domain)/|src/engine/(ports|incoming|replies)\\.ts$|src/config\\.ts$|node:|pino$|zod$${platform === "" ? "" : `|${platform}`})`,
  ),
  remedy: adapter,
});

/** The first that fits a file counts. */
const boundaries: Boundary[] = [
  { of: /^src\/(main\.ts|cli\.ts|cli\/)/, may: /^(src\/|node:|pino$)/, remedy: "let an adapter speak to the package" },
  { of: /^src\/domain\/alert\//, may: /^(src\/domain\/|zod$|node:crypto$)/, remedy: inward },
  { of: /^src\/domain\/oncall\/zone\.ts$/, may: /^(src\/domain\/|temporal-polyfill$)/, remedy: inward },
  { of: /^src\/domain\/transcript\.ts$/, may: /^(src\/domain\/|node:crypto$)/, remedy: inward },
  { of: /^src\/domain\//, may: /^src\/domain\//, remedy: "the domain imports only itself" },
  { of: /^src\/views\//, may: /^(src\/(domain|views)\/|src\/engine\/ports\.ts$|node:crypto$)/, remedy: inward },
  { of: /^src\/commands\//, may: /^src\/((domain|views|commands)\/|engine\/ports\.ts$)/, remedy: inward },
  { of: /^src\/engine\//, may: /^(src\/(domain|views|commands|engine)\/|node:crypto$)/, remedy: inward },
  { of: /^src\/reactions\//, may: /^src\/(domain|views|engine|reactions)\//, remedy: inward },
  adapterBoundary("teams", "botbuilder$|botframework-|adaptivecards-templating$|adaptive-expressions$"),
  adapterBoundary("azure", "@azure/"),
  adapterBoundary("boards", "azure-devops-node-api(/|$)"),
  adapterBoundary("graph", ""),
  adapterBoundary("memory", ""),
  adapterBoundary("web", "restify$|jose$"),
  adapterBoundary("paging", "@azure/communication-"),
  adapterBoundary("calendar", "ical-generator$|timezones-ical-library$"),
  adapterBoundary("oncall-file", "yaml$"),
  { of: /^src\/practice-file\.ts$/, may: /^(src\/domain\/|node:|zod$|yaml$)/, remedy: inward },
  adapterBoundary("history-file", "csv-parse/"),
  { of: /^src\//, may: /^(src\/domain\/|node:|zod$)/, remedy: inward },
  {
    of: /^sandbox\//,
    may: /^(sandbox\/|node:|zod$|jose$|@azure\/storage-blob$|src\/azure\/storage\.ts$|src\/domain\/)/,
    remedy: "the sandbox is the other side: it may not know how Muster works inside",
  },
  {
    of: /^appPackage\//,
    may: /^(appPackage\/|src\/(commands|domain)\/|src\/config\.ts$|node:|@microsoft\/app-manifest)/,
    remedy: inward,
  },
];

const alone = /^src\/(main|cli)\.ts$/;

/** One line for each import that leads where it may not. */
export function trespasses(source: Source): { node: ReturnType<typeof importsOf>[number]["node"]; remedy: string }[] {
  const boundary = boundaries.find(({ of }) => of.test(source.path));
  return importsOf(source).flatMap(({ to, node }) => {
    if (alone.test(to) && source.path !== "bin/muster.js")
      return [{ node, remedy: "nobody imports what starts the program; move the part you need" }];
    return boundary === undefined || boundary.may.test(to) ? [] : [{ node, remedy: boundary.remedy }];
  });
}
