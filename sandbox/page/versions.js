/** Everything that a message has said. */
import * as api from "./api.js";
import { attempted } from "./complaint.js";
import { openDialog } from "./dialog.js";
import { element } from "./element.js";
import { plainText } from "./markdown.js";
import { exactTimeOf, wholeTimeOf } from "./time.js";

export const showVersions = (conversation, id) =>
  attempted(async () => {
    const all = await api.readHistory(conversation);
    const versions = all.find((each) => each.id === id)?.versions ?? [];
    const { body } = openDialog("What it said, and when");
    body.append(element("ol", { class: "versions" }, ...versions.map(version)));
  });

const version = ({ text, at }) =>
  element(
    "li",
    {},
    element("time", { class: "faint", datetime: at, title: wholeTimeOf(at) }, exactTimeOf(at)),
    element("div", { class: "message-body", dir: "auto" }, text === "" ? "(no words)" : plainText(text)),
  );
