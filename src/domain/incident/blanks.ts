/** What nobody has said of an incident yet, and who is asked for it first. */
import type { Person } from "../people.ts";
import type { Blank } from "./facts/record.ts";
import { blanks } from "./facts/record.ts";
import type { Live } from "./incident.ts";
import { mainPaging } from "./pages.ts";
import { openActions } from "./work.ts";

const isBlank: Record<Blank, (incident: Live) => boolean> = {
  start: ({ startedAt, known }) => startedAt === undefined && known.set.impact === undefined,
  how: ({ alert, known }) => alert === undefined && known.detection === undefined,
  affected: ({ known }) => known.affected === undefined,
  services: ({ known }) => known.services.length === 0,
  command: ({ roles }) => roles.commander === undefined,
  work: ({ work }) => openActions(work).length === 0,
};

/** Everything that is blank, quieted or not. */
export const blanksOf = (incident: Live): Blank[] => blanks.filter((blank) => isBlank[blank](incident));

/** What is blank, and may be asked for. */
export function openBlanks(incident: Live): Blank[] {
  const { quieted } = incident.known;
  return quieted.all === undefined ? blanksOf(incident).filter((blank) => quieted[blank] === undefined) : [];
}

/** Whom the first, the second and every later round asks; undefined is everybody in the channel. */
export function askedIn(incident: Live, round: number): Person | undefined {
  const { roles } = incident;
  const paging = mainPaging(incident);
  const answered = paging.state === "acknowledged" ? paging.by : undefined;
  if (round === 0) return roles["commander"] ?? answered ?? declarer(incident);
  return round === 1 ? (roles["scribe"] ?? roles["deputy"] ?? answered) : undefined;
}

const declarer = ({ declaredBy }: Live): Person | undefined =>
  declaredBy.kind === "person" ? declaredBy.person : undefined;
