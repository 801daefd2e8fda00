import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { FollowUp } from "../domain/incident/work.ts";
import { actorName } from "../domain/people.ts";
import type { WorkItem, WorkItems } from "../engine/ports/work-items.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { followUpTask } from "../views/work-item.ts";
import { addressOf, persistence, type WorkItemTools } from "./keep-work-item.ts";

const notSetUp =
  "Azure Boards is not set up. Make a work item for it yourself, or write it into the review; AZURE_DEVOPS_URL sets Boards up.";
const confidential =
  "the incident is confidential, and a work item can be read by everybody in the project. Make one yourself where only the right people read it.";

/** An append holds 50 facts. */
const togetherMax = 40;

/**
 * What was put off becomes a work item of its own when the incident is closed, or at once when it is noted after that. It is
 * related to the incident's and not a child of it: it goes on in some team's backlog, under what that team has there, long
 * after the incident is over.
 */
export function fileFollowUps({ workItems, findPerson }: Pick<WorkItemTools, "workItems" | "findPerson">): Reaction {
  return {
    name: "follow-ups",
    doing: "make work items of what was put off",
    persistence,
    reads: ({ type }) => ["closed", "merged", "follow-up noted"].includes(type),
    async run(errand) {
      if (errand.state.status !== "closed") return;
      const left = waiting(errand.state);
      if (left.length === 0) return;
      const reason = workItems === undefined ? notSetUp : errand.state.confidential === true ? confidential : undefined;
      if (reason !== undefined)
        return unfiled(
          errand,
          left.filter(({ trouble }) => trouble === undefined),
          reason,
        );
      for (const followUp of left) await file({ workItems: workItems!, findPerson }, errand, followUp);
    },
    giveUp: async ({ state }, reason) =>
      waiting(state)
        .slice(0, togetherMax)
        .map(({ number }) => ({
          type: "follow-up unfiled",
          followUp: number,
          reason: `${reason} Make a work item for it yourself.`,
        })),
  };
}

const waiting = ({ work }: Live): FollowUp[] => work.followUps.filter(({ workItem }) => workItem === undefined);

/** Said once of each, as many as one append holds in one breath. */
async function unfiled(errand: Errand, left: readonly FollowUp[], reason: string): Promise<void> {
  for (let from = 0; from < left.length; from += togetherMax) {
    const some = left.slice(from, from + togetherMax);
    await errand.record(
      notedAs(errand, some[0]!),
      "unfiled",
      some.map(({ number }) => ({ type: "follow-up unfiled", followUp: number, reason })),
    );
  }
}

type Tools = { workItems: WorkItems; findPerson: WorkItemTools["findPerson"] };

async function file({ workItems, findPerson }: Tools, errand: Errand, followUp: FollowUp): Promise<void> {
  const { state, stream } = errand;
  const entry = notedAs(errand, followUp);
  const owner = followUp.owner === undefined ? null : await addressOf(findPerson, followUp.owner);
  const item = await errand.once(
    entry,
    "item",
    (): Promise<WorkItem> =>
      workItems.file({
        mark: `${stream}-follow-up-${followUp.number}`,
        ...followUpTask(state, followUp, actorName(followUp.by)),
        assignTo: owner,
        ...(state.workItem === undefined ? {} : { relatedTo: state.workItem.id }),
        ...(errand.tried === "never" ? { tried: errand.tried } : {}),
      }),
  );
  await errand.record(entry, "filed", [{ type: "follow-up filed", followUp: followUp.number, ...item }]);
}

/** The fact that noted it. */
const notedAs = ({ entries }: Errand, { number }: FollowUp): Entry =>
  entries.find(({ fact }) => fact.type === "follow-up noted" && fact.followUp === number)!;
