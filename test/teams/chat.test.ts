/** The Chat contract, kept by the Teams adapter against a small Bot Connector that knows just enough. */
import { appId } from "./config.ts";
import { chatContract } from "./chat-contract.ts";
import { type Asked, type Reply, startServer } from "./server.ts";
import { standingChat } from "./standing.ts";

type Sent = { text?: string; attachments?: { content: unknown }[] };

const thread = "19:c@thread.tacv2;messageid=1";
const team = { thread: "19:t@thread.tacv2", group: "7f8a3d0e-4e38-4b79-9c7f-1df9fb1ad4d9" };
const reachable = { id: "48d31887-5fad-4d73-a9f5-3c356e68a038", name: "Megan Bowen" };
const unreachable = { id: "4782e723-f4f4-4af3-a76e-25e3bab0d896", name: "Alex Wilber" };

/** Routes as in botframework-channel.json v3.1; everything else is a 404 as Teams words it. */
function smallConnector() {
  const posts = new Map<string, Sent>();
  const refuse = (status: number, code: string): Reply => ({ status, body: { error: { code, message: code } } });
  const reply = ({ method, path, body }: Asked): Reply => {
    if (path === `/v3/teams/${team.thread}`) return { status: 200, body: { id: team.thread, aadGroupId: team.group } };
    if (path === "/v3/conversations") return open(body as { members: { id: string }[]; bot: { id: string } });
    const [, place, id] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    if (place !== thread && place !== `chat with ${reachable.id}`) return refuse(404, "ConversationNotFound");
    const key = id ?? String(posts.size + 1);
    if (method === "PUT" && !posts.has(key)) return refuse(404, "ActivityNotFoundInConversation");
    posts.set(key, body as Sent);
    return { status: method === "POST" ? 201 : 200, body: { id: key } };
  };
  const open = ({ members, bot }: { members: { id: string }[]; bot: { id: string } }): Reply =>
    members[0]?.id === reachable.id && bot.id === `28:${appId}`
      ? { status: 201, body: { id: `chat with ${reachable.id}` } }
      : refuse(403, "ForbiddenOperationException");
  return { posts, reply };
}

chatContract("Teams' adapter", async () => {
  const { posts, reply } = smallConnector();
  const server = await startServer(reply);
  const { chat } = standingChat(server.url);
  return {
    chat,
    thread: { id: thread, serviceUrl: server.url },
    nowhere: { id: "19:gone@thread.tacv2", serviceUrl: server.url },
    team,
    reachable,
    unreachable,
    seen: async (_, id) => {
      const sent = posts.get(id);
      return sent && { ...(sent.text && { text: sent.text }), card: sent.attachments?.[0]?.content };
    },
    close: server.stop,
  };
});
