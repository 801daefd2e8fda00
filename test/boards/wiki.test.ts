import { afterEach, describe, expect, test } from "@jest/globals";
import { boardsWiki } from "../../src/boards/wiki.ts";
import { checkWiki } from "../../src/boards/wiki-advice.ts";
import type { WikiPage } from "../../src/engine/ports.ts";
import { memoryWiki } from "../../src/memory/wiki.ts";
import { outageOf, testTools } from "../graph/tools.ts";
import { wikiContract } from "./wiki-contract.ts";
import { root, wikiConfig, wikiName, wikiRefusal, wikiServer } from "./wiki-server.ts";

wikiContract("memory", async () => {
  const wiki = memoryWiki();
  return {
    wiki,
    text: (path) => wiki.pages.get(path)?.markdown,
    writes: (path) => wiki.pages.get(path)?.writes ?? 0,
    edit: (path, markdown) => wiki.edit(path, markdown),
    stop: async () => undefined,
  };
});

for (const kind of ["projectWiki", "codeWiki"] as const)
  wikiContract(`Azure DevOps, a ${kind}`, async () => {
    const server = await wikiServer({ kind });
    return {
      wiki: boardsWiki({ ...testTools(), config: wikiConfig(server.url) }),
      text: (path) => server.pages.get(path)?.content,
      writes: (path) => server.pages.get(path)?.revision ?? 0,
      edit: server.edit,
      stop: server.stop,
    };
  });

const page: WikiPage = { path: "/Reviews/INC-42", markdown: "# Review\n", beside: "draft of 2026-12-01", own: [] };

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});

async function against(options: Parameters<typeof wikiServer>[0] = {}, deadlineMs = 10_000) {
  const server = await wikiServer(options);
  stops.push(server.stop);
  const tools = testTools();
  const config = wikiConfig(server.url);
  return {
    server,
    tools,
    config,
    wiki: boardsWiki({ ...tools, config, deadlineMs }),
    look: () => checkWiki({ ...tools, config }),
  };
}

describe("the wiki of Azure DevOps", () => {
  test("is spoken to as Microsoft describes it: the page's path as a query, its text as content, its version as If-Match", async () => {
    const { server, wiki } = await against();
    await wiki.publish(page);
    await wiki.publish({ ...page, markdown: "# Another\n", own: [await wiki.markOf(page.markdown)] });
    const puts = server.seen.filter(({ method }) => method === "PUT");
    expect(puts.map(({ path, query, body, headers }) => [path, query.get("path"), body, headers["if-match"]])).toEqual([
      [`${root}/pages`, "/Reviews/INC-42", { content: "# Review\n" }, undefined],
      [`${root}/pages`, "/Reviews", { content: "[[_TOSP_]]\n" }, undefined],
      [`${root}/pages`, "/Reviews/INC-42", { content: "# Review\n" }, undefined],
      [`${root}/pages`, "/Reviews/INC-42", { content: "# Another\n" }, expect.stringMatching(/^"[0-9a-f]{40}"$/)],
    ]);
  });

  test.each(["reset", "hang"] as const)(
    "a page that was written, though the answer was lost (%s), is not written twice",
    async (end) => {
      let lost = false;
      const { server, wiki } = await against(
        {
          first: ({ method, query }) => {
            if (lost || method !== "PUT" || !server.pages.has("/Reviews") || query.get("path") !== page.path)
              return undefined;
            lost = true;
            server.edit(page.path, page.markdown);
            return end;
          },
        },
        200,
      );
      expect(await wiki.publish(page)).not.toHaveProperty("beside");
      expect(server.pages.get(page.path)).toEqual({ content: page.markdown, revision: 1 });
      expect(lost).toBe(true);
    },
  );

  test("somebody who saves between our look and our word keeps their words", async () => {
    let saved = false;
    const { server, wiki } = await against({
      first: ({ method, query }) => {
        if (!saved && method === "PUT" && query.get("path") === page.path && server.pages.has(page.path)) {
          saved = true;
          server.edit(page.path, "what somebody wrote");
        }
        return undefined;
      },
    });
    await wiki.publish(page);
    const { beside } = await wiki.publish({ ...page, markdown: "newer", own: [await wiki.markOf(page.markdown)] });
    expect([saved, beside, server.pages.get(page.path)?.content]).toEqual([
      true,
      "INC-42 (draft of 2026-12-01)",
      "what somebody wrote",
    ]);
  });

  test("a page that somebody makes at the same time is left to them", async () => {
    let made = false;
    const { server, wiki } = await against({
      first: ({ method, query }) => {
        if (!made && method === "PUT" && query.get("path") === page.path && server.pages.has("/Reviews")) {
          made = true;
          server.edit(page.path, "theirs");
        }
        return undefined;
      },
    });
    expect((await wiki.publish(page)).beside).toBe("INC-42 (draft of 2026-12-01)");
    expect(server.pages.get(page.path)?.content).toBe("theirs");
  });

  test("a service that is busy is asked again after as long as it says, up to our own patience", async () => {
    const { wiki, tools } = await against({
      first: (_, number) => (number === 1 ? wikiRefusal(429, "", { "retry-after": "3" }) : undefined),
    });
    await wiki.publish(page);
    expect(tools.waits).toEqual([3_000]);
    const { wiki: other } = await against({ first: () => wikiRefusal(429, "", { "retry-after": "60" }) });
    expect(await outageOf(other.publish(page))).toMatchObject({ again: true, afterMs: 60_000 });
  });

  test.each([
    [401, "", "could not write the page /Reviews/INC-42: it may have expired", false],
    [403, "", "let it contribute to the wiki Operations.wiki", false],
    [404, "WikiNotFoundException", "there is no wiki Operations.wiki", false],
    [503, "", "did not let Muster write the page", true],
  ] as const)("%i %s says what to do about it", async (status, key, words, again) => {
    const { wiki } = await against({ first: () => wikiRefusal(status, key) });
    expect(await outageOf(wiki.publish(page))).toMatchObject({ again, message: expect.stringContaining(words) });
  });

  test("a page for signing in, which comes with 203 or as a redirection, is a sign-in that was not accepted", async () => {
    for (const reply of [
      { status: 203, body: "<html>Sign in</html>" },
      { status: 302, headers: { location: "https://login.example" } },
    ]) {
      const { wiki } = await against({ first: () => reply });
      expect((await outageOf(wiki.publish(page))).message).toMatch(/token/);
    }
  });

  test("nobody listening is an outage that may pass", async () => {
    const { wiki, server } = await against();
    await server.stop();
    expect(await outageOf(wiki.publish(page))).toMatchObject({
      again: true,
      message: expect.stringContaining("could not be reached"),
    });
  });
});

describe("the doctor's look at the wiki", () => {
  test("is good where it is there, changes nothing, and says what to set where it is not", async () => {
    const { look, server } = await against();
    expect(await look()).toEqual([{ what: `Wiki ${wikiName}`, good: true, advice: "" }]);
    expect(server.seen.map(({ method }) => method)).toEqual(["GET"]);
    const missing = await against({ first: () => wikiRefusal(404, "WikiNotFoundException") });
    expect(await missing.look()).toMatchObject([
      { good: false, advice: expect.stringContaining("Check AZURE_DEVOPS_WIKI") },
    ]);
  });

  test("is none where there is no wiki to look at", async () => {
    const { tools, config } = await against();
    expect(await checkWiki({ ...tools, config: { ...config, AZURE_DEVOPS_WIKI: undefined } })).toEqual([]);
  });
});
