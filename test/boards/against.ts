/** Muster's side of Azure Boards, before a server that does what a test says. */
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import { testTools } from "../graph/tools.ts";
import { type Answers, boardsServer, pat, project, type } from "./boards-server.ts";

export const megan = { id: "m", name: "Megan Bowen", email: "MeganB@contoso.onmicrosoft.com" };
export const incident = {
  mark: "INC-42",
  title: "Checkout is down",
  description: 'Since <b>ten</b> & counting\n"really"',
  severity: 1,
  assignTo: megan,
  link: undefined,
} as const;
/** With the caller's word that nobody has tried. */
export const first = { ...incident, tried: "never" } as const;

/** The adapter before a server that answers as told; the test file stops the server. */
export async function against(answers: Answers, more: { token?: string | undefined; deadlineMs?: number } = {}) {
  const server = await boardsServer(answers);
  const tools = testTools();
  const token = "token" in more ? more.token : pat;
  const config = {
    AZURE_DEVOPS_URL: `${server.url}/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TYPE: type,
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
