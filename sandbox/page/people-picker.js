/** The card with people to choose from where it asks for people of the organisation, as Teams fills a people picker. */
export function withPeople(people, part) {
  if (Array.isArray(part)) return part.map((each) => withPeople(people, each));
  if (typeof part !== "object" || part === null) return part;
  const filled = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withPeople(people, value)]));
  if (!String(part["choices.data"]?.dataset ?? "").startsWith("graph.microsoft.com/users")) return filled;
  const { "choices.data": _, ...rest } = filled;
  const choices = people.map(({ id, name }) => ({ title: name, value: id }));
  return { ...rest, style: "filtered", choices: [...(rest.choices ?? []), ...choices] };
}
