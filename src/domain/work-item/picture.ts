/** What the work item of an incident is to say. Which fields that goes into is for whoever writes it. */
import { titleOutside } from "../incident/confidential.ts";
import type { Entry, Link, Severity } from "../incident/facts.ts";
import { evolve, type Incident, type Live, undeclared } from "../incident/incident.ts";
import { momentsOf } from "../incident/moments.ts";
import { mainPaging } from "../incident/pages.ts";
import type { Person } from "../people.ts";

/** How far an incident has got, as a work item's state tells it. */
export type Moment = "declared" | "escalated" | "acknowledged" | "resolved" | "reopened" | "closed";
export const moments: readonly Moment[] = ["declared", "escalated", "acknowledged", "resolved", "reopened", "closed"];

/** What is null is left empty. */
export type WorkItemPicture = {
  title: string;
  severity: Severity;
  state: Moment;
  assignedTo: Person | null;
  description: { text: string; lines: readonly string[]; links: readonly Link[] };
  /** When it was noticed, ISO 8601. */
  detected: string | null;
  /** What or who noticed it. */
  source: string | null;
  /** The address of the channel. */
  conversation: string | null;
};
export type Part = keyof WorkItemPicture;
export const parts: readonly Part[] = [
  "title",
  "severity",
  "state",
  "assignedTo",
  "description",
  "detected",
  "source",
  "conversation",
];

/** What does not follow from the incident alone. `mark` stands before its title. */
export type Around = { mark: string; lines: readonly string[]; links: readonly Link[] };

/** Everybody who may see the project reads a work item: of a confidential incident it tells only that there is one, and not by the name of its channel. */
export function pictureOf(incident: Live, around: Around): WorkItemPicture {
  const open = incident.confidential !== true;
  return {
    title: `${around.mark}${open ? incident.title : `${incident.id} ${titleOutside(incident)}`}`,
    severity: incident.severity,
    state: momentOf(incident),
    assignedTo: assigneeOf(incident),
    description: open
      ? { text: incident.description, lines: around.lines, links: around.links }
      : { text: "", lines: [], links: [] },
    detected: detectedAt(incident) ?? null,
    source: open ? (sourceOf(incident) ?? null) : null,
    conversation: open ? (incident.channel?.webUrl ?? null) : null,
  };
}

/** Escalated: the first step of its page was not enough, and nobody is on it. */
export function momentOf(incident: Live): Moment {
  if (incident.status !== "open") return incident.status;
  const paging = mainPaging(incident);
  if (paging.state === "acknowledged" || incident.roles["commander"] !== undefined) return "acknowledged";
  if (paging.step > 0) return "escalated";
  return incident.reopened > 0 ? "reopened" : "declared";
}

/** Whoever commands it, else whoever answered, else whoever was paged first. */
function assigneeOf(incident: Live): Person | null {
  const paging = mainPaging(incident);
  const answered = paging.state === "acknowledged" ? paging.by : undefined;
  return incident.roles["commander"] ?? answered ?? incident.paged[0] ?? null;
}

/** What an alert declares was noticed by then. */
const detectedAt = (incident: Live): string | undefined =>
  momentsOf(incident).detected ?? (incident.alert === undefined ? undefined : incident.declaredAt);

function sourceOf({ alert, known }: Live): string | undefined {
  if (known.detection === undefined) return alert?.source;
  const { by, through } = known.detection;
  return through === "" ? by : `${by}: ${through}`;
}

/** The door of what people did in Azure Boards. */
export const boardsDoor = "azure boards";

/** When a person last changed each part in Teams, or by a phone, ISO 8601: what they did later counts more than an edit of the work item. */
export type Acts = Partial<Record<Part, string>>;

const bare: Around = { mark: "", lines: [], links: [] };

export function actsOf(stream: string, entries: readonly Entry[]): Acts {
  const acts: Acts = {};
  let incident: Incident = undeclared(stream);
  let before: WorkItemPicture | undefined;
  for (const entry of entries) {
    incident = evolve(incident, entry);
    if (incident.status === "undeclared") continue;
    const picture = pictureOf(incident, bare);
    if (before !== undefined && entry.by.kind === "person" && entry.from !== boardsDoor)
      for (const part of parts) if (differs(part, before, picture)) acts[part] = entry.at;
    before = picture;
  }
  return acts;
}

/** Whether a part of the picture says something else. */
export const differs = (part: Part, one: Partial<WorkItemPicture>, other: Partial<WorkItemPicture>): boolean =>
  keyOf(part, one) !== keyOf(part, other);

/** Of somebody only who they are: their address may become known later. */
function keyOf(part: Part, picture: Partial<WorkItemPicture>): string | undefined {
  if (part === "assignedTo") return picture.assignedTo === undefined ? undefined : (picture.assignedTo?.id ?? "nobody");
  return JSON.stringify(picture[part]);
}
