/** The people of the sandbox: names that everyone knows from Microsoft's demo tenant. Their ids never change. */
import { createHash } from "node:crypto";

export type Person = {
  id: string;
  name: string;
  upn: string;
  phone: string;
  /** Where somebody is at home who is only a guest here. */
  guestOf?: { tenant: string; mail: string };
};

export const tenant = "7a0c9f2e-5b1d-4c83-9e64-1f2a3b4c5d6e";
export const appId = "3d5f0c1a-9b7e-4f26-8a41-c0ffee15b075";
export const botName = "Muster";
export const domain = "contoso.onmicrosoft.com";

const names = [
  "Megan Bowen",
  "Alex Wilber",
  "Adele Vance",
  "Nestor Wilke",
  "Diego Siciliani",
  "Lidia Holloway",
  "Lynne Robbins",
  "Grady Archie",
  "Isaiah Langer",
  "Joni Sherman",
  "Henrietta Mueller",
  "Lee Gu",
  "Patti Fernandez",
  "Pradeep Gupta",
  "Miriam Graham",
];

/** Letters and digits that stay the same for the same words, for ids that survive a fresh start. */
export const digest = (words: string): string => createHash("sha256").update(words).digest("hex");

export function stableGuid(words: string): string {
  const hex = digest(words);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The numbers are of those that Ofcom keeps free for use in fiction. */
export const people: readonly Person[] = names.map((name, index) => {
  const [first, last] = name.split(" ") as [string, string];
  const phone = `+441632960${String(index + 1).padStart(3, "0")}`;
  return { id: stableGuid(`person ${name}`), name, upn: `${first}${last.charAt(0)}@${domain}`, phone };
});

/** Somebody of another organisation, known here as a guest, who is in no team until somebody puts them into one. */
export const guest: Person = {
  id: stableGuid("person Rene Valdes"),
  name: "Rene Valdes",
  upn: `rene.valdes_fabrikam.com#EXT#@${domain}`,
  phone: "+441632960100",
  guestOf: { tenant: stableGuid("tenant Fabrikam"), mail: "rene.valdes@fabrikam.com" },
};

export const everybody: readonly Person[] = [...people, guest];

export const tenantOf = (person: Pick<Person, "guestOf">): string => person.guestOf?.tenant ?? tenant;
export const mailOf = (person: Person): string => person.guestOf?.mail ?? person.upn;

/** The id by which Teams names a person to a bot. */
export const botFacingId = (person: Person): string => `29:1${digest(`teams ${person.id}`).slice(0, 60)}`;

/** The id by which Teams names Muster. */
export const botId = `28:${appId}`;

/** Somebody by object id, Teams id, user principal name or full name. */
export function findPerson(words: string): Person | undefined {
  const wanted = words.trim().toLowerCase();
  return everybody.find(
    (person) =>
      person.id === wanted ||
      person.upn.toLowerCase() === wanted ||
      person.name.toLowerCase() === wanted ||
      botFacingId(person) === wanted,
  );
}
