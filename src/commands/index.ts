/** Every command, in the order in which help shows them. */
import { ack } from "./ack.ts";
import { cant } from "./cant.ts";
import { close } from "./close.ts";
import type { Command } from "./command.ts";
import { declare } from "./declare.ts";
import { escalate } from "./escalate.ts";
import { handover } from "./handover.ts";
import { help } from "./help.ts";
import { lead } from "./lead.ts";
import { list } from "./list.ts";
import { note } from "./note.ts";
import { oncall } from "./oncall.ts";
import { reopen } from "./reopen.ts";
import { resolve } from "./resolve.ts";
import { review } from "./review.ts";
import { role } from "./role.ts";
import { runbook } from "./runbook.ts";
import { severity } from "./severity.ts";
import { started } from "./started.ts";
import { status } from "./status.ts";
import { statuspage } from "./statuspage.ts";
import { stepdown } from "./stepdown.ts";
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
  oncall,
  statuspage,
  help,
];
