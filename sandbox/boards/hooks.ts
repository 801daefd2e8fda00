/** Service hooks: Azure DevOps tells Muster of work items that change, whoever changes them. */
import { randomUUID } from "node:crypto";
import type { Delivery } from "../delivery.ts";
import { ok, type Route, route } from "../http.ts";
import type { Reports } from "../paging/reports.ts";
import { sandboxBody, sandboxError } from "../sandbox-error.ts";
import type { Store } from "../state.ts";
import type { WorkItem } from "../world.ts";
import { type About, type EventType, hookEvent } from "./hook-events.ts";
import { hookToken, organization } from "./identity.ts";

export type Hooks = {
  /** Tells of what has become of a work item; `before` is what it was. */
  tell(before: WorkItem, next: WorkItem): void;
  routes: Route[];
};
export type HooksOptions = { store: Store; delivery: Delivery; reports: Reports; url: string };

/** The web hook consumer has a name and a password, which it sends as basic authentication. */
const authorization = `Basic ${Buffer.from(`muster:${hookToken}`).toString("base64")}`;

export function createHooks({ store, delivery, reports, url }: HooksOptions): Hooks {
  const { project } = store.world;
  const send = (about: About): void => {
    project.notifications += 1;
    const envelope = {
      url: `${url}/devops/${organization}`,
      number: project.notifications,
      id: randomUUID(),
      at: store.now(),
    };
    const body = JSON.stringify(hookEvent(about, envelope));
    const headers = { authorization, "user-agent": "VSServices/19.0 (Service Hooks)" };
    const report = { about: `work item ${about.item.id}`, url: `${url}/api/boards/hook`, headers, body };
    // Nobody who changes a work item waits for those who hear of it.
    delivery.soon(() => reports.send({ ...report, patience: "service hook" }));
  };
  return {
    tell(before, next) {
      const update = next.updates?.at(-1);
      if (!project.hook || before.rev === 0 || update === undefined) return;
      for (const type of eventsOf(before, next)) send({ type, item: next, update });
    },
    routes: [
      route("GET", "/sandbox/hooks", () => ok({ boards: project.hook })),
      route("POST", "/sandbox/hooks", (call) => {
        const { boards } = sandboxBody(call);
        if (typeof boards !== "boolean") throw sandboxError(400, "boards: true or false.");
        project.hook = boards;
        store.changed({ type: "hook" });
        return ok({ boards });
      }),
    ],
  };
}

function eventsOf(before: WorkItem, next: WorkItem): EventType[] {
  if (before.deleted === undefined && next.deleted !== undefined) return ["workitem.deleted"];
  if (before.deleted !== undefined && next.deleted === undefined) return ["workitem.restored"];
  return next.comments.length > before.comments.length
    ? ["workitem.updated", "workitem.commented"]
    : ["workitem.updated"];
}
