/** Another Muster on the same storage, and activities that are brought to the one or the other. */
import { messageActivity } from "../../sandbox/activities.ts";
import { createDelivery } from "../../sandbox/delivery.ts";
import { createMuster, type Muster } from "../../sandbox/muster.ts";
import { findPerson } from "../../sandbox/people.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Place, StoredMessage } from "../../sandbox/world.ts";

export async function startSecond({ muster }: Sandbox): Promise<Muster> {
  const second = await createMuster((port) => ({
    ...muster.environment,
    PORT: `${port}`,
    MUSTER_REPLICA: "second",
  }));
  await second.start();
  return second;
}

export const deliveryTo = ({ tokens, serviceUrl }: Sandbox, muster: Muster) =>
  createDelivery({ tokens, serviceUrl, botUrl: () => muster.url });

/** The message in the local Teams, and the activity that tells of it; for once nobody waits until Muster is quiet. */
export function speak(
  { store, serviceUrl }: Sandbox,
  who: string,
  place: Place,
  text: string,
): Record<string, unknown> {
  const person = findPerson(who)!;
  const from = { id: person.id, name: person.name, bot: false };
  const message: StoredMessage = {
    id: store.nextId(),
    conversation: place.id,
    from,
    text,
    at: store.now().toISOString(),
  };
  store.add(message);
  const team = store.world.teams.find(({ group }) => group === place.team);
  return messageActivity("said", message, person, place, { serviceUrl, now: store.now(), team });
}
