/** Where one says something: as a new post, as a reply, or in a chat. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { mentionable } from "./mention-list.js";
import { attachmentsOf, createStagedFiles } from "./staged-files.js";
import { muster } from "./store.js";
import { createTextBox } from "./text-box.js";
import { writeMentions } from "./words.js";

/** @param {{ place(): { conversation: string, replyTo?: string }, small?: boolean }} options */
export function createComposer(store, { place, small = false }) {
  let kind = "channel";
  const attempt = createAttempt();
  const box = createTextBox(store, { label: small ? "Reply" : "Write a message", send });
  const sendButton = iconButton("Send", icon("send"), () => send(box.read()), { class: "icon-button send" });
  const staged = createStagedFiles();
  box.node.addEventListener("paste", staged.paste);
  const row = element("div", { class: "composer-row" }, box.node, staged.picker, staged.button, sendButton);
  const whole = element("div", { class: "composer-box" }, staged.node, row);

  async function send(written) {
    const text = written.trim();
    box.focus();
    const files = staged.files();
    if (text === "" && files.length === 0) return;
    const to = place();
    const forMuster = kind === "personal" || writeMentions(text, [muster.name]).includes("<at>");
    box.write("");
    staged.put([]);
    const said = await attempt.run(async () => {
      const { delivered } = await say(store, to, text, files, forMuster);
      if (forMuster && store.how.silent !== true && !reached(delivered))
        attempt.complain(`Muster did not hear it. ${delivered?.error ?? ""}`);
    });
    if (said || box.read() !== "" || staged.files().length > 0) return;
    box.write(text);
    staged.put(files);
  }
  return {
    node: element("div", { class: small ? "composer small" : "composer" }, attempt.node, whole),
    focus: box.focus,
    fill(text) {
      box.write(text);
      box.focus();
    },
    show(conversation) {
      kind = conversation.kind;
      if (!small) box.describe(kind === "channel" ? "Start a post. Type @ to mention Muster" : "Type a message");
    },
  };
}

/** While Muster is at it, the conversation shows so. */
async function say(store, to, text, files, forMuster) {
  const replyTo = to.replyTo === undefined ? {} : { replyTo: to.replyTo };
  if (forMuster) store.awaited.set(to.conversation, to);
  store.changed();
  try {
    const words = writeMentions(text, mentionable(store));
    const attachments = files.length === 0 ? {} : { attachments: await attachmentsOf(files) };
    return await api.say(to.conversation, { from: store.me.id, text: words, ...replyTo, ...attachments, ...store.how });
  } finally {
    if (store.awaited.get(to.conversation) === to) store.awaited.delete(to.conversation);
    store.changed();
  }
}

const reached = (delivered) => delivered?.status >= 200 && delivered.status < 300;
