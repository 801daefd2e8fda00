/** What the sandbox's own interface answers when it cannot do what was asked. */
import { type Call, jsonObject, Rejection } from "./http.ts";

const codes: Record<number, string> = {
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  410: "Gone",
  413: "TooLarge",
  502: "BadGateway",
  503: "Unavailable",
};

export const sandboxError = (status: number, message: string): Rejection =>
  new Rejection({ status, body: { error: { code: codes[status] ?? "Error", message } } });

export const sandboxBody = (call: Call): Record<string, unknown> =>
  jsonObject(call, (message) => sandboxError(400, message));
