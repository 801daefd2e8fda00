/** A webhook of somebody's own. What is posted is signed, so that the receiver can tell it from anybody else's. */
import { createHmac } from "node:crypto";
import { Outage, type Pager, type Summons } from "../engine/ports.ts";
import { innerCode, loopback, namesInner, outerLookup } from "./address.ts";
import { type Advice, missing, outageOf } from "./fault.ts";
import { type Post, post } from "./post.ts";

export type WebhookSettings = {
  /** For everybody who has no address of their own. */
  url: string | undefined;
  secret: string;
  /** Whether Muster itself answers on this machine only, as in an evaluation: then receivers on it are no trespass. */
  local: boolean;
  now: () => Date;
};

const advice: Advice = [
  [/^3\d\d /, "The webhook's address leads elsewhere. Give the address it leads to; Muster follows none."],
  [/^(401|403) /, "The webhook's receiver does not accept Muster. Check PAGE_WEBHOOK_SECRET at both ends."],
  [/^(404|410) /, "There is nothing at the webhook's address. Check PAGE_WEBHOOK_URL, or the person's entry."],
];

/** Delivered is what was answered with 2xx. The reference is the key of the try. */
export const webhookPager = (settings: WebhookSettings): Pager => ({
  async send(summons) {
    const { key, kind, about, reply, to } = summons;
    const type = kind === "test" ? "page.test" : "page.started";
    const body = { type, key, to: { name: to.name }, incident: about, reply: { url: reply.url } };
    await deliver(settings, summons, body);
    return { state: "delivered", reference: key };
  },
  async stop(summons, reference, why) {
    const { about, to } = summons;
    await deliver(settings, summons, {
      type: "page.stopped",
      key: reference,
      to: { name: to.name },
      incident: about,
      why,
    });
  },
});

async function deliver(settings: WebhookSettings, { to }: Summons, body: object): Promise<void> {
  const where = addressFor(settings, to);
  const text = JSON.stringify(body);
  const headers = { "x-muster-signature": signature(settings.secret, text, settings.now()) };
  const posted = await post({ ...where, body: text, headers });
  if (posted.status >= 200 && posted.status < 300) return;
  if (posted.code === innerCode) throw new Outage(tooNear(to.name), { again: false, cause: posted.cause });
  throw outageOf("The webhook", posted, advice);
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the time is signed too, so that nobody can play it again later. */
export function signature(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/** Whoever runs Muster may name any address; an address of a person may be anybody's idea, so it must be in the world. */
function addressFor({ url, local }: WebhookSettings, to: Summons["to"]): Pick<Post, "url" | "lookup"> {
  const text = to.webhook ?? url;
  if (text === undefined) throw missing(`${to.name} has no webhook. Add one to their entry, or set PAGE_WEBHOOK_URL.`);
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== "")
    throw missing(`The webhook of ${to.name} is no web address. Correct it in their entry.`);
  if (text === url) return { url: address };
  if (local && loopback.test(address.hostname)) return { url: address };
  if (namesInner(address)) throw missing(tooNear(to.name));
  if (address.protocol !== "https:")
    throw missing(`The webhook of ${to.name} must begin with https://, since pages are read by nobody else.`);
  return { url: address, lookup: outerLookup };
}

const tooNear = (name: string): string =>
  `The webhook of ${name} leads into a private network, where Muster posts only to PAGE_WEBHOOK_URL.`;
