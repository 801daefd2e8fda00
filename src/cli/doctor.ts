/** `muster doctor`: whether everything Muster needs is there, and what to do about what is not. */
import { allChecks, type Check } from "./checks.ts";
import type { Verb } from "./verb.ts";

const marks = { good: "✓", bad: "✗", off: "–" } as const;

export const doctor: Verb = {
  usage: "doctor [--fix] [--json]",
  help: "Look whether everything is set up, and say what to do about what is not. --fix makes the query and the chart of all incidents in Azure DevOps.",
  options: { fix: { type: "boolean" }, json: { type: "boolean" } },
  async run(desk, { options }) {
    const checks = await allChecks(desk, { fix: options["fix"] === true });
    const sick = checks.filter(({ verdict }) => verdict === "bad").length;
    if (options["json"] === true) desk.say(JSON.stringify({ ok: sick === 0, checks }, undefined, 2));
    else for (const line of lines(checks, sick)) desk.say(line);
    return sick === 0 ? 0 : 1;
  },
};

function lines(checks: readonly Check[], sick: number): string[] {
  const each = checks.map(
    ({ what, verdict, advice }) => `${marks[verdict]} ${what}${advice === "" ? "" : `\n    ${advice}`}`,
  );
  return [...each, "", sick === 0 ? "All is well." : `${sick} of ${checks.length} need attention.`];
}
