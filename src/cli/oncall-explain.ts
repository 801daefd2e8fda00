/** `muster oncall explain`: why somebody is on call, layer by layer and override by override. */
import { explain, explanationLines } from "../domain/oncall/explain.ts";
import { instantAsked, needNoWords, scheduleAsked } from "./oncall-asked.ts";
import { bookFrom } from "./oncall-source.ts";
import type { Verb } from "./verb.ts";

export const oncallExplain: Verb = {
  usage: "oncall explain [--file FILE] [--schedule NAME] [--at INSTANT]",
  help: "Say why these people are on call: every layer with its turn, and what overrides did.",
  options: { file: { type: "string" }, schedule: { type: "string" }, at: { type: "string" } },
  async run(desk, asked) {
    needNoWords(asked);
    const at = instantAsked(asked.options, "at") ?? desk.now();
    const schedule = scheduleAsked(await bookFrom(desk, asked.options), asked.options);
    for (const line of explanationLines(explain(schedule, at))) desk.say(line);
    return 0;
  },
};
