/** HTML in which every value is text: only what another `html` made goes in as it stands. */

export type Html = { readonly html: string };
type Value = string | number | undefined | Html | readonly Html[];

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { html: parts.reduce((before, part, index) => before + inside(values[index - 1]) + part) };
}

function inside(value: Value): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return (value as readonly Html[]).map((each) => each.html).join("\n");
  if (typeof value === "object") return (value as Html).html;
  return escapeHtml(String(value));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** Our own style or script, word for word. Never for anything that came from outside. */
export const verbatim = (source: string): Html => ({ html: source });
