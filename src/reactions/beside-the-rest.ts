import { isFinal } from "../engine/ports.ts";

/** Does what holds up nobody else where it can never be done, as telling somebody whose chat is closed to us. */
export async function besideTheRest(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isFinal(error)) throw error;
  }
}
