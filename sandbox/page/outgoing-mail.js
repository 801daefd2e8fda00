/** An e-mail, closed until somebody reads it. */
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { linkButton } from "./opened-link.js";
import { reasonOf } from "./reached.js";

export function createMail(_store, act) {
  const subject = element("p", { class: "subject", dir: "auto" });
  const content = element("div", { class: "mail-content" });
  const face = rebuiltWhenChanged(content);
  const problem = element("p", { class: "faint" });
  const buttons = element("div", { class: "row" });
  const way = rebuiltWhenChanged(buttons);
  let seen = false;
  const read = () => {
    if (!details.open || seen) return;
    seen = true;
    act({ action: "open" });
  };
  const details = element("details", { toggle: read }, element("summary", {}, "Read it"), content);
  return {
    node: element("div", { class: "outgoing-body" }, subject, details, problem, buttons),
    show(mail) {
      seen ||= mail.history.some(({ opened }) => opened !== undefined) || mail.link === undefined;
      subject.textContent = mail.subject ?? "";
      details.hidden = mail.state === "failed";
      problem.textContent = mail.state === "failed" ? (reasonOf(mail) ?? "") : "";
      face.show([mail.html, mail.text], () => [mail.html === undefined ? plain(mail.text) : page(mail.id)]);
      way.show([mail.link, mail.state], () => [mail.state !== "failed" && linkButton(mail)]);
    },
  };
}

const plain = (text) => element("p", { class: "tile-text", dir: "auto" }, text);

/** A stranger: no scripts, no forms, nothing of this page; its links open in a tab of their own. */
const page = (id) =>
  element("iframe", {
    class: "mail-frame",
    title: "The e-mail",
    sandbox: "allow-popups allow-popups-to-escape-sandbox",
    src: `/sandbox/outbox/${encodeURIComponent(id)}/mail`,
  });
