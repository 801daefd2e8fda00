/** Every consequence of a fact. */
import { broadcast } from "./broadcast.ts";
import { askComparison } from "./ask-comparison.ts";
import { compareTranscript, type CompareTools } from "./compare-transcript.ts";
import { copyFiles, type CopyTools } from "./copy-files.ts";
import { deliverLetters } from "./deliver-letters.ts";
import { fileFollowUps } from "./file-follow-ups.ts";
import { keepList } from "./keep-list.ts";
import { keepTimes } from "./keep-times.ts";
import { keepPosted } from "./keep-posted.ts";
import { keepWorkItem } from "./keep-work-item.ts";
import { listKept } from "./list-kept.ts";
import { openChannel } from "./open-channel.ts";
import { pageReactions } from "./roads.ts";
import { renameChannel } from "./rename-channel.ts";
import { presentReview } from "./present-review.ts";
import { tellKin } from "./tell-kin.ts";
import { publishReview } from "./publish-review.ts";
import { publishStatus, publishStatuspage } from "./publish-status.ts";
import type { Conversation } from "../domain/incident/facts.ts";
import type { Practice } from "../domain/practice.ts";
import type { Chat } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";

export type ReactionTools = Parameters<typeof openChannel>[0] &
  Parameters<typeof keepWorkItem>[0] &
  Parameters<typeof pageReactions>[0] &
  Parameters<typeof keepList>[0] &
  Parameters<typeof publishStatus>[0] &
  Parameters<typeof keepPosted>[0] &
  Parameters<typeof presentReview>[0] &
  Parameters<typeof publishReview>[0] & {
    broadcastChannel: Conversation | undefined;
    practice: Practice;
    statusPageUrl: string | undefined;
  };

export const allReactions = (tools: ReactionTools): Reaction[] => [
  keepPosted(tools),
  ...pageReactions(tools),
  openChannel(tools),
  renameChannel(tools),
  keepWorkItem(tools),
  fileFollowUps(tools),
  publishStatus(tools),
  broadcast({ ...tools, channel: tools.broadcastChannel, serviceUrl: tools.settings.serviceUrl }),
  presentReview(tools),
  tellKin(),
  publishReview(tools),
  keepList(tools),
  keepTimes(tools),
  askComparison(),
  listKept(tools),
];

export const statusReactions = (tools: Parameters<typeof publishStatuspage>[0]) => [publishStatuspage(tools)];

export const transcriptReactions = (tools: CopyTools & CompareTools) => [copyFiles(tools), compareTranscript(tools)];

export const letterReactions = (tools: { chat: Chat }) => [deliverLetters(tools.chat)];
