/** What the public is told of an incident: its title, its severity, and the updates meant for stakeholders. No names, no notes. */
import type { Entry, Fact } from "../incident/facts.ts";
import type { Live } from "../incident/incident.ts";
import type { PublicIncident, Statement, StatementKind } from "./board.ts";
import type { StatusFact } from "./statuspage.ts";

export function publicIncident(incident: Live, entries: readonly Entry[]): PublicIncident {
  const over = incident.status === "open" ? undefined : incident.resolvedAt;
  return {
    id: incident.id,
    title: incident.drill === true ? `DRILL: ${incident.title}` : incident.title,
    state: over === undefined ? "open" : "resolved",
    severity: incident.severity,
    openedAt: incident.declaredAt,
    ...(over === undefined ? {} : { closedAt: over }),
    ...(incident.status !== "open" || incident.nextUpdateAt === undefined
      ? {}
      : { nextUpdateAt: incident.nextUpdateAt }),
    statements: entries.flatMap(({ fact, at }) => {
      const told = statement(fact);
      return told === undefined ? [] : [{ at, ...told }];
    }),
  };
}

function statement(fact: Fact): Omit<Statement, "at"> | undefined {
  if (fact.type === "declared") return { kind: "opened", text: "We are investigating." };
  if (fact.type === "update posted") return { kind: "update", text: fact.text };
  if (fact.type === "merged") return { kind: "closed", text: "This goes on as a part of another incident." };
  if (fact.type === "resolved") return { kind: "resolved", text: "This incident is resolved." };
  if (fact.type === "reopened") return { kind: "reopened", text: "The trouble is back; we are investigating again." };
  return undefined;
}

const kinds: Record<StatusFact["type"], StatementKind> = { opened: "opened", updated: "update", closed: "closed" };

/** The incidents run by hand, one after the other, each from its opening to its closing. */
export function handRunIncidents(entries: readonly Entry<StatusFact>[]): PublicIncident[] {
  const incidents: PublicIncident[] = [];
  for (const { fact, at, number } of entries) {
    const said: Statement = { at, kind: kinds[fact.type], text: fact.text };
    const last = incidents.at(-1);
    if (fact.type === "opened")
      incidents.push({
        id: `PUB-${number}`,
        title: titleOf(fact.text),
        state: "open",
        openedAt: at,
        statements: [said],
      });
    else if (last !== undefined)
      incidents[incidents.length - 1] = {
        ...last,
        ...(fact.type === "closed" ? { state: "resolved", closedAt: at } : {}),
        statements: [...last.statements, said],
      };
  }
  return incidents;
}

/** The first line is the title; a long one is cut at a word. */
function titleOf(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length <= 100 ? line : `${line.slice(0, 100).replace(/\s+\S*$/, "")}…`;
}
