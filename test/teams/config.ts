/** A configuration for the tests of src/teams; nothing is read from the environment. */
import { type Config, readConfig } from "../../src/config.ts";

export const appId = "7d0c8a39-2f5b-4f0e-9d64-5b1b6a3c2e10";
export const tenant = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

export const testConfig = (set: Partial<Record<keyof Config, string>> = {}): Config =>
  readConfig({
    BOT_APP_ID: appId,
    BOT_APP_SECRET: "a secret of the tests",
    BOT_APP_TENANT: tenant,
    STORAGE_CONNECTION_STRING: "UseDevelopmentStorage=true",
    ...set,
  });
