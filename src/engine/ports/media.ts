/**
 * Copies of the pictures and files that came with messages. Keys match /^[A-Za-z0-9-]{1,64}\/[A-Za-z0-9._-]{1,150}$/:
 * the stream, and a name in it.
 */
export interface Media {
  /** Durable when it resolves. At most 64 MiB. What is kept under a key stays: the same key again changes nothing. */
  keep(key: string, contentType: string, bytes: Uint8Array): Promise<void>;
  read(key: string): Promise<Buffer | undefined>;
  /** Removes all whose key begins so: "INC-42/" or more of a key. Removing what is not there is not an error. */
  remove(prefix: string): Promise<void>;
}
