/** What the command line can do, each in one file. */
import type { Config } from "../config.ts";
import type { Storage } from "../azure/storage.ts";
import type { Tokens } from "../engine/ports.ts";

/** What a verb may use. Nothing is opened before somebody asks for it. */
export type Desk = {
  /** Throws ConfigError with everything that is missing or wrong. */
  config(): Config;
  /** Throws Outage when the storage account does not answer. */
  storage(): Promise<Storage>;
  tokens(): Tokens;
  now(): Date;
  pause(milliseconds: number): Promise<void>;
  say(line: string): void;
};

export type Asked = { words: string[]; options: Record<string, string | boolean | undefined> };

export type Verb = {
  usage: string;
  help: string;
  options?: Record<string, { type: "string" | "boolean" }>;
  /** Returns the exit code: 0 when all is well. Throws Refusal, Outage or ConfigError with words for the person. */
  run(desk: Desk, asked: Asked): Promise<number>;
};
