import { describe, expect, test } from "@jest/globals";
import { addMember, meantRoster, removeMember, setDuty, withPerson } from "../../src/domain/oncall/assign.ts";
import { type Book, emptyBook } from "../../src/domain/oncall/book.ts";
import { checkBook } from "../../src/domain/oncall/check-book.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { book, dan, fixed, responder } from "./book.ts";
import { ann, bob, cat, start } from "./given.ts";

/** Whom each rotation of a roster pages now. */
function duty(of: Book, name: string): string[] {
  const found = of.rosters.find((each) => each.name === name)!;
  return found.rotations.map((rotation) => {
    const schedule = of.schedules.find((each) => each.name === rotation.schedule)!;
    return `${rotation.name} ${whoIsOnCall(schedule, start).join(" and ")}`;
  });
}

describe("putting somebody on call", () => {
  test("before there is anything makes the person, the roster and the schedule", () => {
    const first = setDuty(emptyBook, "primary", "", ann, start);
    expect(first.people).toEqual([{ name: "Ann", teams: "ann" }]);
    expect([duty(first, "on-call"), first.rosters[0]!.members, first.schedules[0]!.name]).toEqual([
      ["primary Ann"],
      ["Ann"],
      "primary",
    ]);
    expect(checkBook(first)).toEqual([]);
  });

  test("takes the place of whoever was, and keeps primary before secondary, and those before the others", () => {
    const second = setDuty(setDuty(emptyBook, "weekend", "", dan, start), "secondary", "", bob, start);
    const third = setDuty(setDuty(second, "primary", "", ann, start), "primary", "", cat, start);
    expect(duty(third, "on-call")).toEqual(["primary Cat", "secondary Bob", "weekend Dan"]);
    expect(third.rosters[0]!.members).toEqual(["Dan", "Bob", "Ann", "Cat"]);
    expect(third.schedules).toHaveLength(3);
    expect(checkBook(third)).toEqual([]);
  });

  test("gives the schedule a name that no other has", () => {
    const taken = { ...book, schedules: [...book.schedules, fixed("web-secondary", "Ann")] };
    const next = setDuty(taken, "secondary", "web", bob, start);
    expect([duty(next, "web"), next.schedules.at(-1)!.name]).toEqual([
      ["primary Dan", "secondary Bob"],
      "web secondary schedule",
    ]);
    expect(next.schedules.find(({ name }) => name === "web-secondary")).toEqual(fixed("web-secondary", "Ann"));
  });

  test("leaves out overrides that are over", () => {
    const override = { mode: "add", user: "Cat", start: "2026-03-01T00:00:00Z" } as const;
    const [past, ahead] = [
      { ...override, end: "2026-03-02T00:00:00Z" },
      { ...override, end: "2026-04-01T00:00:00Z" },
    ];
    const old = { ...book, schedules: [fixed("web-primary", "Dan", { overrides: [past, ahead] })] };
    expect(setDuty(old, "primary", "web", bob, start).schedules.at(-1)!.overrides).toEqual([ahead]);
  });

  test("does not throw away a rotation that goes by turns", () => {
    expect(() => setDuty(book, "primary", "payments", dan, start)).toThrow(
      "The primary of payments goes by turns (schedule “payments-primary”).",
    );
    expect(duty(setDuty(book, "secondary", "payments", dan, start), "payments")).toEqual([
      "primary Ann",
      "secondary Dan",
    ]);
  });
});

describe("people of the same name", () => {
  const other = { id: "b0b00000-1111-2222-3333-444444444444", name: "bob", email: "bob.other@example.com" };

  test("stay two, of whom the second is told apart", () => {
    const next = addMember(book, "web", other);
    expect(next.people.at(-1)).toEqual({ name: "bob (b0b00000)", teams: other.id, email: other.email });
    expect(next.rosters[1]!.members).toEqual(["Dan", "bob (b0b00000)"]);
    expect(checkBook(next)).toEqual([]);
    expect(withPerson(next, other)).toEqual({ book: next, name: "bob (b0b00000)" });
  });

  test("are one where the book does not know yet who they are in Teams", () => {
    const unknown = { ...book, people: [{ name: "Bob", phone: "+441632960002" }] };
    expect(withPerson(unknown, other)).toEqual({
      book: { ...unknown, people: [{ name: "Bob", phone: "+441632960002", teams: other.id }] },
      name: "Bob",
    });
  });

  test("and one person whose name has changed is still the same by id or address, in any case", () => {
    const married = { id: "BOB", name: "Robert" };
    expect(withPerson(book, married).name).toBe("Bob");
    const byMail = { ...book, people: [responder(bob, { teams: "BOB@example.com" })] };
    expect(withPerson(byMail, { id: "1", name: "Robert", email: "bob@EXAMPLE.com" }).name).toBe("Bob");
  });
});

describe("a roster's members", () => {
  test("are each there once", () => {
    expect(addMember(book, "payments", ann).rosters[0]!.members).toEqual(["Ann", "Bob", "Cat"]);
    expect(addMember(book, "checkout", dan).rosters[0]!.members).toEqual(["Ann", "Bob", "Cat", "Dan"]);
    expect(book.rosters[0]!.members).toHaveLength(3);
  });

  test("leave their fixed rotations with them, and others' rosters stay as they are", () => {
    const next = removeMember(book, "payments", bob);
    expect(next.rosters[0]!.members).toEqual(["Ann", "Cat"]);
    expect(duty(next, "payments")).toEqual(["primary Ann", "secondary "]);
    expect([next.rosters[1], next.schedules[0], next.people]).toEqual([
      book.rosters[1],
      book.schedules[0],
      book.people,
    ]);
  });

  test("cannot leave where they are not known", () => {
    expect(() => removeMember(book, "web", { id: "x", name: "Xena" })).toThrow("Xena is in no roster.");
    expect(() => removeMember(emptyBook, "", ann)).toThrow("Ann is in no roster.");
  });
});

test("a roster is meant by its name or a service, by nothing where it is the only one, and else it is asked for", () => {
  expect([meantRoster(book, " WEB ")?.name, meantRoster(book, "card payments")?.name]).toEqual(["web", "payments"]);
  expect(meantRoster({ ...book, rosters: [book.rosters[1]!] }, "")?.name).toBe("web");
  expect(meantRoster(emptyBook, "anything")).toBeUndefined();
  expect(() => meantRoster(book, "")).toThrow("Which roster? There are payments, web.");
  expect(() => meantRoster(book, "mobile")).toThrow("There is no roster or service “mobile”. There are payments, web.");
});
