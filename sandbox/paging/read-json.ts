/** A body that has the shape it must have, or the service's own refusal with the first thing that is wrong. */
import type { z } from "zod";
import { type Call, jsonObject, type Rejection } from "../http.ts";

export function readJson<S extends z.ZodType>(
  call: Call,
  shape: S,
  reject: (message: string) => Rejection,
): z.infer<S> {
  const read = shape.safeParse(jsonObject(call, reject));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw reject(`${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "is wrong"}`);
}
