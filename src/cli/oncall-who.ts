/** `muster oncall who`: who is on call at an instant, or at several. */
import { whoIsOnCall } from "../domain/oncall/who.ts";
import { instantFrom, needNoWords, scheduleAsked } from "./oncall-asked.ts";
import { bookFrom } from "./oncall-source.ts";
import type { Verb } from "./verb.ts";

export const oncallWho: Verb = {
  usage: "oncall who [--file FILE] [--schedule NAME] [--at INSTANT …] [--json]",
  help: "Say who is on call, now or at each of these instants, by a file or by what is stored.",
  options: {
    file: { type: "string" },
    schedule: { type: "string" },
    at: { type: "string", multiple: true },
    json: { type: "boolean" },
  },
  async run(desk, asked) {
    needNoWords(asked);
    const { at, json } = asked.options;
    const asking = Array.isArray(at) ? at.map(String) : [desk.now().toISOString()];
    const instants = asking.map((said) => ({ said, instant: instantFrom("at", said) }));
    const schedule = scheduleAsked(await bookFrom(desk, asked.options), asked.options);
    const answers = instants.map(({ said, instant }) => ({ at: said, onCall: whoIsOnCall(schedule, instant) }));
    if (json === true) desk.say(JSON.stringify(answers));
    else for (const { at, onCall } of answers) desk.say(`${at}  ${onCall.join(", ") || "nobody"}`);
    return 0;
  },
};
