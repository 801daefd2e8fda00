/** Every command, in the order in which help shows them. */
import { ack } from "./ack.ts";
import { calendar } from "./calendar.ts";
import { cant } from "./cant.ts";
import { close } from "./close.ts";
import type { Command } from "./command.ts";
import { cover } from "./cover.ts";
import { declare } from "./declare.ts";
import { escalate } from "./escalate.ts";
import { handover } from "./handover.ts";
import { help } from "./help.ts";
import { lead } from "./lead.ts";
import { list } from "./list.ts";
import { note } from "./note.ts";
import { oncall } from "./oncall.ts";
import { oncallChanges } from "./oncall-changes.ts";
import { oncallExplain } from "./oncall-explain.ts";
import { oncallMe } from "./oncall-me.ts";
import { oncallSet } from "./oncall-set.ts";
import { oncallTest } from "./oncall-test.ts";
import { page } from "./page.ts";
import { reopen } from "./reopen.ts";
import { resolve } from "./resolve.ts";
import { review } from "./review.ts";
import { role } from "./role.ts";
import { runbook } from "./runbook.ts";
import { severity } from "./severity.ts";
import { started } from "./started.ts";
import { stats } from "./stats.ts";
import { status } from "./status.ts";
import { statuspage } from "./statuspage.ts";
import { stepdown } from "./stepdown.ts";
import { swap } from "./swap.ts";
import { testOk } from "./test-ok.ts";
import { timeline } from "./timeline.ts";
import { update } from "./update.ts";

export const commands: readonly Command[] = [
  declare,
  status,
  lead,
  role,
  handover,
  stepdown,
  ack,
  page,
  escalate,
  cant,
  severity,
  started,
  note,
  update,
  timeline,
  runbook,
  resolve,
  reopen,
  close,
  review,
  list,
  stats,
  oncall,
  oncallSet,
  oncallMe,
  oncallExplain,
  cover,
  swap,
  calendar,
  oncallTest,
  testOk,
  oncallChanges,
  statuspage,
  help,
];
