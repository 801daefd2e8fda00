/** What src/engine/ports.ts promises of Files, for every implementation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Files } from "../../src/engine/ports.ts";
import { outageOf } from "../graph/tools.ts";

export type FilesWorld = {
  files: Files;
  /** Somebody sends a picture; resolves to the addresses at which it is. */
  send(bytes: Buffer, contentType: string): Promise<string[]>;
  /** It is not kept any more. */
  vanish(address: string): Promise<void>;
  stop(): Promise<void>;
};

export function filesContract(name: string, start: () => Promise<FilesWorld>): void {
  describe(`what came with a message, in ${name}`, () => {
    let world: FilesWorld;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(() => world.stop());

    test("is what was sent, byte by byte, wherever it is kept", async () => {
      const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256));
      for (const address of await world.send(bytes, "image/png")) {
        const found = await world.files.fetch(address, bytes.length);
        expect(found.bytes.equals(bytes)).toBe(true);
        expect(found.contentType).toBe("image/png");
      }
    });

    test("is refused for good when it is larger than wanted", async () => {
      for (const address of await world.send(Buffer.alloc(3_000_000, "x"), "image/png")) {
        const outage = await outageOf(world.files.fetch(address, 2_999_999));
        expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/^It has /)]);
      }
    });

    test("is refused for good when it is gone", async () => {
      for (const address of await world.send(Buffer.from("x"), "image/png")) {
        await world.vanish(address);
        const outage = await outageOf(world.files.fetch(address, 10));
        expect([outage.again, outage.message]).toEqual([false, expect.stringContaining("any more")]);
      }
    });
  });
}
