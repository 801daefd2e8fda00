/** Files that wait beside what somebody is writing, to be sent with it. */
import { complain } from "./complaint.js";
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { sizeOf } from "./message-files.js";

const filesMax = 10;
const bytesMax = 60 * 1024 * 1024;

export function createStagedFiles() {
  let files = [];
  const node = element("ul", { class: "staged", "aria-label": "To be sent" });
  const choose = () => {
    add([...picker.files]);
    picker.value = "";
  };
  const picker = element("input", {
    type: "file",
    multiple: true,
    hidden: true,
    "aria-label": "Files",
    change: choose,
  });
  const button = iconButton("Attach a picture or file", icon("attach"), () => picker.click());
  const show = () => {
    node.hidden = files.length === 0;
    node.replaceChildren(...files.map((file) => row(file, () => put(files.filter((each) => each !== file)))));
  };
  function put(wanted) {
    files = wanted;
    show();
  }
  function add(more) {
    const all = [...files, ...more];
    if (all.length > filesMax) return complain(`At most ${filesMax} files in one message.`);
    if (all.reduce((sum, { size }) => sum + size, 0) > bytesMax) return complain("At most 60 MB in one message.");
    if (all.some(({ size }) => size === 0)) return complain("An empty file cannot be sent.");
    put(all);
  }
  show();
  return {
    node,
    picker,
    button,
    put,
    files: () => files,
    /** For a text box: a pasted picture is a file. */
    paste(event) {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length === 0) return;
      event.preventDefault();
      add(pasted);
    },
  };
}

/** As the sandbox wants them. @param {File[]} files */
export const attachmentsOf = (files) =>
  Promise.all(
    files.map(async (file) => ({
      name: file.name || "picture",
      contentType: file.type || "application/octet-stream",
      contentBase64: await base64Of(file),
    })),
  );

const base64Of = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1]));
    reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });

function row(file, remove) {
  const picture = file.type.startsWith("image/") && element("img", { alt: "" });
  if (picture) {
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
  }
  return element(
    "li",
    { class: "staged-file" },
    picture || icon("file"),
    element("bdi", {}, file.name),
    element("span", { class: "faint" }, sizeOf(file.size)),
    iconButton(`Leave out ${file.name}`, icon("close"), remove),
  );
}
