import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "affected 200 customers in Europe";
const number = /(?:^|[\s~≈])(\d{1,3}(?:[ ,.]\d{3})+|\d{1,12})(?![\d.,]*\s*%)(?!\S*\d)/;

export const affected = decision<{ who: string; count?: number }>({
  words: ["affected", "affects"],
  usage,
  help: "Say who is affected, and how many.",
  examples: [
    { say: "affected 1,200 customers in Europe", means: { who: "1,200 customers in Europe", count: 1200 } },
    { say: "affected everybody who pays by card", means: { who: "everybody who pays by card" } },
  ],
  parse(asked) {
    const who = needText(asked, "who is affected, and how many", usage).slice(0, 500);
    const said = number.exec(who)?.[1];
    return said === undefined ? { who } : { who, count: Number(said.replace(/\D/g, "")) };
  },
  decide: ({ arguments: { who, count } }) => [
    { type: "affected told", who, ...(count === undefined ? {} : { count }) },
  ],
});
