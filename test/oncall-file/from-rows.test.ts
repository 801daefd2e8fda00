import { expect, test } from "@jest/globals";
import { type Book, emptyBook } from "../../src/domain/oncall/book.ts";
import { checkBook } from "../../src/domain/oncall/check-book.ts";
import { bookFromRows } from "../../src/oncall-file/from-rows.ts";

const key = { partitionKey: "oncall", rowKey: "1" };

test("the rows of a service are a roster, and those on call together are its primary", () => {
  const { book, problems, notes } = bookFromRows(
    [
      { ...key, email: "ann@x.org", oncall: true, name: "Ann", service: "Checkout" },
      { ...key, email: "bob@x.org", oncall: true, service: "checkout " },
      { ...key, email: "cy@x.org", oncall: false, service: "Checkout" },
      { ...key, Email: "Ann@X.org", OnCall: "true", service: null },
      { ...key, email: "dan@x.org" },
    ],
    emptyBook,
  );
  expect([problems, notes]).toEqual([[], []]);
  expect(book.people).toEqual([
    { name: "Ann", teams: "ann@x.org", email: "ann@x.org" },
    { name: "bob", teams: "bob@x.org", email: "bob@x.org" },
    { name: "cy", teams: "cy@x.org", email: "cy@x.org" },
    { name: "dan", teams: "dan@x.org", email: "dan@x.org" },
  ]);
  expect(book.rosters).toEqual([
    {
      name: "Checkout",
      members: ["Ann", "bob", "cy"],
      rotations: [{ name: "primary", schedule: "Checkout-primary" }],
      experts: [],
      services: ["Checkout"],
    },
    {
      name: "on-call",
      members: ["Ann", "dan"],
      rotations: [{ name: "primary", schedule: "on-call-primary" }],
      experts: [],
      services: [],
    },
  ]);
  expect(book.schedules.map(({ layers }) => layers[0]?.rotation.participants)).toEqual([[["Ann", "bob"]], ["Ann"]]);
  expect(checkBook({ ...emptyBook, ...book })).toEqual([]);
});

test("whoever is stored stays as they are, and so does what a table does not know of a roster", () => {
  const stored: Book = {
    ...emptyBook,
    people: [{ name: "Megan", teams: "ANN@x.org", phone: "+441632960001" }, { name: "bob" }],
    rosters: [
      {
        name: "On-Call",
        members: [],
        rotations: [
          { name: "secondary", schedule: "late" },
          { name: "Primary", schedule: "early" },
        ],
        experts: ["Megan"],
        services: ["all"],
        policy: "loud",
      },
    ],
  };
  const { book, notes } = bookFromRows(
    [
      { ...key, email: "ann@x.org", oncall: false, name: "Ann" },
      { ...key, email: "bob@x.org", oncall: false },
    ],
    stored,
  );
  expect(book.people).toEqual([{ name: "bob (bob@x.org)", teams: "bob@x.org", email: "bob@x.org" }]);
  expect(book.rosters).toEqual([
    {
      ...stored.rosters[0],
      name: "On-Call",
      members: ["Megan", "bob (bob@x.org)"],
      rotations: [
        { name: "primary", schedule: "On-Call-primary" },
        { name: "secondary", schedule: "late" },
      ],
    },
  ]);
  expect(book.schedules[0]?.layers[0]?.rotation.participants).toEqual([null]);
  expect(notes).toEqual(["Nobody of “On-Call” is on call."]);
});

test("two of one name are told apart by their e-mail", () => {
  const rows = ["a@x.org", "b@x.org"].map((email) => ({ ...key, email, name: "Ann" }));
  expect(bookFromRows(rows, emptyBook).book.people.map(({ name }) => name)).toEqual(["Ann", "Ann (b@x.org)"]);
});

test.each([
  [{}, "Row oncall / 1 has no email."],
  [{ email: "ann" }, "Row oncall / 1 has an email that is none."],
  [{ email: "a@x.org", oncall: "perhaps" }, "Row oncall / 1 says neither true nor false in oncall."],
  [{ email: "a@x.org", name: 7 }, "Row oncall / 1 has a name that is no text."],
])("the row %j cannot be used", (row, words) => {
  expect(bookFromRows([{ ...key, ...row }], emptyBook).problems).toEqual([words]);
});
