import { expect, test } from "@jest/globals";
import type { Person } from "../../src/domain/people.ts";
import { feedKind, feeds } from "../../src/engine/feeds.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";

const now = new Date("2026-11-22T12:00:00Z");
const ada: Person = { id: "00000000-0000-4000-8000-00000000ada0", name: "Ada" };
const bob: Person = { id: "00000000-0000-4000-8000-00000000b0b0", name: "Bob" };
const payments = { roster: "Payments" };

test("a token opens the calendar it was made for, and no other text does", async () => {
  const made = feeds(memoryDocuments());
  const [token, other] = [await made.make(payments, ada, now), await made.make({ person: "Ada" }, ada, now)];
  expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect([await made.find(token), await made.find(other)]).toEqual([{ of: payments }, { of: { person: "Ada" } }]);
  const changed = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`;
  for (const wrong of [changed, token.slice(1), `${token}=`, "", "__proto__", "../token", "x".repeat(10_000)])
    expect(await made.find(wrong)).toBeUndefined();
});

test("storage has nothing that opens a calendar", async () => {
  const documents = memoryDocuments();
  const token = await feeds(documents).make(payments, ada, now);
  const stored = JSON.stringify(await documents.list(feedKind));
  expect(stored).toContain("Payments");
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(Buffer.from(token, "base64url").toString("hex"));
});

test("a token is revoked by whoever has it, and those for a calendar by who made them", async () => {
  const made = feeds(memoryDocuments());
  const make = (by: Person, of: { roster: string } | { person: string } = payments) => made.make(of, by, now);
  const [first, second, own, bobs] = [
    await make(ada),
    await make(ada),
    await make(ada, { person: "Ada" }),
    await make(bob),
  ];
  expect([await made.revoke(first, bob), await made.revoke(first, bob)]).toEqual([1, 0]);
  expect(await made.find(first)).toBeUndefined();
  expect(await made.revoke({ roster: " payments" }, ada)).toBe(1);
  expect(await Promise.all([second, own, bobs].map(made.find))).toEqual([
    undefined,
    { of: { person: "Ada" } },
    { of: payments },
  ]);
  expect(await made.revoke(payments, ada)).toBe(0);
});

test("somebody has at most forty, and may have others after revoking", async () => {
  const made = feeds(memoryDocuments());
  for (let count = 0; count < 40; count++) await made.make(payments, ada, now);
  await expect(made.make(payments, ada, now)).rejects.toThrow("You have 40 calendar addresses");
  await made.make(payments, bob, now);
  expect(await made.revoke(payments, ada)).toBe(40);
  expect(await made.find(await made.make(payments, ada, now))).toEqual({ of: payments });
});
