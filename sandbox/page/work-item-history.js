/** Who changed what in a work item, the newest first. It is read when somebody opens it, and again when there is more. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { exactTimeOf, wholeTimeOf } from "./time.js";

const shownMax = 50;
const valueLengthMax = 120;
/** What changes each time, or says nothing to a person. */
const unsaid =
  /^System\.(Rev|ChangedDate|ChangedBy|CreatedDate|CreatedBy|CommentCount|TeamProject|AreaPath|IterationPath|IsDeleted)$|Date$/;

export function createHistory() {
  const attempt = createAttempt();
  const list = element("ul", { class: "revisions" });
  const face = rebuiltWhenChanged(list);
  let item;
  let read;
  const look = () => {
    if (!node.open || read === `${item.id} ${item.rev}`) return;
    read = `${item.id} ${item.rev}`;
    attempt.run(async () => {
      const revisions = await api.readWorkItemHistory(item.id);
      face.show(revisions, () => revisions.slice(-shownMax).toReversed().map(row));
    });
  };
  const node = element("details", { toggle: look }, element("summary", {}, "History"), list, attempt.node);
  return {
    node,
    show(now) {
      item = now;
      look();
    },
  };
}

function row({ by, at, fields, rev }) {
  const changes = Object.entries(fields).filter(([name]) => !unsaid.test(name));
  return element(
    "li",
    {},
    element(
      "p",
      { class: "faint" },
      element("bdi", {}, by),
      ", ",
      element("time", { datetime: at, title: wholeTimeOf(at) }, exactTimeOf(at)),
    ),
    ...(changes.length === 0 ? [element("p", {}, whatElse(rev, fields))] : changes.map(change)),
  );
}

const whatElse = (rev, fields) => {
  const { oldValue, newValue } = fields["System.IsDeleted"] ?? {};
  if (newValue === true) return "Deleted it";
  return oldValue === true ? "Restored it" : rev === 1 ? "Made it" : "Changed its links";
};

const change = ([name, { oldValue, newValue }]) =>
  element(
    "p",
    { dir: "auto" },
    element("strong", {}, `${nameOf(name)}: `),
    oldValue !== undefined && element("s", {}, brief(oldValue)),
    oldValue !== undefined && newValue !== undefined && " ",
    newValue !== undefined && element("span", {}, brief(newValue)),
  );

/** "Custom.IncidentSeverity" as people say it. */
const nameOf = (referenceName) =>
  referenceName === "System.History"
    ? "Comment"
    : (referenceName.split(".").at(-1) ?? "").replace(/(?<=[a-z])(?=[A-Z])/g, " ");

function brief(value) {
  const text = String(value).replace(/<[^<>]{0,500}>/g, " ");
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}
