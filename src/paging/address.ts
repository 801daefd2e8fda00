/** To which addresses Muster posts at somebody's word: never into its own network. */
import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const inner = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // Azure's instance metadata answers at 169.254.169.254,
  ["168.63.129.16", 32], // and its platform here.
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inner.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 96], // With ::1, and IPv4 addresses written in the old way.
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(network, bits, "ipv6");

/** Whether an IP address is one that the world cannot reach. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0) return true;
  return /^::ffff:/i.test(plain) || inner.check(plain, family === 4 ? "ipv4" : "ipv6");
}

/** Whether an address says outright that it is within. A name is looked at when it is resolved. */
export function namesInner(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return isIP(host) === 0 ? /(^|\.)localhost$/i.test(host) : isInner(host);
}

/** Host names, as in an address, of this machine itself. */
export const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Resolves a name for a connection, and refuses when it stands for an address within: looked at once, and used. */
export const outerLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const bad =
      error ?? (found.length === 0 || found.some(({ address }) => isInner(address)) ? within(host) : undefined);
    if (bad !== undefined) done(bad, "", 0);
    else if (options.all === true) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  });
};

const within = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} leads into a network of our own`), { code: innerCode });

export const innerCode = "EINNER";
