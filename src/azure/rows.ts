/** JSON in the rows of an Azure table, whose string properties hold 32K UTF-16 characters each. */

/** Below the limit of 32,768, so that a pair of surrogates need never be cut. */
const characters = 32_000;
const partsMax = 20;

/** `json`, `json1`, `json2` … */
const name = (part: number): string => (part === 0 ? "json" : `json${part}`);

export function intoProperties(json: string): Record<string, string> {
  const properties: Record<string, string> = {};
  let from = 0;
  for (let part = 0; from < json.length || part === 0; part++) {
    if (part === partsMax) throw new RangeError(`${json.length} characters do not fit into a row.`);
    const to = from + characters;
    // A lone half of a surrogate pair would not survive UTF-8.
    const end = isHighSurrogate(json.charCodeAt(to - 1)) ? to - 1 : to;
    properties[name(part)] = json.slice(from, end);
    from = end;
  }
  return properties;
}

export const fromProperties = (row: Record<string, unknown>): unknown => JSON.parse(textFrom(row));

/** The JSON as it was given to `intoProperties`. */
export function textFrom(row: Record<string, unknown>): string {
  let json = "";
  for (let part = 0; part < partsMax; part++) {
    const text = row[name(part)];
    if (typeof text !== "string") break;
    json += text;
  }
  return json;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
