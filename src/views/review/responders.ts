/** Who responded: the parts they had, the pages they answered, and what they did. */
import { roles as usualRoles } from "../../domain/incident/facts.ts";
import type { Live } from "../../domain/incident/incident.ts";
import { type Deed, deedsOf } from "../../domain/incident/taking-part.ts";
import type { Action } from "../../domain/incident/work.ts";
import { utc } from "../../domain/time.ts";
import { capital } from "../phrase.ts";
import { type Block, fact, facts, joined, ours, quiet, said, table, type Words } from "../report.ts";
import { roleName } from "../role-name.ts";
import { brief } from "../text.ts";

const peopleMax = 50;
const actionsMax = 100;

export function responders(incident: Live): Block[] {
  const answered = deedsOf(incident, "answered").slice(0, peopleMax);
  return [
    facts(
      [
        ...partsOf(incident),
        fact("Answered a page", ...joined(answered.map(({ person, at }) => said(`${person.name} (${utc(at)})`, 120)))),
      ].map((each) => (each.words.length === 0 ? { ...each, words: [quiet("nobody")] } : each)),
    ),
    ...table(
      ["Action", "Who", "What came of it"],
      incident.work.actions.filter(({ state }) => state !== "open").map(actionRow),
      { most: actionsMax, none: "No action was given to anybody and ended." },
    ),
  ];
}

/** The usual parts, filled or not, and any others that somebody had. */
function partsOf(incident: Live) {
  const had = deedsOf(incident, "role").filter((deed): deed is Extract<Deed, { did: "role" }> => deed.did === "role");
  const others = had.map(({ role }) => role).filter((role) => !usualRoles.includes(role));
  return [...usualRoles, ...new Set(others)].map((role) => {
    const those = had.filter((deed) => deed.role === role);
    const title = roleName(role, those[0]?.title ?? incident.titles[role]);
    return {
      label: brief(capital(title), 80),
      words: joined(those.slice(0, peopleMax).map(({ person }) => said(person.name, 80))),
    };
  });
}

const actionRow = ({ text, owner, state, result = "", endedAt }: Action): Words[] => [
  [said(text)],
  [said(owner.name, 80)],
  [
    ours(state),
    ...(endedAt === undefined ? [] : [ours(` ${utc(endedAt)}`)]),
    ...(result === "" ? [] : [ours(": "), said(result, 500)]),
  ],
];
