/** Who one is and where one looks stand in the page's address, so that several tabs can be several people. */
import { slug } from "./people.js";

/** @returns {{ person?: any, conversation?: any }} */
export function readAddress(store) {
  const asked = new URLSearchParams(location.search);
  return {
    person: store.people.find(({ name }) => slug(name) === asked.get("as")) ?? store.people[0],
    conversation: store.conversations.find(({ id }) => id === asked.get("in")),
  };
}

/** @param {"push" | "replace"} how */
export function writeAddress(store, how) {
  const wanted = addressOf(store.me, store.open);
  if (wanted === location.pathname + location.search) return;
  if (how === "push") history.pushState(null, "", wanted);
  else history.replaceState(null, "", wanted);
}

/** The page as somebody else would see it. */
export function addressOf(person, conversationId) {
  const query = new URLSearchParams();
  if (person !== undefined) query.set("as", slug(person.name));
  if (conversationId !== undefined) query.set("in", conversationId);
  return `/?${query}`;
}
