/** The code of the project as text and as syntax, for tests about the code. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

export type Source = { path: string; text: string; tree: ts.SourceFile };

const root = join(import.meta.dirname, "../..");
const folders = ["src", "sandbox", "test", "bench", "appPackage", "bin"];

/** Every file of code, by its path in the project. */
export function readSources(): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
      .filter((path) => /\.(ts|js|cjs)$/.test(path))
      .map((path) => sourceFrom(path, readFileSync(join(root, path), "utf8"))),
  );
}

export const readText = (path: string): string => readFileSync(join(root, path), "utf8");

export const sourceFrom = (path: string, text: string): Source => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
});

/** Every node of a tree that `is` says yes to. */
export function nodesOf<T extends ts.Node>(tree: ts.Node, is: (node: ts.Node) => node is T): T[];
export function nodesOf(tree: ts.Node, is: (node: ts.Node) => boolean): ts.Node[];
export function nodesOf(tree: ts.Node, is: (node: ts.Node) => boolean): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

export const linesIn = ({ text }: Source): number => text.trimEnd().split("\n").length;

/** What a file imports, however it does: a path in the project for its own files, the name as written for packages. */
export function importsOf({ path, tree }: Source): { to: string; node: ts.Node }[] {
  return nodesOf(tree, () => true).flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return [];
    if (!ts.isStringLiteralLike(specifier)) return [{ to: "something computed", node }];
    const { text } = specifier;
    return [{ to: text.startsWith(".") ? posix.join(posix.dirname(path), text) : text, node }];
  });
}

/** `import … from`, `import`, `export … from`, `import()`, `import("…").Type`, `import x = require`, `require()`. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports = expression.kind === ts.SyntaxKind.ImportKeyword;
  const requires = ts.isIdentifier(expression) && expression.text === "require";
  return imports || requires ? node.arguments[0] : undefined;
}
