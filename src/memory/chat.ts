/** A Teams without Teams: posts, and what became of them. */
import type { Conversation } from "../domain/incident/facts.ts";
import { type Chat, type Message, Outage } from "../engine/ports.ts";

export type Post = { conversation: string; id: string; message: Message; versions: number };

type World = {
  /** Whoever has no app: nobody can be told anything in person. */
  without?: readonly string[];
  /** Conversations that do not exist. */
  missing?: readonly string[];
  /** People who are in no team. */
  strangers?: readonly string[];
  groups?: Readonly<Record<string, string>>;
};

export function memoryChat(world: World = {}): Chat & { posts: Post[] } {
  const posts: Post[] = [];
  const find = (to: Conversation, id: string) => posts.find((post) => post.conversation === to.id && post.id === id);
  const exists = ({ id }: Conversation) => {
    if (world.missing?.includes(id)) throw new Outage(`There is no conversation ${id}.`, { again: false });
  };
  return {
    posts,
    async post(to, message) {
      exists(to);
      const id = `${posts.length + 1}`;
      posts.push({ conversation: to.id, id, message, versions: 1 });
      return id;
    },
    async update(to, id, message) {
      const post = find(to, id);
      if (post === undefined) throw new Outage("That message is gone.", { again: false });
      post.message = message;
      post.versions += 1;
    },
    async personal(person) {
      if (world.without?.includes(person.id))
        throw new Outage(`${person.name} has not added Muster.`, { again: false });
      return { id: `personal ${person.id}`, serviceUrl: "https://teams.example" };
    },
    async standing(_, person) {
      return world.strangers?.includes(person.id) === true ? "absent" : "member";
    },
    async teamGroup(_, thread) {
      const group = world.groups?.[thread];
      if (group === undefined) throw new Outage(`There is no team ${thread}.`, { again: false });
      return group;
    },
  };
}
