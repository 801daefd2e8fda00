/** Every command there is. */
import { ack } from "./ack.ts";
import { action } from "./action.ts";
import { done, drop, extend, gotIt } from "./action-answers.ts";
import { actions } from "./actions.ts";
import { affected } from "./affected.ts";
import { calendar } from "./calendar.ts";
import { cant } from "./cant.ts";
import { channelNew } from "./channel-new.ts";
import { child } from "./child.ts";
import { close } from "./close.ts";
import type { Command } from "./command.ts";
import { cover } from "./cover.ts";
import { decide, decisions, object, withdraw } from "./decide.ts";
import { declare } from "./declare.ts";
import { detected } from "./detected.ts";
import { duplicate } from "./duplicate.ts";
import { escalate } from "./escalate.ts";
import { handover } from "./handover.ts";
import { help } from "./help.ts";
import { lead } from "./lead.ts";
import { link } from "./link.ts";
import { list } from "./list.ts";
import { merge } from "./merge.ts";
import { note } from "./note.ts";
import { oncall } from "./oncall.ts";
import { oncallChanges } from "./oncall-changes.ts";
import { oncallExplain } from "./oncall-explain.ts";
import { oncallMe } from "./oncall-me.ts";
import { oncallSet } from "./oncall-set.ts";
import { oncallTest } from "./oncall-test.ts";
import { page } from "./page.ts";
import { parent } from "./parent.ts";
import { phase } from "./phase.ts";
import { pin, unpin } from "./pin.ts";
import { propose } from "./propose.ts";
import { quiet } from "./quiet.ts";
import { rename } from "./rename.ts";
import { relate } from "./relate.ts";
import { reopen } from "./reopen.ts";
import { resolve } from "./resolve.ts";
import { review, reviewDone, reviewPublish, reviewStart } from "./review.ts";
import { reviewFacilitator, reviewOwner } from "./review-people.ts";
import { reviewMeeting, reviewRepair } from "./review-times.ts";
import { role } from "./role.ts";
import { runbook } from "./runbook.ts";
import { services } from "./affected-services.ts";
import { severity } from "./severity.ts";
import { started } from "./started.ts";
import { stats } from "./stats.ts";
import { status } from "./status.ts";
import { statuspage } from "./statuspage.ts";
import { stepdown } from "./stepdown.ts";
import { swap } from "./swap.ts";
import { testOk } from "./test-ok.ts";
import { timeline } from "./timeline.ts";
import { todo } from "./todo.ts";
import { transcript } from "./transcript.ts";
import { update } from "./update.ts";
import { when } from "./when.ts";
import { workitem } from "./workitem.ts";

export type Section = { title: string; commands: readonly Command[] };

/** Every command, as help shows them. */
export const sections: readonly Section[] = [
  { title: "Begin and end", commands: [declare, status, list, resolve, reopen, close] },
  { title: "Who does it", commands: [lead, handover, role, stepdown, ack, cant, page, escalate] },
  {
    title: "What is known",
    commands: [
      severity,
      started,
      detected,
      affected,
      services,
      phase,
      note,
      pin,
      unpin,
      link,
      when,
      quiet,
      timeline,
      runbook,
    ],
  },
  { title: "What is being done", commands: [action, gotIt, done, extend, drop, actions, todo, workitem] },
  { title: "What is decided", commands: [propose, object, decide, withdraw, decisions] },
  {
    title: "What it is, and what it belongs to",
    commands: [rename, relate, duplicate, merge, parent, child, channelNew],
  },
  { title: "Who is told", commands: [update, statuspage] },
  {
    title: "Afterwards",
    commands: [
      review,
      reviewOwner,
      reviewFacilitator,
      reviewMeeting,
      reviewRepair,
      reviewStart,
      reviewDone,
      reviewPublish,
      transcript,
      stats,
    ],
  },
  {
    title: "Who is on call",
    commands: [oncall, oncallSet, oncallMe, oncallExplain, cover, swap, calendar, oncallTest, testOk, oncallChanges],
  },
  { title: "Help", commands: [help] },
];

export const commands: readonly Command[] = sections.flatMap((section) => section.commands);
