/** How this Teams behaves where Microsoft's documentation and what is seen differ, or say nothing. */
import { ok, type Route, route } from "./http.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";

export const settingRoutes = (store: Store): Route[] => [
  route("GET", "/sandbox/settings", () => ok(store.world.settings)),
  route("POST", "/sandbox/settings", (call) => {
    const { reactionsOnAllMessages = store.world.settings.reactionsOnAllMessages, ...unknown } = sandboxBody(call);
    if (typeof reactionsOnAllMessages !== "boolean") throw sandboxError(400, "reactionsOnAllMessages: true or false.");
    if (Object.keys(unknown).length > 0) throw sandboxError(400, `There is no setting ${Object.keys(unknown)[0]}.`);
    store.world.settings = { reactionsOnAllMessages };
    store.changed({ type: "settings" });
    return ok(store.world.settings);
  }),
];
