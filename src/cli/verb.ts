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

/** What was typed behind the verb. An option that may be repeated is a list. */
export type Asked = { words: string[]; options: Record<string, string | boolean | (string | boolean)[] | undefined> };

/** It was asked wrongly: the exit code is 2, and the verb's usage is shown. */
export class MisuseError extends Error {
  override readonly name = "MisuseError";
}

export type Verb = {
  usage: string;
  help: string;
  options?: Record<string, { type: "string" | "boolean"; multiple?: boolean }>;
  /** Returns the exit code: 0 when all is well. Throws MisuseError, Refusal, Outage or ConfigError with words for the person. */
  run(desk: Desk, asked: Asked): Promise<number>;
};
