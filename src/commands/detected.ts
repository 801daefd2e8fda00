import type { Noticed } from "../domain/incident/facts/record.ts";
import { setTime } from "../domain/incident/setting.ts";
import { parseMoment } from "../domain/moment.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { needText, splitBecause } from "./reading.ts";

type Detected =
  | { what: "how"; by: Noticed; through: string; url?: string }
  | { what: "when"; when: string; because: string };

const usage = "detected by customer";
const noticed: Record<string, Noticed> = {
  monitor: "monitor",
  alert: "monitor",
  customer: "customer",
  customers: "customer",
  user: "customer",
  employee: "employee",
  colleague: "employee",
  us: "employee",
};
const address = /\bhttps:\/\/[^\s<>"]{1,1900}/i;

export const detected = decision<Detected>({
  words: ["detected", "noticed"],
  usage,
  help: "Say how it was noticed (`detected by monitor|customer|employee`, with what and a link behind it), or when (`detected 14:05 because …`).",
  examples: [
    {
      say: "detected by customer ticket 4711 https://support.example/4711",
      means: { what: "how", by: "customer", through: "ticket 4711", url: "https://support.example/4711" },
    },
    { say: "detected by monitor", means: { what: "how", by: "monitor", through: "" } },
    {
      say: "detected 14:05 because the pager log says so",
      means: { what: "when", when: "14:05", because: "the pager log says so" },
    },
  ],
  parse(asked) {
    const text = needText(asked, "how it was noticed, or when", usage);
    const [, by, rest = ""] = /^by\s+(?:an?\s+)?(\p{L}+)\b[\s:,]*(.*)$/isu.exec(text) ?? [];
    if (by === undefined) {
      const { before, because } = splitBecause(text.replace(/^at\s+/i, ""));
      return { what: "when", when: before, because };
    }
    const who = noticed[by.toLowerCase()];
    if (who === undefined)
      throw new Refusal(`Say by whom: \`detected by monitor\`, \`… by customer\` or \`… by employee\`.`);
    const url = address.exec(rest)?.[0];
    const through = rest.replace(address, "").replace(/\s+/g, " ").trim().slice(0, 300);
    return { what: "how", by: who, through, ...(url === undefined ? {} : { url }) };
  },
  decide({ incident, arguments: read, now }) {
    if (read.what === "when") return setTime(incident, "detected", parseMoment(read.when, now), read.because);
    const { what: _, ...told } = read;
    return [{ type: "detection told", ...told }];
  },
});
