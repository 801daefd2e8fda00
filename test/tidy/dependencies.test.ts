import { isBuiltin } from "node:module";
import { expect, test } from "@jest/globals";
import { importsOf, readSources, readText } from "./sources.ts";

const lists = ["dependencies", "devDependencies", "optionalDependencies"] as const;
type Manifest = Record<(typeof lists)[number], Record<string, string>>;

const manifest = JSON.parse(readText("package.json")) as Manifest;
const dependencies = lists.flatMap((list) =>
  Object.entries(manifest[list]).map(([name, version]) => ({ name, version })),
);
const page = readText("docs/dependencies.md");
const explained = [...page.matchAll(/^\| `([^`]+)` \| (\S.*\S) \|$/gm)].map((line) => line[1]!);

test("every dependency has one exact version: write it without ^ or ~", () => {
  expect(dependencies.filter(({ version }) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test("every dependency has its reason in docs/dependencies.md, and only those: add the line, or remove the package", () => {
  expect(explained.sort()).toEqual(dependencies.map(({ name }) => name).sort());
});

test("whatever is imported is a dependency: name it in package.json, with a reason", () => {
  const known = new Set([...dependencies.map(({ name }) => name), "@jest/globals"]); // Jest brings its own.
  const imported = readSources()
    .filter(({ path }) => !path.startsWith("test/tidy/") && path.endsWith(".ts"))
    .flatMap((source) => importsOf(source).map(({ to }) => ({ path: source.path, to })))
    .filter(({ to }) => !/^(src|sandbox|test|bench|appPackage)\//.test(to) && !isBuiltin(to));
  expect(imported.filter(({ to }) => !known.has(packageOf(to)))).toEqual([]);
});

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
