import type { Entry } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import type { Errand } from "../engine/reaction.ts";
import { ladderCard } from "../views/ladder-card.ts";
import type { Kept } from "./kept-card.ts";

/**
 * One card for each page where people work on the incident: who is waited for, by what means, and what comes next. Nothing
 * is shown before there is a place.
 */
export function ladders(errand: Errand): Kept[] {
  const place = placeOf(errand.state);
  if (place === undefined) return [];
  return errand.state.pages.flatMap(({ number }) => {
    const entry = openingOf(errand, number);
    if (entry === undefined) return [];
    return [
      {
        entry,
        key: "ladder",
        place: () => place,
        card: (incident) =>
          incident.pages.some((page) => page.number === number) ? ladderCard(incident, number) : undefined,
      },
    ];
  });
}

/** The fact that opened the page, in whose name its card is kept. */
const openingOf = ({ entries }: Errand, page: number): Entry | undefined =>
  entries.find(({ fact }) => fact.type === "page opened" && fact.page === page);
