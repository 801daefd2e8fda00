/** Azure Boards as far as Muster uses it: the incidents' work items, the newest first. */
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { link } from "./link.js";
import { avatar } from "./people.js";
import { timeOf } from "./time.js";
import { readEntities } from "./words.js";

const discussionMax = 20;

export function createWorkItemsView(store) {
  const node = element("div", { class: "panel-list" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show() {
      face.show([store.workItems, store.pointedItem], () =>
        store.workItems.length === 0
          ? [
              element(
                "p",
                { class: "nothing" },
                "No work items yet. Declare an incident, and one is opened for it in Azure Boards.",
              ),
            ]
          : store.workItems.toReversed().map((item) => row(store, item)),
      );
      node.querySelector("[data-pointed]")?.scrollIntoView({ block: "nearest" });
    },
  };
}

function row(store, item) {
  const { fields = {} } = item;
  const assigned = fields["System.AssignedTo"];
  const name = typeof assigned === "string" ? assigned : assigned?.displayName;
  const person =
    name === undefined || name === ""
      ? undefined
      : (store.people.find((each) => each.name === name) ?? { id: name, name });
  const severity = fields["Microsoft.VSTS.Common.Severity"] ?? fields["Microsoft.VSTS.Common.Priority"];
  return element(
    "article",
    { class: "tile", "data-pointed": String(item.id) === store.pointedItem },
    element("p", { class: "faint over" }, `${fields["System.WorkItemType"] ?? "Item"} ${item.id}`),
    element("h3", { dir: "auto" }, String(fields["System.Title"] ?? "")),
    element(
      "p",
      { class: "chips" },
      element("span", { class: "chip state" }, String(fields["System.State"] ?? "?")),
      severity !== undefined && element("span", { class: "chip" }, `Priority ${severity}`),
      ...String(fields["System.Tags"] ?? "")
        .split(";")
        .map((tag) => tag.trim())
        .filter(Boolean)
        .map((tag) => element("span", { class: "chip" }, element("bdi", {}, tag))),
    ),
    element(
      "p",
      { class: "assigned" },
      ...(person === undefined
        ? ["Nobody is assigned"]
        : [avatar(store.people, person, "tiny"), element("bdi", {}, person.name)]),
    ),
    ...linksOf(item),
    ...discussionOf(item),
  );
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
    .map(({ text, createdDate }) =>
      element("li", { dir: "auto" }, element("span", { class: "faint" }, `${timeOf(createdDate)} `), textOf(text)),
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
