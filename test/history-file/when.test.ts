import { describe, expect, test } from "@jest/globals";
import { readWhen, type When } from "../../src/history-file/when.ts";

const now = new Date("2026-11-28T00:00:00Z");
const read = (said: string, zone?: string): When => readWhen(said, { zone, now });

describe("an instant", () => {
  test.each([
    ["2026-11-22T18:40:12Z", "2026-11-22T18:40:12.000Z"],
    ["2026-11-22 18:40Z", "2026-11-22T18:40:00.000Z"],
    ["2026-11-22 18:40:12 UTC", "2026-11-22T18:40:12.000Z"],
    ["2026-11-22T18:40:12.3456+0530", "2026-11-22T13:10:12.345Z"],
    ["2026-11-22T18:40:12,5-03:30", "2026-11-22T22:10:12.500Z"],
    ["2026-11-22t18:40z", "2026-11-22T18:40:00.000Z"],
    ["2026-11-22T18:40+01", "2026-11-22T17:40:00.000Z"],
    ["2024-02-29T00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s, whatever the zone", (said, at) => {
    expect(read(said)).toEqual({ at });
    expect(read(said, "Asia/Tokyo")).toEqual({ at });
  });
});

describe("a local time", () => {
  test("wants somebody to say the zone", () => {
    expect(read("2026-11-22 18:40")).toEqual({ wrong: expect.stringContaining("--zone Europe/Berlin") });
    expect(read("2026-11-22 18:40", "Europe/Berlin")).toEqual({ at: "2026-11-22T17:40:00.000Z" });
    expect(read("2026-07-22T18:40:01.5", "Europe/Berlin")).toEqual({ at: "2026-07-22T16:40:01.500Z" });
  });

  test("that clocks skip never was, up to the last second", () => {
    expect(read("2026-03-29 01:59:59", "Europe/Berlin")).toEqual({ at: "2026-03-29T00:59:59.000Z" });
    for (const skipped of ["2026-03-29 02:00", "2026-03-29 02:59:59"])
      expect(read(skipped, "Europe/Berlin")).toEqual({ wrong: expect.stringMatching(/never was in Europe\/Berlin/) });
    expect(read("2026-03-29 03:00", "Europe/Berlin")).toEqual({ at: "2026-03-29T01:00:00.000Z" });
  });

  test("that comes twice is refused with both that it could be", () => {
    expect(read("2026-10-25 01:59:59", "Europe/Berlin")).toEqual({ at: "2026-10-24T23:59:59.000Z" });
    for (const twice of ["2026-10-25 02:00", "2026-10-25 02:59:59"])
      expect(read(twice, "Europe/Berlin")).toEqual({ wrong: expect.stringMatching(/comes twice in Europe\/Berlin/) });
    expect(read("2026-10-25 02:30", "Europe/Berlin")).toEqual({
      wrong: expect.stringContaining("2026-10-25T00:30:00.000Z or 2026-10-25T01:30:00.000Z"),
    });
    expect(read("2026-10-25 03:00", "Europe/Berlin")).toEqual({ at: "2026-10-25T02:00:00.000Z" });
  });

  test.each([
    ["22/Nov/26 6:40 PM", "2026-11-22T18:40:00.000Z"],
    ["22/Nov/26 12:05 AM", "2026-11-22T00:05:00.000Z"],
    ["22/Nov/26 12:05 PM", "2026-11-22T12:05:00.000Z"],
    ["2-November-2026 18:40:09", "2026-11-02T18:40:09.000Z"],
  ])("with its month in letters can be only one: %s", (said, at) => {
    expect(read(said, "UTC")).toEqual({ at });
  });
});

describe("what is no time is refused, with what would be one", () => {
  test.each(["11/22/2026 6:40 PM", "11/12/2026", "22.11.2026 18:40", "1-2-26 10:00"])(
    "%s may begin with the month or the day",
    (said) => {
      expect(read(said, "UTC")).toEqual({ wrong: expect.stringMatching(/month or with the day.*2026-11-22T18:40Z/) });
    },
  );

  test.each([
    "2026-02-29T00:00Z",
    "2026-13-01T00:00Z",
    "2026-11-31 10:00",
    "2026-11-22T24:00Z",
    "2026-11-22T10:60Z",
    "2026-11-22T10:00+15:00",
    "2026-11-22T10:00+01:75",
    "1850-01-01T00:00Z",
    "31/Feb/26 6:40 PM",
  ])("%s never was", (said) => {
    expect(read(said, "UTC")).toEqual({ wrong: expect.stringMatching(/no time that ever was/) });
  });

  test.each([
    "",
    "soon",
    "1763836812",
    "2026-11-22T18:40:12Z; drop",
    "22/Nov/26 13:40 PM",
    "22/Foo/26 10:00",
    "2026-W47",
  ])("“%s” is not a time", (said) => {
    expect(read(said, "UTC")).toEqual({ wrong: expect.stringMatching(/is not a time.*2026-11-22T18:40:00Z/) });
  });

  test("a day has no time of day, and tomorrow is still to come", () => {
    expect(read("2026-11-22", "UTC")).toEqual({ wrong: expect.stringMatching(/no time of day/) });
    expect(read("2026-11-28T00:00:00.001Z")).toEqual({ wrong: expect.stringMatching(/still to come/) });
    expect(read("2026-11-28T00:00:00Z")).toHaveProperty("at");
  });
});
