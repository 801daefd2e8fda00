/** Turns cards/<name>.json and its data into the Adaptive Card that Teams gets. */
import { readFileSync } from "node:fs";
import { GlobalSettings, Template } from "adaptivecards-templating";
import { Outage } from "../engine/ports.ts";

const folder = new URL("../../cards/", import.meta.url);
const templates = new Map<string, Template>();

/**
 * Teams takes about 100 KB, counted in UTF-16; nearer than this it starts to refuse (Microsoft Learn, "Format your bot
 * messages").
 */
const bytesMost = 80 * 1_024;

// Where data is missing, the engine would show its own expression (`${title}`) to people: it gets this mark instead,
// and the mark becomes a blank. It cannot come from outside (src/teams/characters.ts).
const missing = "\uE000\uE001";
GlobalSettings.getUndefinedFieldValueSubstitutionString = () => missing;

/** Expanding takes longer than all else that answering takes, and the same card goes to several places. */
const expanded = new Map<string, string>();
const expandedMost = 100;
const expandedCharactersMost = 40_000;

export type Card = { type: "AdaptiveCard"; version: string; [property: string]: unknown };

/**
 * The card of this name with its data filled in. Data is never read as an expression: `${…}` in it stays as it is.
 * Throws Outage when the card would be too large for Teams, and an Error when there is no such template.
 */
export function expandCard(name: string, data: unknown): Card {
  const key = `${name} ${JSON.stringify(data)}`;
  const text = expanded.get(key) ?? expand(name, data);
  if (text.length * 2 > bytesMost)
    throw new Outage(
      `The card ${name} takes ${text.length * 2} bytes and Teams allows ${bytesMost}. Shorten its data.`,
      {
        again: false,
      },
    );
  remember(key, text);
  return JSON.parse(text) as Card;
}

const expand = (name: string, data: unknown): string =>
  JSON.stringify(templateOf(name).expand({ $root: data })).replaceAll(missing, "");

function remember(key: string, text: string): void {
  if (expanded.has(key) || key.length > expandedCharactersMost) return;
  const oldest = expanded.keys().next().value;
  if (expanded.size >= expandedMost && oldest !== undefined) expanded.delete(oldest);
  expanded.set(key, text);
}

function templateOf(name: string): Template {
  const known = templates.get(name);
  if (known !== undefined) return known;
  if (!/^[a-z][a-z0-9-]{0,60}$/.test(name)) throw new Error(`${JSON.stringify(name)} cannot be the name of a card.`);
  const template = new Template(JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")));
  templates.set(name, template);
  return template;
}
