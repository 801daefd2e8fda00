/** The one thing that one person could do next, for their own view of the card. */
import { openBlanks } from "../domain/incident/blanks.ts";
import type { Blank } from "../domain/incident/facts/record.ts";
import type { Live, Open } from "../domain/incident/incident.ts";
import { ownPages } from "../domain/incident/paging.ts";
import { rolesOf } from "../domain/incident/roles.ts";
import { openActions, openProposals } from "../domain/incident/work.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type Part, plain, say, strong, worded } from "./parts.ts";
import { blankSays, blankWords } from "./record-sentence.ts";
import { roleName } from "./role-name.ts";
import { brief } from "./text.ts";

export function nextStep(incident: Live, who: Person): Part[] {
  if (incident.status !== "open") return afterwards(incident, who);
  return asked(incident, who) ?? inPart(incident, who) ?? lookingOn(incident);
}

/** Somebody waits for this person in person. */
function asked(incident: Open, who: Person): Part[] | undefined {
  if (ownPages(incident, who).length > 0) return worded("You are paged. Say `ack`, or `cant` if you cannot come.");
  if (samePerson(incident.handover?.to, who))
    return worded("Command is offered to you. Say `handover accept` or `handover decline because …`.");
  const action = openActions(incident.work).find(({ owner }) => samePerson(owner, who));
  if (action === undefined) return undefined;
  const over = action.askedAt !== undefined;
  const words = brief(action.text, 120);
  if (over)
    return [
      plain(`Your time for “${words}” is up: `),
      say(`done ${action.number}`),
      plain(" or "),
      say(`extend ${action.number} 10m`),
      plain("."),
    ];
  if (action.acknowledgedAt === undefined)
    return [plain(`You are asked to do this: “${words}”. Say `), say(`got it ${action.number}`), plain(".")];
  return [plain(`You are on “${words}”. When it is done: `), say(`done ${action.number} what came of it`), plain(".")];
}

function inPart(incident: Open, who: Person): Part[] | undefined {
  const parts = rolesOf(incident, who);
  const first = parts.find(({ role }) => role === "commander") ?? parts[0];
  if (first === undefined) return undefined;
  const steps: Record<string, Part[]> = {
    commander: commanding(incident),
    deputy: deputising(incident),
    scribe: worded("Write what is found with `note …`, and what is left for later with `todo …`."),
    communications: telling(incident),
  };
  return [
    strong(`You are ${roleName(first.role, first.title)}. `),
    ...(steps[first.role] ?? worded("Say what you see, what you do and what you need.")),
  ];
}

function commanding(incident: Open): Part[] {
  const waiting = openProposals(incident.work).find((each) => each.waiting === true);
  if (waiting !== undefined)
    return worded(
      `Proposal ${waiting.number} has objections: \`decide ${waiting.number}\` or \`withdraw ${waiting.number}\`.`,
    );
  const [blank] = openBlanks(incident).filter((each) => each !== "command");
  if (blank !== undefined) return fill(blank);
  if (incident.roles["scribe"] === undefined) return worded("Nobody writes: say `role scribe @someone`.");
  return telling(incident);
}

const fill = (blank: Blank): Part[] => worded(`Nobody has said ${blankWords[blank]}: \`${blankSays[blank]}\`.`);

function deputising(incident: Open): Part[] {
  const { commander } = incident.roles;
  if (commander === undefined) return worded("Nobody has command: say `lead me`.");
  return worded("Keep the times, and take over with `lead me` if nothing is heard of whoever commands.");
}

function telling({ nextUpdateAt, lastUpdate }: Open): Part[] {
  if (nextUpdateAt !== undefined)
    return worded(`The next update is due ${utc(nextUpdateAt)}: \`update what is known\`.`);
  return lastUpdate === undefined
    ? worded("Stakeholders know nothing yet: say `update what is known`.")
    : worded("Say `update what is known` when something changes.");
}

function lookingOn({ roles }: Open): Part[] {
  return roles["commander"] === undefined
    ? worded("Nobody has command. Ask who has it; if you hear nothing, say `lead me`.")
    : worded("Nothing waits for you. If you know something, say it here.");
}

function afterwards({ review, id }: Live, who: Person): Part[] {
  if (review === undefined || review.state === "reviewed") return worded(`\`timeline\` shows what happened in ${id}.`);
  return samePerson(review.owner, who)
    ? worded("You own the review: say `review` for its draft.")
    : worded("Say what you remember in the review: `review` shows its draft.");
}
