/** Every means of paging: Teams itself, a post in a channel, and those that an adapter offers. */
import type { Conversation } from "../domain/incident/facts.ts";
import { titleOutside } from "../domain/incident/confidential.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type Means, meansOfPaging, type Responder } from "../domain/oncall/book.ts";
import type { Person } from "../domain/people.ts";
import type { Places } from "../engine/places.ts";
import { type Chat, type Feed, Outage, type Pager, type Pagers, type Summons } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import type { ReplyTokens } from "../engine/reply-tokens.ts";
import type { SentTries } from "../engine/sent-tries.ts";
import { marks } from "../views/marks.ts";
import { pageCard } from "../views/page-card.ts";
import { hasChanged } from "./before.ts";
import { pageBy, type Road, type Tried } from "./page-people.ts";

export type RoadTools = {
  chat: Chat;
  places: Places;
  pagers: Pagers;
  feed: Feed | undefined;
  tokens: ReplyTokens;
  sent: SentTries;
  /** What the book knows of somebody: their phone, their address. */
  responderOf(person: Person): Promise<Responder | undefined>;
  /** Where the world reaches Muster; undefined where it does not. */
  publicUrl: string | undefined;
  warn(error: unknown, about: Record<string, unknown>): void;
  settings: { serviceUrl: string; teams: readonly string[] };
};

type PostedCard = { conversation: Conversation; id: string; person: Person };

export const pageReactions = (tools: RoadTools): Reaction[] =>
  meansOfPaging.map((means) => pageBy(roadOf(means, tools)));

function roadOf(means: Means, tools: RoadTools): Road {
  if (means === "teams") return inTeams(tools);
  if (means === "channel") return inChannel(tools);
  const pager = tools.pagers[means];
  return pager === undefined ? notSetUp(means) : outside(means, pager, tools);
}

const askedOf = ({ fact }: Tried, person: Person) => ({ page: fact.page, step: fact.step, person });

async function follow(chat: Chat, errand: Errand, left: PostedCard, entry: Tried): Promise<void> {
  const { conversation, id, person } = left;
  const card = (incident: Live) => pageCard(incident, askedOf(entry, person));
  if (hasChanged(errand, card)) await chat.update(conversation, id, card(errand.state));
}

function inTeams({ chat, places, feed, warn, settings }: RoadTools): Road {
  return {
    means: "teams",
    async reach(errand, entry, person) {
      const conversation = await chat.personal(person);
      await places.set(conversation.id, { stream: errand.stream, record: false });
      const id = await chat.post(conversation, pageCard(errand.state, askedOf(entry, person)));
      const left: PostedCard = { conversation, id, person };
      return { left, state: "delivered" };
    },
    /** The card is the page; the notice in the activity feed makes their phone ring. */
    async louder({ state }, person) {
      const [team = state.team, another] = settings.teams;
      if (feed === undefined || team === undefined) return;
      // Of several teams nobody knows any more which one had room for the channel; a notice leads to its own team only.
      const elsewhere = another !== undefined || state.confidential === true;
      const channel = elsewhere ? undefined : state.channel?.conversation.id;
      const notice = { team, channel, text: `${marks(state)}${titleOutside(state)}`, because: state.id };
      await feed.notify(person, notice).catch((error: unknown) => warn(error, { doing: "ring in the activity feed" }));
    },
    follow: (errand, left, entry) => follow(chat, errand, left as PostedCard, entry),
  };
}

function inChannel({ chat, settings }: RoadTools): Road {
  return {
    means: "channel",
    async reach({ state }, entry, person) {
      if (state.confidential === true)
        throw new Outage("It is confidential: no channel is told of it.", { again: false });
      const conversation = { id: person.id, serviceUrl: state.said?.serviceUrl ?? settings.serviceUrl };
      const id = await chat.post(conversation, pageCard(state, askedOf(entry, person)));
      return { left: { conversation, id, person }, state: "delivered" };
    },
    follow: (errand, left, entry) => follow(chat, errand, left as PostedCard, entry),
  };
}

const setting: Partial<Record<Means, string>> = {
  sms: "Text messages are not set up (ACS_SMS_FROM).",
  call: "Calls are not set up (ACS_CALL_FROM).",
  email: "E-mail is not set up (ACS_EMAIL_FROM).",
  pagerduty: "PagerDuty is not set up (PAGERDUTY_ROUTING_KEY).",
  webhook: "The webhook is not set up (PAGE_WEBHOOK_URL).",
};

const notSetUp = (means: Means): Road => ({
  means,
  reach: () => Promise.reject(new Outage(setting[means] ?? `${means} is not set up.`, { again: false })),
  follow: () => Promise.resolve(),
});

type Left = { summons: Summons; reference: string };

function outside(means: Means, pager: Pager, tools: RoadTools): Road {
  async function summonsFor({ state, stream }: Errand, entry: Tried, person: Person): Promise<Summons> {
    if (tools.publicUrl === undefined)
      throw new Outage("PUBLIC_URL is not set: an answer would find no way back.", { again: false });
    const token = await tools.tokens.make({ stream, number: entry.number });
    const { phone, email, pagerduty, webhook } = (await tools.responderOf(person)) ?? {};
    const to = {
      name: person.name,
      ...(phone === undefined ? {} : { phone }),
      ...(email === undefined && person.email === undefined ? {} : { email: email ?? person.email! }),
      ...(pagerduty === undefined ? {} : { pagerduty }),
      ...(webhook === undefined ? {} : { webhook }),
    };
    return {
      key: `${stream}.${entry.number}`,
      kind: "page",
      to,
      about: aboutOf(state, entry),
      reply: { url: `${tools.publicUrl}/page/${token}`, token },
    };
  }

  return {
    means,
    async reach(errand, entry, person) {
      const summons = await summonsFor(errand, entry, person);
      const { state, reference } = await pager.send(summons);
      const left: Left = { summons, reference };
      const phone = means === "sms" ? summons.to.phone : undefined;
      await tools.sent.keep({ stream: errand.stream, number: entry.number }, reference, phone);
      return { left, state };
    },
    async follow({ state }, left, { fact }) {
      const { summons, reference } = left as Left;
      const page = state.pages.find(({ number }) => number === fact.page);
      if (state.status !== "open") await pager.stop(summons, reference, "over");
      else if (page?.paging.state === "acknowledged") await pager.stop(summons, reference, "acknowledged");
    },
  };
}

/** A phone lies on a table, and other services have readers of their own: what is confidential is named by its number. */
function aboutOf(incident: Live, { fact }: Tried): Summons["about"] {
  const page = incident.pages.find(({ number }) => number === fact.page);
  const { id, severity, channel, confidential, drill } = incident;
  return {
    id,
    title: titleOutside(incident),
    severity,
    because: confidential === true ? "" : (page?.because ?? ""),
    url: confidential === true ? undefined : channel?.webUrl,
    ...(drill === undefined ? {} : { drill }),
  };
}
