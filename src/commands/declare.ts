import { Refusal } from "../domain/refusal.ts";
import type { Severity } from "../domain/incident/facts.ts";
import type { Pinned } from "../domain/incident/facts/record.ts";
import { declareForm, type Prefill } from "../views/declare-form.ts";
import { doneCard } from "../views/done-card.ts";
import { type Asked, action, type Declaration } from "./command.ts";
import { namedSeverity, plain, textMax, toSeverity } from "./reading.ts";

const titleMax = 150;
/** Unsure means the higher; nobody debates it while the service is down. */
const unsaid: Severity = 2;

export const declare = action<Declaration | "form">({
  words: ["declare", "new", "start", "create", "report", "trigger"],
  usage: "declare sev1 checkout is down",
  help: "Declare an incident: opens its channel and work item, pages whoever is on call, and shows the title of a severe one on the status page.",
  examples: [
    { say: "declare sev1 checkout is down", means: { title: "checkout is down", description: "", severity: 1 } },
    { say: "declare checkout is slow", means: { title: "checkout is slow", description: "", severity: 2 } },
    {
      say: "declare severity 3: login fails\nonly in Safari",
      means: { title: "login fails", description: "only in Safari", severity: 3 },
    },
    { say: "new 3 of 5 nodes are down", means: { title: "3 of 5 nodes are down", description: "", severity: 2 } },
    { say: "declare", means: "form" },
  ],
  parse: (asked) => (asked.fields["title"] === undefined ? fromWords(plain(asked)) : fromForm(asked)),
  fromMessage: (about, { values, problem }) => declareForm({ ...begunWith(about), ...filled(values), problem }),
  async run(turn, read) {
    if (read === "form") return declareForm();
    const { id, title } = await turn.declare(read);
    return turn.pressed ? doneCard(`${id} is declared: ${title}`) : undefined;
  },
});

/** Its first line is most likely what is broken. */
function begunWith({ text, author, url }: Pinned): Prefill {
  const [title = ""] = text.split("\n");
  return { title, description: [text, `(${author.name}${url === undefined ? "" : `, ${url}`})`].join("\n") };
}

const filled = ({ title, description, severity }: Record<string, string>): Prefill => ({
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(severity === undefined ? {} : { severity: toSeverity(severity) }),
});

function fromWords(text: string): Declaration | "form" {
  const said = namedSeverity(text) ?? { severity: unsaid, rest: text };
  const [first = "", ...more] = said.rest.trim().split("\n");
  if (first.trim() === "") return "form";
  return declaration(first, more.join("\n"), said.severity);
}

function fromForm({ fields }: Asked): Declaration {
  const title = (fields["title"] ?? "").trim();
  if (title === "") throw new Refusal("An incident needs a title: say in a few words what is broken.");
  return declaration(
    title.replace(/\s+/g, " "),
    fields["description"] ?? "",
    toSeverity(fields["severity"] ?? `${unsaid}`),
  );
}

/** A declaration never fails for its length: what does not fit a title stays in the description. */
function declaration(title: string, description: string, severity: Severity): Declaration {
  const fits = title.trim().length <= titleMax;
  const whole = fits ? description : `${title}\n${description}`;
  return {
    title: fits ? title.trim() : `${[...title.trim()].slice(0, titleMax - 1).join("")}…`,
    description: whole.trim().slice(0, textMax),
    severity,
  };
}
