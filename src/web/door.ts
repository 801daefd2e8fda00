/** Turns a function from request to answer into a handler for restify: whatever goes wrong in it, the caller gets an answer and we a log line. */
import type { Logger } from "pino";
import type { Request, RequestHandler, Response } from "restify";
import { type Answer, HttpError, refuse, send } from "./answer.ts";
import { letGo } from "./body.ts";

export type Door = (request: Request) => Promise<Answer>;

export const open =
  (log: Logger, door: Door): RequestHandler =>
  // restify takes an async handler for what it is only while it has two parameters.
  async (request: Request, response: Response) => {
    try {
      send(request, response, await door(request));
    } catch (error) {
      if (!(error instanceof HttpError)) log.error({ err: error, path: pathOf(request) }, "A request failed");
      send(request, response, error instanceof HttpError ? refuse(error) : wentWrong);
      letGo(request);
    }
  };

const wentWrong: Answer = { status: 500, body: { error: "Something went wrong here. It has been logged." } };

/** Without the query, which may carry a token. */
export const pathOf = (request: Request): string => (request.url ?? "").split("?", 1)[0]!.slice(0, 200);

/** An address, and what answers there. A GET answers HEAD too. */
export type Route = { method: "get" | "post" | "put" | "del" | "opts"; path: string; door: Door };
