import { expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";

const enough = {
  BOT_APP_ID: "id",
  BOT_APP_SECRET: "secret",
  BOT_APP_TENANT: "tenant",
  STORAGE_CONNECTION_STRING: "UseDevelopmentStorage=true",
};

test.each([{ MUSTER_PLAYGROUND: "true" }, { MUSTER_CLOCK: "controlled:0" }])(
  "%j is served on the loopback only",
  (open) => {
    for (const HOST of [undefined, "0.0.0.0", "::", "10.0.0.4", "muster.contoso.com"])
      expect(() => readConfig({ ...enough, ...open, HOST })).toThrow(/HOST: must be 127\.0\.0\.1/);
    for (const HOST of ["127.0.0.1", "::1", "localhost"])
      expect(readConfig({ ...enough, ...open, HOST }).HOST).toBe(HOST);
  },
);

test("in production every host may be bound", () => {
  expect(readConfig(enough).HOST).toBe("0.0.0.0");
});

test("a team for confidential incidents is not one for all", () => {
  expect(readConfig({ ...enough, INCIDENT_TEAMS: "a, b", CONFIDENTIAL_TEAMS: "c" }).CONFIDENTIAL_TEAMS).toEqual(["c"]);
  expect(() => readConfig({ ...enough, INCIDENT_TEAMS: "a, b", CONFIDENTIAL_TEAMS: "b" })).toThrow(
    /CONFIDENTIAL_TEAMS: names a team of INCIDENT_TEAMS too/,
  );
});
