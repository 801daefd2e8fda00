import { describe, expect, test } from "@jest/globals";
import type { Turn } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import type { Measure } from "../../src/domain/learning/measure.ts";
import type { Question } from "../../src/domain/learning/question.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import type { Message } from "../../src/engine/ports.ts";
import { hear } from "../../src/engine/hear.ts";
import { measure } from "../learning/given.ts";
import { seen } from "../views/seen.ts";

const me = { id: "me", name: "Me" };

function heardAs(text: string) {
  const heard = hear(commands, { text, mentions: [] }, me);
  if (heard.kind !== "command" || !("run" in heard.command)) throw new Error(`It was heard as ${heard.kind}.`);
  return { command: heard.command, read: heard.command.parse(heard.asked) };
}
const read = (text: string): Question => heardAs(text).read as Question;

describe("what is asked", () => {
  test.each([
    ["mttr", {}],
    ["metrics of checkout", { services: ["checkout"] }],
    ["stats for Card Payments, basket", { services: ["Card Payments", "basket"] }],
    ["stats severity 1,2", { severities: [1, 2] }],
    ["stats sev1 and 3 in 2025", { severities: [1, 3], period: { from: "2025-01", to: "2025-12" } }],
    ["stats P2 checkout", { severities: [2], services: ["checkout"] }],
    ["stats last 3 weeks", { period: { days: 21 } }],
    ["stats in the last 2 years", { period: { months: 24 } }],
    ["stats last 6 months sev-1", { period: { months: 6 }, severities: [1] }],
    ["stats from 2025-11 to 2026-02", { period: { from: "2025-11", to: "2026-02" } }],
    ["stats 2025-11..2026-02", { period: { from: "2025-11", to: "2026-02" } }],
    ["stats in 2026-10", { period: { from: "2026-10", to: "2026-10" } }],
    ["stats api-2026", { services: ["api-2026"] }],
    ["stats web1", { services: ["web1"] }],
    ["stats p2p-gateway", { services: ["p2p-gateway"] }],
  ])("“%s”", (text, means) => {
    expect(read(text)).toEqual({ severities: [], services: [], ...means });
  });

  test.each([
    ["stats sev9", /no severity 9/],
    ["stats sev10", /no severity 10/],
    ["stats 2026-13", /“2026-13” is no month/],
    ["stats 2026-1", /“2026-1” is no month/],
    ["stats 2026-10 to 2026-09", /2026-09 is before 2026-10/],
    ["stats 1975-01 to 2026-01", /ten years/],
    ["stats last 0 days", /one day and ten years/],
    ["stats last 99999 days", /ten years/],
    ["stats last 11 years", /ten years/],
    ["stats 3000", /“3000-01” is no month/],
  ])("“%s” is refused", (text, words) => {
    expect(() => read(text)).toThrow(Refusal);
    expect(() => read(text)).toThrow(words);
  });
});

describe("what is answered", () => {
  async function answered(text: string, measures: Measure[]): Promise<{ shown: string; asked: string[] }> {
    const asked: string[] = [];
    const turn = {
      now: new Date("2026-11-22T18:40:00.000Z"),
      measures: async (from: string, to: string) => {
        asked.push(`${from} ${to}`);
        return { measures, more: false };
      },
    } as Partial<Turn> as Turn;
    const { command, read } = heardAs(text);
    return { shown: seen((await command.run(turn, read)) as Message), asked };
  }

  test("is about the months that are asked for, and no others are read", async () => {
    expect((await answered("stats", [])).asked).toEqual(["2025-12 2026-11"]);
    expect((await answered("stats last 30 days", [])).asked).toEqual(["2026-10 2026-11"]);
    const { shown } = await answered("stats last 10 days sev1 checkout", [
      measure(),
      measure({ declaredAt: "2026-11-12T18:39:59.999Z" }),
      measure({ severity: 2 }),
      measure({ services: ["basket"] }),
    ]);
    expect(shown).toContain("1 incident");
    expect(shown).toContain("Declared in the last 10 days · severity 1 · checkout");
  });

  test("for a service that nobody names is which one was probably meant", async () => {
    const known = [measure({ services: ["checkout"] })];
    await expect(answered("stats chekout", known)).rejects.toThrow(/“chekout”\. Did you mean `stats checkout`\?/);
    await expect(answered("stats knitting", known)).rejects.toThrow(/names a service “knitting”\. `help stats`/);
    expect((await answered("stats sev5 checkout", known)).shown).toContain("No incidents");
    expect((await answered("stats knitting", [])).shown).toContain("No incidents");
  });
});
