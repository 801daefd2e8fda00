/** The chat in memory, which the simulation uses, keeps the same contract. */
import { memoryChat } from "../../src/memory/chat.ts";
import { chatContract } from "./chat-contract.ts";

chatContract("memory", async () => {
  const team = { thread: "19:t@thread.tacv2", group: "7f8a3d0e-4e38-4b79-9c7f-1df9fb1ad4d9" };
  const serviceUrl = "https://teams.example";
  const unreachable = { id: "alex", name: "Alex Wilber" };
  const nowhere = { id: "19:nowhere@thread.tacv2", serviceUrl };
  const chat = memoryChat({ without: [unreachable.id], missing: [nowhere.id], groups: { [team.thread]: team.group } });
  return {
    chat,
    thread: { id: "19:c@thread.tacv2;messageid=1", serviceUrl },
    nowhere,
    team,
    reachable: { id: "megan", name: "Megan Bowen" },
    unreachable,
    async seen(place, id) {
      const post = chat.posts.find((each) => each.conversation === place.id && each.id === id);
      if (post === undefined) return undefined;
      return "text" in post.message ? { text: post.message.text } : { card: post.message.data };
    },
    close: async () => undefined,
  };
});
