/** Reading an Adaptive Card the way a client does: where its buttons are, and which inputs belong to each. */
export type Json = Record<string, unknown>;
export type Found = { action: Json; inputs: Json[] };

const depthMax = 60;

/**
 * The button with this title, wherever it is: in an ActionSet, a ShowCard, or behind a picture or a row. Where the
 * button that opens a form and the one that sends it have the same title, it is the one that sends.
 */
export function findAction(card: unknown, title: string): Found | undefined {
  const opens = ({ action }: Found): number => Number(action["type"] === "Action.ShowCard");
  const all = actionsOf(card).sort((one, other) => opens(one) - opens(other));
  const wanted = title.trim();
  return (
    all.find(({ action }) => action["title"] === wanted) ??
    all.find(
      ({ action }) =>
        String(action["title"] ?? "")
          .trim()
          .toLowerCase() === wanted.toLowerCase(),
    )
  );
}

/** Every action of the card with the inputs of its card and of the cards around that one. */
export function actionsOf(card: unknown, outer: Json[] = []): Found[] {
  if (!isObject(card)) return [];
  const actions: Json[] = [];
  const inputs: Json[] = [];
  collect(card, actions, inputs, 0);
  const known = [...outer, ...inputs];
  return actions.flatMap((action) => [
    { action, inputs: known },
    ...(action["type"] === "Action.ShowCard" ? actionsOf(action["card"], known) : []),
  ]);
}

function collect(node: unknown, actions: Json[], inputs: Json[], depth: number): void {
  if (depth > depthMax) return;
  if (Array.isArray(node)) {
    for (const each of node) collect(each, actions, inputs, depth + 1);
    return;
  }
  if (!isObject(node)) return;
  const type = String(node["type"] ?? "");
  if (type.startsWith("Input.")) inputs.push(node);
  if (type.startsWith("Action.")) {
    actions.push(node);
    return;
  }
  // Data of an action, a fallback, or anything that only looks like a card must not be read as one.
  for (const [name, value] of Object.entries(node))
    if (name !== "fallback" && name !== "data" && name !== "refresh") collect(value, actions, inputs, depth + 1);
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
