/** Signs in to the storage account: with a connection string, or as the identity Muster runs under. */
import { TableClient } from "@azure/data-tables";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { type QueueClient, QueueServiceClient } from "@azure/storage-queue";
import type { Config } from "../config.ts";

type Account = {
  table(name: string): TableClient;
  queue(name: string): QueueClient;
  container(name: string): ContainerClient;
  /** Azure serves the site's container through its own web endpoint; the emulator only through the container. */
  siteAccess: { access?: "blob" };
};

const retryDelayInMs = 100;
const maxRetryDelayInMs = 1_000;
const tablePipeline = { retryOptions: { maxRetries: 3, retryDelayInMs, maxRetryDelayInMs } };
const pipeline = { retryOptions: { maxTries: 4, tryTimeoutInMs: 4_000, retryDelayInMs, maxRetryDelayInMs } };

export async function connect(
  config: Partial<Pick<Config, "STORAGE_CONNECTION_STRING" | "STORAGE_ACCOUNT">>,
): Promise<Account> {
  const { STORAGE_CONNECTION_STRING: connection, STORAGE_ACCOUNT: name } = config;
  if (connection !== undefined) return withConnectionString(connection);
  if (name !== undefined) return withIdentity(name);
  throw new Error("Set STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT.");
}

function withConnectionString(connection: string): Account {
  const insecure = /DefaultEndpointsProtocol=http;|UseDevelopmentStorage=true/i.test(connection);
  const tableOptions = { ...tablePipeline, allowInsecureConnection: insecure };
  const blobs = BlobServiceClient.fromConnectionString(connection, pipeline);
  const queues = QueueServiceClient.fromConnectionString(connection, pipeline);
  return {
    table: (name) => TableClient.fromConnectionString(connection, name, tableOptions),
    queue: (name) => queues.getQueueClient(name),
    container: (name) => blobs.getContainerClient(name),
    siteAccess: insecure ? { access: "blob" } : {},
  };
}

async function withIdentity(account: string): Promise<Account> {
  // Loaded only where it is used: it costs a good part of the start-up.
  const { DefaultAzureCredential } = await import("@azure/identity");
  const credential = new DefaultAzureCredential();
  const url = (service: string) => `https://${account}.${service}.core.windows.net`;
  const blobs = new BlobServiceClient(url("blob"), credential, pipeline);
  const queues = new QueueServiceClient(url("queue"), credential, pipeline);
  return {
    table: (name) => new TableClient(url("table"), name, credential, tablePipeline),
    queue: (name) => queues.getQueueClient(name),
    container: (name) => blobs.getContainerClient(name),
    siteAccess: {},
  };
}
