import { describe, expect, test } from "@jest/globals";
import { commands } from "../../src/commands/index.ts";
import { hear } from "../../src/engine/hear.ts";
import { Refusal } from "../../src/domain/refusal.ts";

const megan = { id: "megan", name: "Megan Bowen" };
const alex = { id: "alex", name: "Alex Wilber" };
const heard = (text: string, mentions = [alex]) => hear(commands, { text, mentions }, megan);
const read = (text: string, mentions = [alex]) => {
  const found = heard(text, mentions);
  if (found.kind !== "command") throw new Error(`“${text}” was heard as ${found.kind}.`);
  return found.command.parse(found.asked);
};

describe("words", () => {
  test.each(["", "   ", "\n"])("nothing is nothing (%j)", (text) => {
    expect(heard(text)).toEqual({ kind: "nothing" });
  });

  test.each(["/ack", "inc ack", "/incident ack", "INCIDENT ACK", "ack!", "ack."])("“%s” is ack", (text) => {
    expect(heard(text)).toMatchObject({ kind: "command", command: { words: expect.arrayContaining(["ack"]) } });
  });

  test.each([
    ["statsu", "status"],
    ["resovle", "resolve"],
    ["declaer sev1 x", "declare"],
    ["timline", "timeline"],
  ])("for “%s” the nearest is %s", (text, nearest) => {
    expect(heard(text)).toMatchObject({ kind: "unknown", nearest: expect.arrayContaining([nearest]) });
  });

  test("what is like nothing has no nearest", () => {
    expect(heard("xyzzyplugh")).toMatchObject({ kind: "unknown", nearest: [] });
  });

  test("“acknowledgement” is not “acknowledge”", () => {
    expect(heard("acknowledgement")).toMatchObject({ kind: "unknown" });
  });

  test("an incident can be named behind the word", () => {
    expect(heard("note INC-007: it is the cache")).toMatchObject({
      incident: "INC-7",
      asked: { text: "it is the cache" },
    });
    expect(heard("status inc-12")).toMatchObject({ incident: "INC-12", asked: { text: "" } });
  });
});

describe("arguments", () => {
  test("a mention is a person", () => {
    expect(read("role scribe \uE0000\uE001")).toEqual({ role: "scribe", person: alex });
    expect(read("lead \uE0000\uE001")).toEqual({ person: alex });
    expect(read("handover to \uE0000\uE001")).toEqual({ person: alex });
    expect(read("note \uE0000\uE001 restarted it")).toEqual({ text: "Alex Wilber restarted it" });
  });

  test.each([
    ["todo \uE0000\uE001 to add an alert", "add an alert"],
    ["todo add an alert, \uE0000\uE001", "add an alert"],
    ["todo ask \uE0000\uE001 for the log", "ask Alex Wilber for the log"],
  ])("“%s” is for them, and says “%s”", (said, text) => {
    expect(read(said)).toEqual({ text, owner: alex });
  });

  test.each([
    ["severity 10", /no severity 10/],
    ["severity 0", /no severity 0/],
    ["severity", /Say which/],
    ["severity high", /not a severity/],
    ["sev 2.5", /not a severity/],
    ["declare sev9 x", /no severity 9/],
    ["role scribe", undefined],
    ["role scribe Alex", /Mention the person/],
    ["lead \uE0000\uE001 \uE0001\uE001", /Name one person/],
    ["note", /what to note/],
    ["update   ", /stakeholders/],
    ["handover", /to whom/],
    [`note ${"x".repeat(10_001)}`, /at most 10000/],
    ["oncall set someday", /who is what/],
    ["oncall primary Alex", /Mention the person/],
    ["oncall test daily 25:00", /do not know/],
    ["page", /whom/],
    ["action", /one person/],
    ["action me", /should do/],
    ["action Alex restart it", /one person/],
    ["action me restart it in 0m", /1 minute to 24 hours/],
    ["action me restart it in 1 year", /1 minute to 24 hours/],
    ["extend 3 2d", /1 minute to 24 hours/],
    ["extend 3", /how long/],
    ["object 2", /why/],
    ["quiet", /what not to ask/],
    ["quiet start", /Say why/],
    ["quiet weather because it rains", /Say what/],
    ["when acknowledged 14:09", /Say why/],
    ["when lunch 12:00 because", /Say which/],
    ["detected by magic", /by whom/],
    ["link javascript:alert(1)", /the address/],
    ["services ,", /1 to 20/],
    ["affected", /who is affected/],
    ["cover me", /from when/],
    ["swap", /with whom/],
    ["swap me", /yourself/],
  ])("“%.30s” is refused in words", (text, says) => {
    if (says === undefined) return expect(() => read(text)).not.toThrow();
    expect(() => read(text, [alex, megan])).toThrow(Refusal);
    expect(() => read(text, [alex, megan])).toThrow(says);
  });

  test("numbers in a title are no severity, and a long title loses nothing", () => {
    expect(read("declare 500 errors on checkout")).toMatchObject({ title: "500 errors on checkout", severity: 2 });
    const long = "checkout ".repeat(40).trim();
    const declared = read(`declare sev1 ${long}`) as { title: string; description: string };
    expect(declared.title.length).toBeLessThanOrEqual(150);
    expect(declared.description).toContain(long);
  });

  test("what is quoted back has no markup in it", () => {
    expect(() => read("severity [x](http://evil) `**`")).toThrow("“xhttp://evil” is not a severity");
  });
});
