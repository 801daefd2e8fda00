/** What we do not write, why not, and an example that must be noticed. */
import ts from "typescript";
import { trespasses } from "./boundaries.ts";
import { linesIn, nodesOf, type Source } from "./sources.ts";

type Found = { node?: ts.Node; remedy?: string };
export type Rule = {
  name: string;
  /** What to do instead. */
  remedy: string;
  /** The files it is about. */
  of: RegExp;
  except?: RegExp;
  find(source: Source): Found[];
  /** A file that breaks it. */
  examples: [path: string, text: string][];
};

const linesMax = 300;
const functionLinesMax = 60;
const everything = /./;

const nodes = (source: Source, is: (node: ts.Node) => boolean): Found[] =>
  nodesOf(source.tree, is).map((node) => ({ node }));
const matching =
  (pattern: RegExp) =>
  (source: Source): Found[] =>
    [...source.text.matchAll(pattern)].map(({ index }) => ({ node: nodeAt(source.tree, index) }));
const nodeAt = (tree: ts.SourceFile, at: number): ts.Node =>
  nodesOf(tree, (node) => node.getFullStart() <= at && at < node.getEnd()).at(-1) ?? tree;
const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;
const isMember = (node: ts.Node, of: string, name: string): boolean =>
  ts.isPropertyAccessExpression(node) && isNamed(node.expression, of) && node.name.text === name;

export const rules: Rule[] = [
  {
    name: "imports stay within their bounds",
    remedy: "see docs/ARCHITECTURE.md",
    of: everything,
    find: trespasses,
    examples: [
      ["src/domain/a.ts", 'import { b } from "../engine/ports.ts";'],
      ["src/domain/a.ts", 'import type { B } from "../engine/ports.ts";'],
      ["src/engine/a.ts", 'import "../teams/read.ts";'],
      ["src/engine/a.ts", 'export const a = () => import("../azure/log.ts");'],
      ["src/engine/a.ts", 'export type A = import("../azure/log.ts").Log;'],
      ["src/reactions/a.ts", 'export { post } from "../teams/connector.ts";'],
      ["src/reactions/a.ts", 'import { TeamsInfo } from "botbuilder";'],
      ["src/graph/a.ts", 'import { tokens } from "../azure/tokens.ts";'],
      ["src/web/a.ts", 'import { TableClient } from "@azure/data-tables";'],
      ["src/views/a.ts", 'const fs = require("node:fs");'],
      ["test/a.ts", 'import "../src/main.ts";'],
      ["sandbox/a.ts", 'import { wake } from "../src/engine/wake.ts";'],
    ],
  },
  {
    name: "only the configuration reads the environment",
    remedy: "read it in src/config.ts and take the setting as an argument",
    of: /^src\//,
    except: /^src\/(config|main|cli)\.ts$/,
    find: (source) => nodes(source, (node) => isMember(node, "process", "env")),
    examples: [["src/engine/a.ts", 'export const a = process.env["A"];']],
  },
  {
    name: "time is an argument",
    remedy: "take `now` as an argument",
    of: /^src\//,
    // The page's own script runs in the browser of whoever reads it.
    except: /^src\/(main|clock|cli|views\/status-look)\.ts$/,
    find: (source) =>
      nodes(
        source,
        (node) =>
          isMember(node, "Date", "now") ||
          (ts.isNewExpression(node) && isNamed(node.expression, "Date") && (node.arguments ?? []).length === 0),
      ),
    examples: [
      ["src/engine/a.ts", "export const a = Date.now();"],
      ["src/engine/a.ts", "export const a = new Date();"],
    ],
  },
  {
    name: "nothing is exported without a name",
    remedy: "export it by name",
    of: everything,
    except: /^test\/(setup|teardown)\.ts$/, // Jest wants them so.
    find: (source) =>
      nodes(
        source,
        (node) =>
          ts.isExportAssignment(node) || (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionLike(node.parent)),
      ),
    examples: [
      ["src/a.ts", "export default 1;"],
      ["src/a.ts", "export default function a() {}"],
    ],
  },
  {
    name: "every value has a type",
    remedy: "use `unknown` and look before you use it",
    of: /^(src|sandbox|bench|appPackage)\/.*\.ts$/,
    find: (source) => nodes(source, (node) => node.kind === ts.SyntaxKind.AnyKeyword),
    examples: [
      ["src/a.ts", "export const a: any = 1;"],
      ["src/a.ts", "export const a = (1 as any).b;"],
    ],
  },
  {
    name: "no enums and no namespaces",
    remedy: "use a union of texts, and a file",
    of: everything,
    find: (source) => nodes(source, (node) => ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)),
    examples: [["src/a.ts", "export enum A { b }"]],
  },
  {
    name: "classes are errors",
    remedy: "write a function that returns what the class would offer",
    of: everything,
    except: /^test\/longest-first\.cjs$/, // Jest asks for a class.
    find: (source) =>
      nodesOf(source.tree, ts.isClassLike)
        .filter(
          ({ heritageClauses = [] }) => !heritageClauses.some((clause) => /extends \w*Error$/.test(clause.getText())),
        )
        .map((node) => ({ node })),
    examples: [["src/a.ts", "export class A {}"]],
  },
  {
    name: "names say what is inside",
    remedy: "name the file after the thing it holds",
    of: everything,
    find: ({ path }) =>
      /(^|\/)(utils?|helpers?|services?|managers?|types\.ts|constants\.ts|common\.ts)(\/|\.|$)/.test(path) ? [{}] : [],
    examples: [
      ["src/engine/utils.ts", ""],
      ["src/helpers/a.ts", ""],
      ["src/domain/types.ts", ""],
    ],
  },
  {
    name: `no file has more than ${linesMax} lines`,
    remedy: "find the second thing in it and give it a file of its own",
    of: everything,
    find: (source) => (linesIn(source) > linesMax ? [{}] : []),
    examples: [["src/a.ts", "//\n".repeat(linesMax + 1)]],
  },
  {
    name: `no function has more than ${functionLinesMax} lines`,
    remedy: "give a part of it a name; 40 lines are a good most",
    of: /^(src|sandbox|bench|appPackage)\//,
    find: (source) => nodes(source, (node) => ts.isFunctionLike(node) && lengthOf(source, node) > functionLinesMax),
    examples: [["src/a.ts", `export function a() {\n${"b();\n".repeat(functionLinesMax)}}`]],
  },
  {
    name: "every test runs",
    remedy: "mend it or delete it; a test that needs what may be absent says `(present ? test : test.skip)`",
    of: /\.test\.ts$/,
    find: (source) =>
      nodes(
        source,
        (node) =>
          ["test", "it", "describe"].some((of) => ["skip", "only", "todo"].some((word) => isMember(node, of, word))) &&
          !ts.isConditionalExpression(node.parent),
      ),
    examples: [["test/a.test.ts", 'test.skip("a", () => {});']],
  },
  {
    name: "nothing is left for later",
    remedy: "do it, or say in docs/ARCHITECTURE.md that it is not built",
    of: everything,
    find: matching(/\b(TO(?:DO)|FIX(?:ME)|XX(?:X))\b/g),
    examples: [["src/a.ts", `// TO${"DO"}: later`]],
  },
  {
    name: "nothing belongs to one machine",
    remedy: "derive the path from import.meta or from the operating system",
    of: everything,
    find: matching(/(?<![\w.$}])\/(?:work|home|Users|root)\/\w|["'`]\/(?:tm)p\//g),
    examples: [["src/a.ts", `export const a = "/${"home"}/me/a";`]],
  },
  {
    name: "the compiler is not silenced",
    remedy: "say what the type is",
    of: everything,
    find: matching(/@ts-(?:ignore|nocheck)/g),
    examples: [["src/a.ts", `// @ts-${"ignore"}`]],
  },
];

/** Lines of a function without those of the functions in it: each is read by itself. */
function lengthOf(source: Source, node: ts.Node): number {
  const line = (at: number): number => source.tree.getLineAndCharacterOfPosition(at).line;
  const inner = outermost(node).reduce((sum, each) => sum + line(each.getEnd()) - line(each.getStart()), 0);
  return line(node.getEnd()) - line(node.getStart()) + 1 - inner;
}

function outermost(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isFunctionLike(each)) found.push(each);
    else ts.forEachChild(each, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** Where a rule is broken, each with what to do. */
export function breaches({ of, except, find, remedy }: Rule, source: Source): string[] {
  if (!of.test(source.path) || except?.test(source.path) === true) return [];
  return find(source).map(({ node, remedy: own }) => {
    const line = node === undefined ? "" : `:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    return `${source.path}${line} ${own ?? remedy}`;
  });
}
