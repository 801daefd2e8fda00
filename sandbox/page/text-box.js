/** A box to write in: it grows with the text, offers names after an @, Enter sends and Shift+Enter starts a line. */
import { element } from "./element.js";
import { asked, createMentionList } from "./mention-list.js";

const textMax = 40_000;

/** @param {{ label: string, send(text: string): void, cancel?(): void }} options */
export function createTextBox(store, { label, send, cancel }) {
  const box = element("textarea", {
    rows: 1,
    dir: "auto",
    placeholder: label,
    "aria-label": label,
    maxlength: textMax,
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
  });
  const mentions = createMentionList(store, insert);
  box.setAttribute("aria-controls", mentions.node.id);

  function insert(person) {
    const { from } = asked(box.value, box.selectionStart) ?? { from: box.selectionStart };
    box.setRangeText(`@${person.name} `, from, box.selectionStart, "end");
    mentions.close();
    box.focus();
    follow();
  }
  function follow() {
    box.setAttribute("aria-expanded", String(mentions.isOpen()));
    const pointed = mentions.pointed();
    if (pointed === undefined) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", pointed);
  }
  function offer() {
    const wanted = asked(box.value, box.selectionStart);
    if (wanted === undefined || box.selectionStart !== box.selectionEnd) mentions.close();
    else mentions.open(wanted.name);
    follow();
  }
  function close() {
    mentions.close();
    follow();
  }
  box.addEventListener("input", offer);
  box.addEventListener("click", offer);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = (mentions.isOpen() ? listKeys(mentions, close) : boxKeys(box, send, cancel))[keyOf(event)];
    if (act === undefined) return;
    event.preventDefault();
    act();
    follow();
  });
  return {
    node: element("div", { class: "text-box" }, box, mentions.node),
    focus: () => box.focus(),
    read: () => box.value,
    describe: (text) => {
      box.placeholder = text;
      box.setAttribute("aria-label", text);
    },
    write(text) {
      box.value = text;
      box.selectionStart = box.selectionEnd = text.length;
      close();
      box.dispatchEvent(new Event("written", { bubbles: true }));
    },
  };
}

const keyOf = ({ key, shiftKey }) => (shiftKey && key === "Enter" ? "Shift+Enter" : key);

const listKeys = (mentions, close) => ({
  ArrowDown: () => mentions.move(1),
  ArrowUp: () => mentions.move(-1),
  Enter: () => mentions.take(),
  Tab: () => mentions.take(),
  Escape: close,
});

const boxKeys = (box, send, cancel) => ({
  Enter: () => send(box.value),
  ...(cancel === undefined ? {} : { Escape: cancel }),
});
