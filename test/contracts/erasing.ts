/** Lines to erase, and a look at all that is stored. */
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import type { Line } from "../../src/engine/ports.ts";
import { azuriteConnection, freshName } from "./openings.ts";

export const line = (id: string, text = "hello"): Line => ({
  id,
  kind: "said",
  at: "2026-03-29T00:55:00.000Z",
  from: { id: "1", name: "Megan Bowen" },
  text,
});
export const record = (lines: number[]): Line => ({
  id: "",
  kind: "erased",
  at: "2026-04-01T00:00:00.000Z",
  from: { id: "1", name: "Megan Bowen" },
  text: "",
  lines,
});
export const stream = "INC-1";

export async function freshContainer(): Promise<ContainerClient> {
  const container = BlobServiceClient.fromConnectionString(azuriteConnection()).getContainerClient(freshName());
  await container.create();
  return container;
}

export async function blobsIn(container: ContainerClient): Promise<{ name: string; text: string }[]> {
  const found = [];
  for await (const { name } of container.listBlobsFlat())
    found.push({ name, text: (await container.getBlobClient(name).downloadToBuffer()).toString("utf8") });
  return found;
}
export const everything = async (container: ContainerClient): Promise<string> =>
  (await blobsIn(container)).map(({ text }) => text).join("\n");
