/** How a conversation is called and pictured by the one who looks at it. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { avatar } from "./people.js";
import { memberIds, messagesOf, muster } from "./store.js";
import { beginsWithCard } from "./threads.js";

/** Muster writes the incident's mark into the description of the channel that it makes, and posts the card first. */
export const isIncidentChannel = (store, { id, kind, description = "" }) =>
  kind === "channel" && /^\[INC-\d+\]/.test(description) && beginsWithCard(messagesOf(store, id));

export function pictureOf(store, conversation, size = "small") {
  if (conversation.kind === "personal") return avatar(store.people, partner(store, conversation), size);
  const incident = isIncidentChannel(store, conversation);
  return element(
    "span",
    { class: `place-mark ${size} ${incident ? "incident" : ""}` },
    icon(conversation.kind === "group" ? "group" : "channel"),
  );
}

/** The other side of a chat; Muster, where nobody else of the sandbox's people is in it. */
function partner(store, { members }) {
  const others = memberIds(members ?? []).filter((id) => id !== store.me?.id);
  return store.people.find(({ id }) => others.includes(id)) ?? muster;
}

export function nameOf(store, conversation) {
  if (conversation.kind === "personal") return partner(store, conversation).name;
  return conversation.name || partner(store, conversation).name;
}
