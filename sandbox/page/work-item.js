/** One work item: what stands in it, who is to look after it, what was said, and what a person does with it. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { link } from "./link.js";
import { avatar } from "./people.js";
import { timeOf, wholeTimeOf } from "./time.js";
import { createWorkItemForm } from "./work-item-form.js";
import { createHistory } from "./work-item-history.js";
import { choicesOf, typeOf } from "./work-item-type.js";
import { readEntities } from "./words.js";

const discussionMax = 20;

export function buildWorkItem(store) {
  const head = element("div", { class: "work-item" });
  const face = rebuiltWhenChanged(head);
  const attempt = createAttempt();
  let item;
  const asMe = (act) => attempt.run(() => act(item.id, { from: store.me?.id }));
  const form = createWorkItemForm(store, (change) =>
    attempt.run(() => api.editWorkItem(item.id, { from: store.me?.id, ...change })),
  );
  const button = (picture, words, click) =>
    element("button", { type: "button", class: "button", click }, icon(picture), words);
  const edit = button("edit", "Edit", () => form.open(item));
  const remove = button("delete", "Delete", () => asMe(api.deleteWorkItem));
  const restore = button("reply", "Restore", () => asMe(api.restoreWorkItem));
  const history = createHistory();
  const buttons = element("div", { class: "row work-item-buttons" }, edit, remove, restore);
  const node = element("article", { class: "tile" }, head, form.node, buttons, attempt.node, history.node);
  return {
    node,
    show(now) {
      item = now;
      const gone = now.deleted !== undefined;
      node.toggleAttribute("data-pointed", String(now.id) === store.pointedItem);
      node.toggleAttribute("data-deleted", gone);
      face.show([now, store.process, store.people.length], () => faceOf(store, now));
      edit.hidden = remove.hidden = gone || form.isOpen();
      restore.hidden = !gone;
      if (gone) form.close();
      history.show(now);
    },
  };
}

function faceOf(store, item) {
  const { fields = {} } = item;
  return [
    element("p", { class: "faint over" }, `${fields["System.WorkItemType"] ?? "Item"} ${item.id}`),
    element("h3", { dir: "auto" }, String(fields["System.Title"] ?? "")),
    element("p", { class: "chips" }, stateChip(store, item), ...severityChips(store, item), ...tagChips(fields)),
    element("p", { class: "assigned" }, ...assignee(store, fields["System.AssignedTo"])),
    item.deleted &&
      element(
        "p",
        { class: "faint" },
        `In the recycle bin since ${timeOf(item.deleted.at)}, by `,
        bdi(item.deleted.by),
      ),
    ...linksOf(item),
    ...discussionOf(item),
  ];
}

const bdi = (text) => element("bdi", {}, String(text));

/** A state that the process has lost makes trouble at the next change; Azure DevOps marks it too. */
function stateChip(store, item) {
  const state = String(item.fields?.["System.State"] ?? "?");
  const states = typeOf(store, item)?.states ?? [];
  const lost = states.length > 0 && !states.some(({ name }) => name === state);
  return element(
    "span",
    {
      class: `chip state${lost ? " unknown-state" : ""}`,
      title: lost && "The process does not have this state any more.",
    },
    lost && icon("warning"),
    state,
  );
}

const severityChips = (store, item) =>
  choicesOf(typeOf(store, item)).flatMap(({ referenceName, name }) => {
    const value = item.fields?.[referenceName];
    return value === undefined ? [] : [element("span", { class: "chip" }, `${name} ${value}`)];
  });

const tagChips = (fields) =>
  String(fields["System.Tags"] ?? "")
    .split(";")
    .map((tag) => tag.trim())
    .filter(Boolean)
    .map((tag) => element("span", { class: "chip" }, bdi(tag)));

function assignee(store, assigned) {
  const name = typeof assigned === "string" ? assigned : assigned?.displayName;
  if (name === undefined || name === "") return ["Nobody is assigned"];
  const person = store.people.find((each) => each.name === name) ?? { id: name, name };
  return [avatar(store.people, person, "tiny"), bdi(person.name)];
}

function linksOf({ relations = [] }) {
  const links = relations.filter(({ rel }) => rel === "Hyperlink");
  return links.map(({ url, attributes }) =>
    element("p", { class: "tile-link" }, link(url, attributes?.comment || attributes?.name || url)),
  );
}

function discussionOf({ comments = [] }) {
  if (comments.length === 0) return [];
  const lines = comments
    .slice(-discussionMax)
    .map(({ text, createdDate, createdBy }) =>
      element(
        "li",
        { dir: "auto" },
        element(
          "span",
          { class: "faint", title: wholeTimeOf(createdDate) },
          `${timeOf(createdDate)} `,
          bdi(createdBy ?? ""),
        ),
        " ",
        textOf(text),
      ),
    );
  return [
    element(
      "details",
      {},
      element("summary", {}, `Discussion (${comments.length})`),
      element("ul", { class: "discussion" }, ...lines),
    ),
  ];
}

/** Boards keeps HTML; what is shown of it are its words. */
function textOf(text) {
  return readEntities(
    String(text)
      .replace(/<(br|\/p|\/div)[^<>]{0,200}>/gi, "\n")
      .replace(/<[^<>]{0,500}>/g, ""),
  );
}
