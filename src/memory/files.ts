/** Pictures and files that came with messages, without Teams: by address, what is there or what it fails with. */
import { type Files, Outage } from "../engine/ports.ts";

type Held = { bytes: Buffer; contentType: string } | Outage;

export function memoryFiles(): Files & { all: Map<string, Held> } {
  const all = new Map<string, Held>();
  return {
    all,
    async fetch(url, bytesMax) {
      const held = all.get(url) ?? new Outage("Teams does not keep it any more.", { again: false });
      if (held instanceof Outage) throw held;
      if (held.bytes.length > bytesMax) throw new Outage(`It has more than ${bytesMax} bytes.`, { again: false });
      return { bytes: Buffer.from(held.bytes), contentType: held.contentType };
    },
  };
}
