/** Who is on call in a new sandbox, as Muster finds it in its storage. */
import { expect, test } from "@jest/globals";
import { openStorage } from "../../src/azure/storage.ts";
import { openBook } from "../../src/engine/book.ts";
import { startStage } from "./fake-bot.ts";

test("a new sandbox has a book in which Megan is on call, then Alex", async () => {
  const stage = await startStage();
  const { storage, prefix } = stage.sandbox;
  const { documents } = await openStorage(
    { STORAGE_CONNECTION_STRING: storage, STORAGE_PREFIX: prefix },
    () => new Date(),
  );
  const { book, edition } = await openBook(documents);
  const people = await stage.teams.people();
  await stage.close();
  expect(edition).toBe(1);
  expect(book.people.map(({ name }) => name).sort()).toEqual([
    "Adele Vance",
    "Alex Wilber",
    "Diego Siciliani",
    "Megan Bowen",
    "Nestor Wilke",
  ]);
  for (const responder of book.people) {
    const person = people.find(({ name }) => name === responder.name)!;
    expect(responder).toMatchObject({ teams: person.id, email: person.upn, phone: person.phone });
    expect(responder.phone).toMatch(/^\+441632960\d{3}$/);
  }
  expect(book.schedules.map(({ name, layers }) => [name, layers[0]?.rotation.participants])).toEqual([
    ["primary", ["Megan Bowen"]],
    ["secondary", ["Alex Wilber"]],
  ]);
  expect(book.rosters).toMatchObject([
    { name: "on-call", experts: ["Diego Siciliani"], services: ["checkout", "payments"] },
  ]);
  expect(book.policies).toEqual([]);
});
