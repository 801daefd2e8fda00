/** Pictures and files in a message. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { link } from "./link.js";

/** What a browser shows and the sandbox serves to be shown. */
const shownTypes = /^image\/(png|jpeg|gif|webp|bmp)$/;
const ownPicture = /^data:image\/(png|jpeg|gif|webp|bmp);base64,/;

export const addressOfFile = ({ id }) => `/sandbox/attachments/${encodeURIComponent(id)}`;

export function createFiles() {
  const node = element("div", { class: "files" });
  const shown = rebuiltWhenChanged(node);
  return {
    node,
    show({ files = [], attachments = [], deleted }) {
      node.hidden = deleted === true || files.length + attachments.length === 0;
      shown.show([files, attachments], () => [...files.map(fileOf), ...attachments.map(attachmentOf)]);
    },
  };
}

/** What a person sent. */
function fileOf(file) {
  if (file.gone !== undefined) return chip(file.name, `is not there any more (${file.gone})`);
  const href = addressOfFile(file);
  if (!shownTypes.test(file.contentType))
    return element("a", { class: "file", href, download: file.name }, icon("file"), bdi(file.name), size(file));
  const picture = element("img", { src: href, alt: file.name, loading: "lazy" });
  const node = element("a", { class: "picture", href, target: "_blank", rel: "noopener noreferrer" }, picture);
  picture.addEventListener("error", () => node.replaceWith(chip(file.name, "cannot be shown", size(file))));
  return node;
}

/** What Muster sent: a picture that it brings along, or an address. */
function attachmentOf({ name = "Attachment", contentUrl = "" }) {
  if (ownPicture.test(contentUrl))
    return element("span", { class: "picture" }, element("img", { src: contentUrl, alt: name }));
  return element("span", { class: "file" }, icon("file"), link(contentUrl, bdi(name)));
}

const chip = (name, words, ...more) =>
  element("span", { class: "file gone" }, icon("file"), bdi(name), element("span", { class: "faint" }, words), ...more);
const bdi = (name) => element("bdi", {}, name);
const size = ({ bytes }) => element("span", { class: "faint" }, sizeOf(bytes));

const units = ["B", "KB", "MB"];

/** @param {number} bytes */
export function sizeOf(bytes) {
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Math.round(bytes / 1024 ** unit)} ${units[unit]}`;
}
