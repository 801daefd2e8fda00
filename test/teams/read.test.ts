import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Incoming } from "../../src/engine/incoming.ts";
import { read } from "../../src/teams/read.ts";

const receivedAt = new Date("2026-11-20T15:00:00Z");
const folder = new URL("activities/", import.meta.url);
type Recorded = { activity: Record<string, unknown>; reading: Incoming };
const recorded = (name: string): Recorded => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const names = readdirSync(folder);

/** Reads words said to Muster in a channel, with other people mentioned. */
function said(text: unknown, more: object = {}) {
  const { activity } = recorded("declare-in-channel.json");
  const reading = read({ ...activity, attachments: [], text, ...more }, receivedAt);
  if (reading.kind !== "said") throw new Error(`It was ${reading.kind}.`);
  return reading;
}
const words = (text: unknown, more: object = {}) => said(text, more).sentence.text;
const muster = {
  type: "mention",
  text: "<at>Muster</at>",
  mentioned: { id: "28:7d0c8a39-2f5b-4f0e-9d64-5b1b6a3c2e10" },
};
const person = (id: string, name: string) => ({ type: "mention", text: `<at>${name}</at>`, mentioned: { id, name } });

describe("a recorded activity", () => {
  test.each(names)("%s is read as it was meant", (name) => {
    const { activity, reading } = recorded(name);
    expect(read(activity, receivedAt)).toEqual(reading);
  });
});

test("a form of a message's menu that is sent twice has one cause, and two forms have two", () => {
  const { activity } = recorded("menu-sent.json");
  const cause = (id: string, ticket: string) => {
    const value = { ...(activity["value"] as object), data: { say: "pin", ticket } };
    const reading = read({ ...activity, id, value }, receivedAt);
    return "cause" in reading ? reading.cause : undefined;
  };
  expect(cause("f:1", "one")).toBe(cause("f:2", "one"));
  expect(cause("f:1", "one")).not.toBe(cause("f:1", "two"));
});

test.each([
  ["no message", { messagePayload: undefined }],
  ["a message with an id that is none", { messagePayload: { id: "../x", createdDateTime: "2026-11-20T14:03:28Z" } }],
  ["a time that is none", { messagePayload: { id: "1", createdDateTime: "soon" } }],
  ["no command", { commandId: 7 }],
])("a command of a message's menu with %s is ignored", (_, more) => {
  const { activity } = recorded("menu-opened.json");
  expect(read({ ...activity, value: { ...(activity["value"] as object), ...more } }, receivedAt).kind).toBe("ignored");
});

describe("the words of a message", () => {
  test("lose Muster's own mention wherever it stands", () => {
    expect(words("<at>Muster</at> <at>Muster</at>&nbsp;note <at>Muster</at> is slow")).toBe("note is slow");
    expect(said("<at>Muster</at>").sentence).toEqual({ text: "", mentions: [] });
  });

  test("read every entity exactly once", () => {
    expect(words("note a&nbsp;&nbsp;b &amp;amp; &#60;c&#x3E; &quot;d&quot; &unknown; &#0; &#1114112;")).toBe(
      'note a b &amp; <c> "d" &unknown; \uFFFD \uFFFD',
    );
  });

  test("keep what somebody typed that only looks like a tag", () => {
    expect(words("note a < b > c <script>alert(1)</script> &lt;at&gt;Alex&lt;/at&gt;")).toBe(
      "note a < b > c <script>alert(1)</script> <at>Alex</at>",
    );
  });

  test("cannot forge a mention with our own placeholders", () => {
    expect(words("role scribe \uE0000\uE001 &#xE000;0&#57345;")).toBe("role scribe 0 0");
    expect(words("role scribe <at>Nobody</at>")).toBe("role scribe Nobody");
  });

  test("are without the characters nobody sees, which the record keeps", () => {
    const text = "\u202Eno\u200Bte\u2069 \u2003 emoji 👩‍💻 zero\u200Dwidth\uFEFF";
    expect(words(text)).toBe("note emoji 👩‍💻 zerowidth");
    expect(said(text).line.text).toBe("\u202Eno\u200Bte\u2069   emoji 👩‍💻 zero\u200Dwidth\uFEFF".trim());
  });

  test("keep their lines, however they are broken", () => {
    expect(words("note a \r\n b\rc\u2028d<br>e<br/>f<p>g</p><p>h</p>")).toBe("note a\nb\nc\nd\ne\nf\ng\nh");
  });

  test("tell two people of one name apart by their order", () => {
    const entities = [muster, person("29:one", "Lee Gu"), person("29:two", "Lee Gu")];
    const { sentence } = said("<at>Muster</at> page <at>Lee Gu</at> and <at>Lee Gu</at>", { entities });
    expect(sentence.text).toBe("page \uE0000\uE001 and \uE0001\uE001");
    expect(sentence.mentions.map(({ id }) => id)).toEqual(["29:one", "29:two"]);
  });

  test("name people by their Entra id where Teams gives it", () => {
    const mentioned = { id: "29:one", name: "Lee Gu", aadObjectId: "oid-lee" };
    const entities = [{ type: "mention", text: "<at>Lee Gu</at>", mentioned }];
    expect(said("<at>Lee Gu</at>", { entities }).sentence.mentions).toEqual([{ id: "oid-lee", name: "Lee Gu" }]);
  });

  test("come from the HTML copy when the text is empty", () => {
    const attachments = [{ contentType: "text/html", content: "<div>only <b>here</b></div>" }];
    expect(words("", { attachments })).toBe("only here");
  });

  test("are kept whole at 30 KB and cut at 100 KB", () => {
    expect(words(`note ${"x".repeat(30_000)}`)).toHaveLength(30_005);
    expect(said("x".repeat(200_000)).line.text).toHaveLength(102_400);
  });

  test("cost little time, however hostile", () => {
    const started = performance.now();
    for (const piece of [
      "<a <a ",
      "<at>",
      "&#",
      " \n",
      '<a href="',
      '<a href="x">',
      "<at>Muster</at>",
      "\u200D",
      "\u00A0",
    ])
      said(piece.repeat(Math.ceil(100_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("one delivery and the next", () => {
  test("have the same cause when they are the same", () => {
    for (const { activity } of names.map(recorded)) {
      const [one, two] = [read(activity, receivedAt), read({ ...activity }, new Date(0))];
      if (one.kind !== "ignored" && two.kind !== "ignored") expect(one.cause).toBe(two.cause);
    }
  });

  test("have different causes when something else happened", () => {
    const causes = names.map(recorded).flatMap(({ activity }) => {
      const reading = read(activity, receivedAt);
      return reading.kind === "ignored" ? [] : [reading.cause];
    });
    expect(new Set(causes).size).toBe(causes.length);
  });
});

describe("junk", () => {
  const junk: unknown[] = [
    undefined,
    null,
    0,
    "",
    "{}",
    [],
    {},
    true,
    Number.NaN,
    "x".repeat(10_000),
    { toString: 1 },
    [[[]]],
    -1e308,
    "\uD800",
    { __proto__: null },
  ];

  test("is ignored", () => {
    for (const value of junk) expect(read(value, receivedAt).kind).toBe("ignored");
  });

  test("in any place of an activity does no harm", () => {
    for (const name of names) {
      const { activity } = recorded(name);
      for (const path of pathsOf(activity))
        for (const value of junk) expect(() => read(withValue(activity, path, value), receivedAt)).not.toThrow();
    }
  });

  test("beside the words does not cost the record its line", () => {
    const odd = { attachments: 7, entities: "x", replyToId: 3, locale: [], timestamp: "yesterday", membersAdded: {} };
    expect(said("the disk is full", odd).line).toMatchObject({
      text: "the disk is full",
      at: receivedAt.toISOString(),
    });
  });

  test("in a button is not carried out", () => {
    const { activity } = recorded("button.json");
    for (const data of [
      null,
      [],
      "say",
      {},
      { say: 7 },
      { say: "" },
      { say: "close", incident: "../INC-42" },
      { say: "x".repeat(30_000) },
    ])
      expect(read({ ...activity, value: { action: { data } } }, receivedAt).kind).toBe("ignored");
  });
});

test("a read receipt that does not say what was read is ignored", () => {
  const { activity } = recorded("read-receipt.json");
  const reading = (change: object) => read({ ...activity, ...change }, receivedAt).kind;
  expect(reading({})).toBe("read");
  expect(reading({ name: "application/vnd.microsoft.somethingElse" })).toBe("ignored");
  for (const lastReadMessageId of [
    undefined,
    null,
    1732111511000,
    "",
    "f:1",
    "-1",
    "1e9",
    " 17",
    "9".repeat(16),
    ["1"],
  ])
    expect(reading({ value: { lastReadMessageId } })).toBe("ignored");
  for (const value of [undefined, null, "1732111511000", [], {}]) expect(reading({ value })).toBe("ignored");
});

type Path = (string | number)[];
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}
function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(whole)
    ? [...whole]
    : { ...(whole as object) };
  (copy as Record<string | number, unknown>)[key] = withValue(
    (copy as Record<string | number, unknown>)[key],
    rest,
    value,
  );
  return copy;
}
