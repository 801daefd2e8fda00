/** The pages of the project's wiki, to be read. */
import { element } from "./element.js";
import { keepList, rebuiltWhenChanged } from "./keep-list.js";
import { exactTimeOf, wholeTimeOf } from "./time.js";
import { wikiMarkdown } from "./wiki-markdown.js";

export function createWikiView(store) {
  const list = element("div", { class: "panel-list" });
  const node = element(
    "section",
    { class: "panel-part wiki", "aria-labelledby": "wiki-name" },
    element("h3", { id: "wiki-name" }, "Wiki"),
    list,
  );
  return {
    node,
    show() {
      node.hidden = store.wiki.length === 0;
      keepList(list, inOrder(store.wiki), keyOf, () => buildPage(store));
    },
  };
}

const keyOf = ({ id }) => String(id);

/** A page before the pages below it. */
const inOrder = (pages) => pages.toSorted((one, other) => (one.path < other.path ? -1 : 1));

function buildPage(store) {
  const title = element("summary", { dir: "auto" });
  const body = element("div", { class: "wiki-page message-body", dir: "auto" });
  const face = rebuiltWhenChanged(body);
  const node = element("details", { class: "tile" }, title, body);
  let pointed;
  return {
    node,
    show(page) {
      const { path, content, by, at, revision } = page;
      title.textContent = path.slice(1).split("/").join(" / ");
      node.toggleAttribute("data-pointed", store.pointedPage === path);
      if (store.pointedPage === path && pointed !== path) {
        node.open = true;
        node.scrollIntoView({ block: "nearest" });
      }
      pointed = store.pointedPage;
      face.show([content, revision], () => [
        element(
          "p",
          { class: "faint" },
          element("bdi", {}, by),
          ", ",
          element("time", { datetime: at, title: wholeTimeOf(at) }, exactTimeOf(at)),
          `, version ${revision}`,
        ),
        wikiMarkdown(content),
      ]);
    },
  };
}
