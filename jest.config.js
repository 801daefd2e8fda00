export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.cjs" },
  globalSetup: "<rootDir>/test/setup.ts",
  globalTeardown: "<rootDir>/test/teardown.ts",
  testSequencer: "<rootDir>/test/longest-first.cjs",
  testTimeout: 90_000,
  maxWorkers: 2,
};
