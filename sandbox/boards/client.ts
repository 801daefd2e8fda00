/** The part of the sandbox's client that is about Azure DevOps. */
import type { Ask } from "../client.ts";
import type { FieldType } from "./fields.ts";
import type { ProcessName } from "./process.ts";

export type SandboxWorkItem = {
  id: number;
  rev: number;
  fields: Record<string, unknown>;
  relations?: { rel: string; url: string; attributes: Record<string, unknown> }[];
  comments: { id: number; text: string; createdDate: string; createdBy: string }[];
  /** In the recycle bin since then. */
  deleted?: { by: string; at: string };
  url: string;
};
export type SandboxProcess = {
  process: ProcessName;
  hiddenStates: string[];
  types: {
    name: string;
    states: { name: string; category: string }[];
    fields: { referenceName: string; name: string; type: FieldType; allowedValues?: (string | number)[] }[];
  }[];
};

export const boardsClient = (ask: Ask) => ({
  workItems: () => ask<SandboxWorkItem[]>("GET", "/workitems"),
  /** Changes the process while everything runs; work items stay in the states they are in. */
  process: (change: { process?: ProcessName; hiddenStates?: string[] }) =>
    ask<SandboxProcess>("PUT", "/process", change),
});
