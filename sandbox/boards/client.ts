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
export type SandboxEdit = {
  from: string;
  title?: string;
  state?: string;
  /** In the field that the type has for it. */
  severity?: number | string;
  priority?: number;
  /** "" for nobody. */
  assignedTo?: string;
  description?: string;
  comment?: string;
  /** By reference name; null empties a field. */
  fields?: Record<string, string | number | boolean | null>;
};
export type SandboxWikiPage = { id: number; path: string; content: string; revision: number; by: string; at: string };
export type SandboxRevision = {
  rev: number;
  by: string;
  at: string;
  fields: Record<string, { oldValue?: unknown; newValue?: unknown }>;
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
  /** Somebody changes it in Azure Boards; answers when Muster has been told. */
  editWorkItem: (id: number, edit: SandboxEdit) => ask<SandboxWorkItem>("PATCH", `/workitems/${id}`, edit),
  /** Into the recycle bin. */
  deleteWorkItem: (id: number, from: string) => ask<SandboxWorkItem>("DELETE", `/workitems/${id}`, { from }),
  restoreWorkItem: (id: number, from: string) => ask<SandboxWorkItem>("PUT", `/workitems/${id}/restore`, { from }),
  workItemHistory: (id: number) => ask<SandboxRevision[]>("GET", `/workitems/${id}/history`),
  wiki: () => ask<SandboxWikiPage[]>("GET", "/wiki"),
  /** Whether Azure DevOps tells Muster of work items that change. */
  hooks: (boards: boolean) => ask<{ boards: boolean }>("POST", "/hooks", { boards }),
  readProcess: () => ask<SandboxProcess>("GET", "/process"),
  /** Changes the process while everything runs; work items stay in the states they are in. */
  process: (change: { process?: ProcessName; hiddenStates?: string[] }) =>
    ask<SandboxProcess>("PUT", "/process", change),
});
