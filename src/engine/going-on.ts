/** What was said of an incident that goes on as another one is done there, where that can be what was meant, and is said. */
import { namesNumber } from "../commands/command.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Entrance } from "./entrance.ts";
import type { Message } from "./ports.ts";

/** A button is about the card it stands on, and a number is one of its incident: neither may hit something else. */
export function needFollowable(read: unknown, kind: "said" | "pressed", stream: string, at: string): void {
  if (kind === "pressed") throw new Refusal(`${stream} is merged into ${at}: press it there, or say it there.`);
  if (namesNumber(read))
    throw new Refusal(
      `${stream} is merged into ${at}, where numbers mean something else: say it in the channel of ${at}. \`actions ${at}\` and \`decisions ${at}\` show them.`,
    );
}

/** Says first that what was meant goes on as another incident. */
export function goingOn(answer: Message | undefined, entrance: Entrance): Message | undefined {
  const [meant, ...into] = entrance.via();
  if (answer === undefined || meant === undefined) return answer;
  const said = `${meant} is merged into ${into.join(", which is merged into ")}`;
  return "text" in answer ? { ...answer, text: `${said}; ${answer.text}` } : { first: { text: `${said}.` }, ...answer };
}
