import { expect, test } from "@jest/globals";
import { readInstant } from "../../src/domain/alert/instant.ts";

test.each([
  ["2019-03-22T13:58:24.3713213Z", "2019-03-22T13:58:24.371Z"],
  ["2021-11-17T05:34:48.0623172", "2021-11-17T05:34:48.062Z"],
  ["2021-11-16T08:27:36.1836909+00:00", "2021-11-16T08:27:36.183Z"],
  ["2021-11-16 08:27:36 +0100", "2021-11-16T07:27:36.000Z"],
  ["3/22/2019 1:36:31 PM", "2019-03-22T13:36:31.000Z"],
  ["12/1/2019 12:00:00 AM", "2019-12-01T00:00:00.000Z"],
  ["12/1/2019 12:05 PM", "2019-12-01T12:05:00.000Z"],
  ["11/17/2021 5:40:29 PM -08:00", "2021-11-18T01:40:29.000Z"],
])("%s is %s", (written, instant) => {
  expect(readInstant(written)).toBe(instant);
});

test.each([
  undefined,
  "",
  "yesterday",
  "13/40/2019 1:00:00 PM",
  "3/22/2019 13:36:31 PM",
  "0001-01-01T00:00:00Z",
  "9".repeat(500),
])("%s is no instant", (written) => {
  expect(readInstant(written)).toBeUndefined();
});
