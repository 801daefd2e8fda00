/** What src/engine/ports.ts promises of Wiki, for every implementation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Wiki } from "../../src/engine/ports.ts";
import { outageOf } from "../graph/tools.ts";

export type WikiWorld = {
  wiki: Wiki;
  /** What a page says; undefined where there is none. */
  text(path: string): Promise<string | undefined> | string | undefined;
  /** How often a page has been written. */
  writes(path: string): Promise<number> | number;
  /** Somebody changes a page. */
  edit(path: string, text: string): Promise<void> | void;
  stop(): Promise<void>;
};

export function wikiContract(name: string, start: () => Promise<WikiWorld>): void {
  describe(`Wiki in ${name}`, () => {
    let world: WikiWorld;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(() => world.stop());
    const publish = async (path: string, markdown: string, own: readonly string[] = []) =>
      world.wiki.publish({
        path,
        markdown,
        beside: "draft of 2026-12-01",
        own: await Promise.all(own.map((text) => world.wiki.markOf(text))),
      });

    test("a page is made, with the pages above it, and says where it is", async () => {
      const { url, beside } = await publish("/Reviews/of 2026/INC-1", "# One\n");
      expect([url, beside]).toEqual([expect.stringMatching(/^https?:\/\/.+INC-1/), undefined]);
      expect(await world.text("/Reviews/of 2026/INC-1")).toBe("# One\n");
      expect(await world.text("/Reviews/of 2026")).toBeDefined();
    });

    test("a page that still says what was written before is replaced, also with other ends of lines", async () => {
      await publish("/Reviews/INC-2", "one\ntwo\n");
      await publish("/Reviews/INC-2", "three\n", ["one\ntwo\n"]);
      expect(await world.text("/Reviews/INC-2")).toBe("three\n");
      await world.edit("/Reviews/INC-2", "three");
      expect(await publish("/Reviews/INC-2", "four\n", ["one\ntwo\n", "three\n"])).not.toHaveProperty("beside");
      expect(await world.text("/Reviews/INC-2")).toBe("four\n");
    });

    test("a page that somebody has changed stays, and the text goes beside it and says so", async () => {
      await publish("/Reviews/INC-3", "ours\n");
      await world.edit("/Reviews/INC-3", "ours, and what we learned\n");
      const { url, beside } = await publish("/Reviews/INC-3", "newer\n", ["ours\n"]);
      expect(beside).toBe("INC-3 (draft of 2026-12-01)");
      expect(decodeURIComponent(url)).toContain("INC-3 (draft of 2026-12-01)");
      expect(await world.text("/Reviews/INC-3")).toBe("ours, and what we learned\n");
      expect(await world.text("/Reviews/INC-3 (draft of 2026-12-01)")).toBe("newer\n");
    });

    test("the draft beside it is replaced as long as it is ours, and else another stands beside that", async () => {
      const draft = "/Reviews/INC-3 (draft of 2026-12-01)";
      expect((await publish("/Reviews/INC-3", "newest\n", ["ours\n", "newer\n"])).beside).toBe(
        "INC-3 (draft of 2026-12-01)",
      );
      expect(await world.text(draft)).toBe("newest\n");
      await world.edit(draft, "somebody's");
      expect((await publish("/Reviews/INC-3", "last\n", ["ours\n", "newest\n"])).beside).toBe(
        "INC-3 (draft of 2026-12-01, 2)",
      );
      expect(await world.text(draft)).toBe("somebody's");
    });

    test("a page that Muster knows nothing of is somebody's", async () => {
      await world.edit("/Reviews/INC-4", "I began already\n");
      expect(await publish("/Reviews/INC-4", "ours\n")).toHaveProperty("beside");
      expect(await world.text("/Reviews/INC-4")).toBe("I began already\n");
    });

    test("the same again changes nothing", async () => {
      const first = await publish("/Reviews/INC-5", "same\n");
      const writes = await world.writes("/Reviews/INC-5");
      expect(await publish("/Reviews/INC-5", "same\n")).toEqual(first);
      expect(await world.writes("/Reviews/INC-5")).toBe(writes);
    });

    test("what people have changed is never overwritten, however many drafts of one day that makes", async () => {
      await world.edit("/Reviews/INC-6", "theirs");
      for (let number = 1; number <= 9; number++) {
        const { beside } = await publish("/Reviews/INC-6", `draft ${number}`);
        await world.edit(`/Reviews/${beside}`, `theirs ${number}`);
      }
      expect(await outageOf(publish("/Reviews/INC-6", "one more"))).toMatchObject({ again: false });
    });
  });
}
