import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "services checkout, payments";
const servicesMax = 20;
const nameMax = 80;

export const services = decision<{ services: string[] }>({
  words: ["services", "service"],
  usage,
  help: "Say which services are affected.",
  examples: [
    { say: "services checkout, payments", means: { services: ["checkout", "payments"] } },
    { say: "service checkout", means: { services: ["checkout"] } },
  ],
  parse(asked) {
    const all = needText(asked, "which services are affected", usage)
      .split(/[,;\n]|\band\b/i)
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const named = [...new Set(all)];
    if (named.length === 0 || named.length > servicesMax || named.some((name) => name.length > nameMax))
      throw new Refusal(`Name 1 to ${servicesMax} services, commas between them: \`${usage}\`.`);
    return { services: named };
  },
  decide: ({ arguments: { services } }) => [{ type: "services told", services }],
});
