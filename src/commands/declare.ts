import { Refusal } from "../domain/refusal.ts";
import type { Severity } from "../domain/incident/facts.ts";
import type { Pinned } from "../domain/incident/facts/record.ts";
import { titleMax } from "../domain/incident/naming.ts";
import { declareForm, type Prefill } from "../views/declare-form.ts";
import { doneCard } from "../views/done-card.ts";
import { marks } from "../views/marks.ts";
import { type Asked, action, type Declaration } from "./command.ts";
import { namedSeverity, plain, textMax, toSeverity } from "./reading.ts";

/** Others read this: it says neither which incident nor what it is about. */
const inConfidence =
  "It is declared. It goes on in your chat with Muster; if nothing comes there, add the app Muster for yourself.";

/** Unsure means the higher; nobody debates it while the service is down. */
const unsaid: Severity = 2;

export const declare = action<Declaration | "form">({
  words: ["declare", "new", "start", "create", "report", "trigger", "drill"],
  usage: "declare sev1 checkout is down",
  help: "Declare an incident: opens its channel and work item, pages whoever is on call, and shows the title of a severe one on the status page. `drill …` practises all of that, marked everywhere; `declare confidential …` keeps it in a restricted team.",
  examples: [
    { say: "declare sev1 checkout is down", means: { title: "checkout is down", description: "", severity: 1 } },
    { say: "declare checkout is slow", means: { title: "checkout is slow", description: "", severity: 2 } },
    {
      say: "declare severity 3: login fails\nonly in Safari",
      means: { title: "login fails", description: "only in Safari", severity: 3 },
    },
    { say: "new 3 of 5 nodes are down", means: { title: "3 of 5 nodes are down", description: "", severity: 2 } },
    {
      say: "drill sev2 search is slow",
      means: { title: "search is slow", description: "", severity: 2, drill: true },
    },
    {
      say: "declare drill sev1 checkout is down",
      means: { title: "checkout is down", description: "", severity: 1, drill: true },
    },
    {
      say: "declare confidential sev2 keys are on the internet",
      means: { title: "keys are on the internet", description: "", severity: 2, confidential: true },
    },
    { say: "declare", means: "form" },
  ],
  parse: (asked) => (asked.fields["title"] === undefined ? fromWords(asked) : fromForm(asked)),
  fromMessage: (about, { values, problem }) => declareForm({ ...begunWith(about), ...filled(values), problem }),
  async run(turn, read) {
    if (read === "form") return declareForm();
    const incident = await turn.declare(read);
    if (incident.confidential === true) return turn.pressed ? doneCard(inConfidence) : { text: inConfidence };
    return turn.pressed ? doneCard(`${marks(incident)}${incident.id} is declared: ${incident.title}`) : undefined;
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

function fromWords(asked: Asked): Declaration | "form" {
  const { severity, rest, ...kind } = leadingKind(plain(asked), asked.word === "drill" ? { drill: true } : {});
  const [first = "", ...more] = rest.trim().split("\n");
  if (first.trim() === "") return "form";
  return { ...declaration(first, more.join("\n"), severity ?? unsaid), ...kind };
}

type Kind = Pick<Declaration, "drill" | "confidential">;
const kindWord = /^(drill|confidential)\b[\s:,;–—-]*/i;

/** What stands before the title, in any order: that it is a drill, that it is confidential, and the severity. */
function leadingKind(text: string, known: Kind): Kind & { severity?: Severity; rest: string } {
  const word = kindWord.exec(text);
  if (word !== null) return leadingKind(text.slice(word[0].length), { ...known, ...kindOf(word[1]!) });
  const said = namedSeverity(text);
  if (said === undefined) return { ...known, rest: text };
  return { ...leadingKind(said.rest, known), severity: said.severity };
}

const kindOf = (word: string): Kind => (word.toLowerCase() === "drill" ? { drill: true } : { confidential: true });

function fromForm({ fields }: Asked): Declaration {
  const title = (fields["title"] ?? "").trim();
  if (title === "") throw new Refusal("An incident needs a title: say in a few words what is broken.");
  const plainly = declaration(
    title.replace(/\s+/g, " "),
    fields["description"] ?? "",
    toSeverity(fields["severity"] ?? `${unsaid}`),
  );
  const chosen = (field: string): boolean => fields[field] === "true";
  return {
    ...plainly,
    ...(chosen("drill") ? { drill: true } : {}),
    ...(chosen("confidential") ? { confidential: true } : {}),
  };
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
