/** People as coloured initials, as Teams shows somebody without a photograph. */
import { element } from "./element.js";

const goldenAngle = 137.5;

/** The short name that stands in the page's address. */
export const slug = (name) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    letters
      .map((word) => [...word][0])
      .join("")
      .toUpperCase() || "?"
  );
}

/** Neighbours in the list get colours far apart; a stranger gets one from the name. */
function hue(people, person) {
  const place = people.findIndex((each) => each.id === person.id);
  const number =
    place === -1 ? [...person.name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) : place;
  return Math.round((number * goldenAngle + 210) % 360);
}

/** @param {{ id: string, name: string, bot?: boolean }} person */
export function avatar(people, person, size = "medium") {
  if (person.bot) return element("img", { class: `avatar ${size} bot`, src: "/app/muster.svg", alt: "" });
  const style = `--hue: ${hue(people, person)}`;
  return element("span", { class: `avatar ${size}`, style, "aria-hidden": "true" }, initials(person.name));
}
