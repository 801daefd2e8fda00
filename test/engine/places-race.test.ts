import { expect, test } from "@jest/globals";
import { places } from "../../src/engine/places.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";

test("a place that is set while somebody asks for it is known at once, and stays known", async () => {
  const documents = memoryDocuments();
  let answer = () => {};
  const slow = {
    ...documents,
    read: async <T>(kind: string, id: string) => {
      const read = await documents.read<T>(kind, id);
      if (id === "slow") await new Promise<void>((resolve) => (answer = resolve));
      return read;
    },
  };
  const known = places({ ...slow, write: documents.write }, () => new Date(0));
  const asked = known.find("slow", "slow");
  await new Promise((resolve) => setImmediate(resolve));
  const lateAnswer = answer;
  const set = known.set("slow", { stream: "INC-1", record: true });
  await new Promise((resolve) => setImmediate(resolve));
  answer();
  await set;
  lateAnswer();
  expect(await asked).toEqual([{ stream: "INC-1", record: true }]);
  expect(await known.find("slow", "slow")).toEqual([{ stream: "INC-1", record: true }]);
});
