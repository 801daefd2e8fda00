import { localOf } from "../domain/oncall/zone.ts";
import { besides, type ReviewTools } from "../engine/review-turn.ts";
import { Outage, type Wiki } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { review } from "../views/review.ts";

type Tools = Pick<ReviewTools, "transcript" | "documents" | "log"> & {
  wiki: Wiki | undefined;
  /** The path of the page below which reviews stand, like "/Incident reviews". */
  wikiPath: string;
};

const doing = "put the review into the wiki";

/** Puts the review into the wiki where somebody asks for it. What people have changed there stays, and it goes beside. */
export function publishReview(tools: Tools): Reaction {
  const { wiki, wikiPath } = tools;

  /** The mark is kept before the page is written: whatever happens in between, the page is known as ours again. */
  async function publish(to: Wiki, errand: Errand): Promise<void> {
    const { state, entries, pending, once, record, now } = errand;
    const entry = pending.at(-1)!;
    const markdown = review(state, entries, await besides(tools, state));
    const mark = await to.markOf(markdown);
    await once(entry, `mark ${mark}`.slice(0, 100), async () => mark);
    const own = errand.receipts().flatMap(({ key, receipt }) => (key.startsWith("mark ") ? [String(receipt)] : []));
    const published = await once(entry, "page", () =>
      to.publish({
        path: `${wikiPath}/${state.id}`,
        markdown,
        beside: `draft of ${localOf(now(), state.review?.zone ?? "UTC").slice(0, 10)}`,
        own,
      }),
    );
    await record(entry, "published", [{ type: "review published", where: "wiki", ...published }]);
  }

  return {
    name: "wiki",
    doing,
    reads: (fact) => fact.type === "review sent",
    async run(errand) {
      if (wiki === undefined) throw new Outage("No wiki is set up: set AZURE_DEVOPS_WIKI.", { again: false });
      await publish(wiki, errand);
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing, reason }],
  };
}
