/** Who somebody is, by Entra object id or user principal name. */
import { z } from "zod";
import type { Person } from "../domain/people.ts";
import { outageFrom } from "./advice.ts";
import { graphClient, type GraphTools } from "./client.ts";
import { GraphFault } from "./fault.ts";

export type People = {
  /** Undefined when there is nobody of that id or name. Throws Outage. */
  findPerson(idOrName: string): Promise<Person | undefined>;
};

const user = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
});
const looking = { what: "look people up", permission: "User.ReadBasic.All" };

export function graphPeople(tools: GraphTools): People {
  const graph = graphClient(tools);
  return {
    async findPerson(idOrName) {
      const wanted = idOrName.trim();
      if (wanted === "" || wanted.length > 200) return undefined;
      try {
        // Graph reads a name that begins with "$" only in quotes, where a quote is doubled.
        const quoted = `('${encodeURIComponent(wanted.replaceAll("'", "''"))}')`;
        const path = wanted.startsWith("$") ? `/users${quoted}` : `/users/${encodeURIComponent(wanted)}`;
        const { body } = await graph({ method: "GET", path: `${path}?$select=id,displayName,mail,userPrincipalName` });
        return personFrom(body);
      } catch (error) {
        if (error instanceof GraphFault && error.status === 404) return undefined;
        throw outageFrom(error, looking);
      }
    },
  };
}

function personFrom(body: unknown): Person | undefined {
  const told = user.safeParse(body).data;
  if (told === undefined) return undefined;
  const email = told.userPrincipalName ?? told.mail ?? undefined;
  return { id: told.id, name: told.displayName ?? email ?? told.id, ...(email === undefined ? {} : { email }) };
}
