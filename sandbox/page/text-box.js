/** A box to write in: it grows with the text, offers names after an @, Enter sends and Shift+Enter starts a line. */
import { element } from "./element.js";
import { asked, createMentionList } from "./mention-list.js";

const textMax = 40_000;

/** @param {{ label: string, send(text: string): void, cancel?(): void }} options */
export function createTextBox(store, { label, send, cancel }) {
  const box = areaFor(label);
  const mentions = createMentionList(store, insert);
  box.setAttribute("aria-controls", mentions.node.id);

  function insert(person) {
    const from = asked(box.value, box.selectionStart)?.from ?? box.selectionStart;
    box.setRangeText(`@${person.name} `, from, box.selectionStart, "end");
    box.focus();
    close();
  }
  function close() {
    mentions.close();
    describeList(box, mentions);
  }
  const offer = () => {
    const wanted = box.selectionStart === box.selectionEnd ? asked(box.value, box.selectionStart) : undefined;
    if (wanted === undefined) return close();
    mentions.open(wanted.name);
    describeList(box, mentions);
  };
  const keys = (event) => {
    const act = (mentions.isOpen() ? listKeys(mentions, close) : boxKeys(box, send, cancel))[keyOf(event)];
    if (act === undefined || event.isComposing) return;
    event.preventDefault();
    act();
    describeList(box, mentions);
  };
  const listeners = { input: offer, click: offer, blur: close, keydown: keys };
  for (const [name, listener] of Object.entries(listeners)) box.addEventListener(name, listener);
  return {
    node: element("div", { class: "text-box" }, box, mentions.node),
    focus: () => box.focus(),
    read: () => box.value,
    describe: (text) => name(box, text),
    write(text) {
      box.value = text;
      close();
    },
  };
}

const areaFor = (label) =>
  element("textarea", {
    rows: 1,
    dir: "auto",
    placeholder: label,
    "aria-label": label,
    maxlength: textMax,
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
  });

function name(box, text) {
  box.placeholder = text;
  box.setAttribute("aria-label", text);
}

/** Tells those who do not see the list that it is open, and which name in it is chosen. */
function describeList(box, mentions) {
  const pointed = mentions.pointed();
  box.setAttribute("aria-expanded", String(mentions.isOpen()));
  if (pointed === undefined) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", pointed);
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
