/** What is left to do: actions that are still open, follow-ups with their work items, and repairs to be planned. */
import type { Live } from "../../domain/incident/incident.ts";
import { type Action, type FollowUp, openActions } from "../../domain/incident/work.ts";
import { utc } from "../../domain/time.ts";
import { planned } from "../local-time.ts";
import { type Block, linked, ours, paragraph, quiet, said, table, type Words } from "../report.ts";

const rowsMax = 100;

export const left = (incident: Live): Block[] => [
  ...table(["Follow-up", "Owner", "Work item"], incident.work.followUps.map(followUpRow), {
    most: rowsMax,
    none: "Nothing was left for later: `todo …` does that.",
  }),
  ...openOnes(incident),
];

const followUpRow = ({ text, owner, workItem, trouble }: FollowUp): Words[] => [
  [said(text, 500)],
  [owner === undefined ? quiet("nobody yet") : said(owner.name, 80)],
  [
    workItem === undefined
      ? quiet(trouble === undefined ? "when the incident is closed" : "none")
      : linked(String(workItem.id), workItem.url),
  ],
];

function openOnes({ work }: Live): Block[] {
  const open = openActions(work);
  if (open.length === 0) return [];
  return [
    paragraph("Actions that nobody has ended:"),
    ...table(["Action", "Owner", "Until"], open.map(openRow), { most: rowsMax, none: "" }),
  ];
}

const openRow = ({ text, owner, dueAt }: Action): Words[] => [
  [said(text, 500)],
  [said(owner.name, 80)],
  [dueAt === undefined ? quiet("no time") : ours(utc(dueAt))],
];

export function repairs({ review }: Live): Block[] {
  const when =
    review?.repairAt === undefined
      ? "They are chosen in a meeting of their own, a day or two after the review"
      : `They are chosen in a meeting of their own, on ${planned(review.repairAt, review.zone)}`;
  return [
    paragraph(`${when}; each has one owner, a date and a work item.`),
    { kind: "table", header: ["What", "Owner", "By", "Work item"], rows: [[[], [], [], []]] },
  ];
}
