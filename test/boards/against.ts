/** Muster's side of Azure Boards, before a server that does what a test says. */
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import type { Stroke } from "../../src/domain/work-item/kept.ts";
import type { WorkItemPicture } from "../../src/domain/work-item/picture.ts";
import { testTools } from "../graph/tools.ts";
import { type Answers, boardsServer, pat, project, type } from "./boards-server.ts";

export const megan = { id: "m", name: "Megan Bowen", email: "MeganB@contoso.onmicrosoft.com" };
export const picture: WorkItemPicture = {
  title: "Checkout is down",
  severity: 1,
  state: "declared",
  assignedTo: megan,
  description: { text: 'Since <b>ten</b> & counting\n"really"', lines: [], links: [] },
  detected: null,
  source: null,
  conversation: null,
};
export const incident = { mark: "INC-42", picture } as const;
/** With the caller's word that nobody has tried. */
export const first = { ...incident, tried: "never" } as const;
export const stroke = (parts: Partial<WorkItemPicture>, more: Partial<Stroke> = {}): Stroke => ({
  rev: 1,
  parts,
  leave: [],
  comment: [],
  said: 0,
  now: "acknowledged",
  ...more,
});

type More = {
  token?: string | undefined;
  deadlineMs?: number;
  type?: string;
  states?: string[];
  fields?: string[];
};

/** The adapter before a server that answers as told; the test file stops the server. */
export async function against(answers: Answers, more: More = {}) {
  const server = await boardsServer(answers);
  const tools = testTools();
  const token = "token" in more ? more.token : pat;
  const config = {
    AZURE_DEVOPS_URL: `${server.url}/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TYPE: more.type ?? type,
    AZURE_DEVOPS_STATES: more.states ?? [],
    AZURE_DEVOPS_FIELDS: more.fields ?? [],
    AZURE_DEVOPS_TOKEN: token,
  };
  const workItems = boardsWorkItems({
    ...tools,
    config,
    ...(more.deadlineMs === undefined ? {} : { deadlineMs: more.deadlineMs }),
  });
  const sent = (method: string) => server.seen.filter((each) => each.method === method && !each.path.endsWith("/wiql"));
  return { ...tools, server, workItems, sent };
}
