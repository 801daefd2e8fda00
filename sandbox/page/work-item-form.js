/** What a person can change in a work item. Only what they changed is sent, so that nobody else's change is undone. */
import { element } from "./element.js";
import { choicesOf, typeOf } from "./work-item-type.js";

const titleLengthMax = 255;
const commentLengthMax = 10_000;

/** @param {(change: object) => Promise<boolean>} save whether it was taken */
export function createWorkItemForm(store, save) {
  const node = element("div", {
    class: "work-item-form",
    role: "group",
    "aria-label": "Change the work item",
    hidden: true,
  });
  let inputs = [];
  const close = () => {
    node.hidden = true;
    node.replaceChildren();
    store.changed();
  };
  async function send() {
    const changed = inputs.filter(({ input, before }) => input.value !== before);
    if (changed.length === 0) return close();
    const change = changed.reduce((all, { put, input }) => put(all, input.value), {});
    if (await save(change)) close();
  }
  return {
    node,
    isOpen: () => !node.hidden,
    close: () => node.hidden || close(),
    open(item) {
      inputs = inputsFor(store, item);
      const enter = (event) =>
        event.key === "Enter" && !event.isComposing && event.target.tagName === "INPUT" && send();
      const buttons = element(
        "div",
        { class: "row" },
        element("button", { type: "button", class: "button primary", click: send }, "Save"),
        element("button", { type: "button", class: "button", click: close }, "Cancel"),
      );
      node.replaceChildren(
        ...inputs.map(({ name, input }) =>
          element(
            "label",
            { class: input.tagName === "SELECT" ? "labelled" : "labelled whole", keydown: enter },
            element("span", {}, name),
            input,
          ),
        ),
        buttons,
      );
      node.hidden = false;
      node.scrollIntoView({ block: "nearest" });
      inputs[0].input.focus({ preventScroll: true });
      store.changed();
    },
  };
}

/** Each with what stood in it, and how its value gets into what is sent. */
function inputsFor(store, item) {
  const { fields = {} } = item;
  const type = typeOf(store, item);
  const assigned = fields["System.AssignedTo"]?.displayName ?? "";
  const people = [["", "Nobody"], ...store.people.map(({ name }) => [name, name])];
  const title = element("input", {
    type: "text",
    dir: "auto",
    maxlength: titleLengthMax,
    value: fields["System.Title"] ?? "",
  });
  const comment = element("textarea", { rows: 2, dir: "auto", maxlength: commentLengthMax });
  return [
    named("Title", title, (all, value) => ({ ...all, title: value })),
    named("State", choice(namesOf(type?.states ?? []), fields["System.State"]), (all, value) => ({
      ...all,
      state: value,
    })),
    ...choicesOf(type).map(({ referenceName, name, allowedValues = [] }) =>
      named(name, choice([["", "Not said"], ...allowedValues.map(pair)], fields[referenceName]), (all, value) => ({
        ...all,
        fields: { ...all.fields, [referenceName]: value === "" ? null : value },
      })),
    ),
    named("Assigned to", choice(people, assigned), (all, value) => ({ ...all, assignedTo: value })),
    named("Comment", comment, (all, value) => ({ ...all, comment: value })),
  ];
}

const named = (name, input, put) => ({ name, input, put, before: input.value });
const pair = (value) => [String(value), String(value)];
const namesOf = (states) => states.map(({ name }) => pair(name));

/** What stands there now can be chosen too, even where it is none of the choices any more. */
function choice(choices, chosen) {
  const now = String(chosen ?? "");
  const known = choices.some(([value]) => value === now);
  const all = known ? choices : [[now, now], ...choices];
  return element(
    "select",
    {},
    ...all.map(([value, words]) => element("option", { value, selected: value === now }, words)),
  );
}
