/** Azure Boards as far as Muster uses it: the incidents' work items, the newest first. */
import { element } from "./element.js";
import { keepList } from "./keep-list.js";
import { buildWorkItem } from "./work-item.js";

export function createWorkItemsView(store) {
  const list = element("div", { class: "panel-list" });
  const nothing = element(
    "p",
    { class: "nothing" },
    "No work items yet. Declare an incident, and one is opened for it in Azure Boards.",
  );
  let pointed;
  return {
    node: element("div", {}, list, nothing),
    show() {
      const items = store.workItems;
      nothing.hidden = items.length > 0;
      keepList(list, items.toReversed(), keyOf, () => buildWorkItem(store));
      if (store.pointedItem !== pointed) list.querySelector("[data-pointed]")?.scrollIntoView({ block: "nearest" });
      pointed = store.pointedItem;
    },
  };
}

const keyOf = ({ id }) => String(id);
