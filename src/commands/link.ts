import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { plain } from "./reading.ts";

const usage = "link https://grafana.example/d/checkout the dashboard";

export const link = decision<{ url: string; title: string }>({
  words: ["link"],
  usage,
  help: "Put a link on the incident's card: a dashboard, a ticket, a call.",
  examples: [
    {
      say: "link https://grafana.example/d/checkout the dashboard",
      means: { url: "https://grafana.example/d/checkout", title: "the dashboard" },
    },
    { say: "link https://grafana.example/x", means: { url: "https://grafana.example/x", title: "grafana.example" } },
  ],
  parse(asked) {
    // Teams shows an address as a link of its own, and so it comes twice.
    const [, url = "", rest = ""] = /^(https?:\/\/\S{1,1900})\s*(?:\(\1\)\s*)?(.*)$/is.exec(plain(asked)) ?? [];
    if (!URL.canParse(url)) throw new Refusal(`Say the address, and what it is: \`${usage}\`.`);
    return { url, title: rest.trim().replace(/\s+/g, " ").slice(0, 100) || new URL(url).host };
  },
  decide({ incident, arguments: { url, title } }) {
    if (incident.known.links.some((each) => each.url === url)) throw new Refusal("That link is there already.");
    if (incident.known.links.length >= 50) throw new Refusal("An incident has 50 links at most.");
    return [{ type: "linked", url, title }];
  },
});
