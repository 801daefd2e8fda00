/** Names in Azure DevOps: the organisation, the project, and people as it shows them. */
import { people, stableGuid } from "../people.ts";

export const organization = "contoso";
export const projectName = "Operations";
export const projectId = stableGuid("project Operations");
/** With which the service hooks come to Muster. */
export const hookToken = "sandbox";

/** Somebody as Azure DevOps shows them. */
export function identity(id: string, url: string) {
  const person = people.find((each) => each.id === id);
  if (person === undefined)
    return {
      displayName: "Muster",
      id: stableGuid("service principal Muster"),
      uniqueName: "Muster",
      descriptor: "aadsp.sandbox",
      url: `${url}/_apis/Identities/muster`,
    };
  return {
    displayName: person.name,
    url: `${url}/_apis/Identities/${person.id}`,
    id: person.id,
    uniqueName: person.upn,
    imageUrl: `${url}/_apis/GraphProfile/MemberAvatars/${person.id}`,
    descriptor: `aad.${person.id}`,
  };
}
