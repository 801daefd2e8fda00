/** What is being done about an incident: who answered, who commands, and each current action with its owner and time. */
import type { Live, Open } from "../domain/incident/incident.ts";
import { firstPage, mainPaging, type Page, type Waiting } from "../domain/incident/pages.ts";
import { type Action, openActions } from "../domain/incident/work.ts";
import type { Means } from "../domain/oncall/book.ts";
import { actorName, type Person, samePerson } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { blankOf } from "./blank-of.ts";
import { overWords } from "./over.ts";
import { blank, type Part, plain, say, strong } from "./parts.ts";
import { meansWords, stepWords } from "./paging-words.ts";
import { stop } from "./phrase.ts";
import { brief, names } from "./text.ts";

export function doing(incident: Live): Part[] {
  if (incident.status === "open") return [...leading(incident), ...actions(incident)];
  if (incident.kin.mergedInto !== undefined) return [plain(overWords(incident))];
  return [plain(`${brief(actorName(incident.resolvedBy), 80)} resolved it.`)];
}

/** Who answered, and who commands. */
export const leading = (incident: Open): Part[] => [...answered(incident), ...commands(incident)];

function commands(incident: Open): Part[] {
  const { commander } = incident.roles;
  if (commander === undefined) return blankOf(incident, "command", "Nobody has taken command");
  const offered =
    incident.handover === undefined ? "" : `, and has offered it to ${brief(incident.handover.to.name, 80)}`;
  const silent =
    incident.command?.silent === true ? `, and has not been heard since ${utc(incident.command.seenAt)}` : "";
  return [strong(brief(commander.name, 80)), plain(` has command${offered}${silent}. `)];
}

const actionsMax = 4;

function actions(incident: Open): Part[] {
  const open = openActions(incident.work);
  if (open.length === 0) return blankOf(incident, "work", "No action is open");
  const shown = open.slice(0, actionsMax).flatMap(actionParts);
  return open.length > actionsMax
    ? [...shown, plain(`${open.length - actionsMax} more: `), say("actions"), plain(". ")]
    : shown;
}

export function actionParts({ number, text, owner, dueAt, askedAt }: Action): Part[] {
  const until = dueAt === undefined ? "" : ` until ${utc(dueAt)}${askedAt === undefined ? "" : ", which is over"}`;
  return [strong(`${number}. ${brief(owner.name, 80)}`), plain(`: ${stop(`${brief(text, 160)}${until}`)} `)];
}

const othersMax = 3;

/** The first page, and the latest of the others. */
function answered(incident: Open): Part[] {
  const others = incident.pages.filter(({ number }) => number !== firstPage).slice(-othersMax);
  return [...first(incident), ...others.flatMap(other)];
}

function first(incident: Open): Part[] {
  if (incident.pages.length === 0 && incident.unpaged === true) return [plain("Nobody is paged for this severity. ")];
  const paging = mainPaging(incident);
  if (paging.state === "acknowledged")
    return [strong(brief(paging.by.name, 80)), plain(` is on it since ${utc(paging.at)}${by(paging.means)}. `)];
  const coming = comingOf(paging);
  if (coming.length === 0) return [blank("Nobody has answered: say "), say("ack"), blank(". ")];
  return [blank(`${silent(coming)} (${stepWords(paging.step)}): say `), say("ack"), blank(". ")];
}

function other({ paging, because }: Page): Part[] {
  const why = brief(because, 100);
  if (paging.state === "acknowledged") return [strong(brief(paging.by.name, 80)), plain(` answered too: ${why}. `)];
  const coming = comingOf(paging);
  return [blank(`${coming.length === 0 ? "Nobody has answered yet" : silent(coming)} (${why}). `)];
}

const by = (means: Means | undefined): string =>
  means === undefined || means === "teams" ? "" : `, ${meansWords(means)}`;

const comingOf = ({ people, out }: Waiting): Person[] =>
  people.filter((person) => !out.some((gone) => samePerson(gone, person)));

const silent = (people: readonly Person[]): string =>
  `${names(people.map(({ name }) => name))} ${people.length === 1 ? "has" : "have"} not answered yet`;
