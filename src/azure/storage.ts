/** Opens what Muster keeps in one Azure Storage account: two tables, a queue, two containers, and the public site's. */
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Bell, Documents, Log, Media, Site, Transcript } from "../engine/ports.ts";
import { connect } from "./account.ts";
import { azureBell } from "./bell.ts";
import { within } from "./calls.ts";
import { azureDocuments } from "./documents.ts";
import { azureLog } from "./log.ts";
import { azureMedia } from "./media.ts";
import { azureSite } from "./site.ts";
import { azureTranscript } from "./transcript.ts";

export type Storage = {
  log: Log;
  documents: Documents;
  bell: Bell;
  transcript: Transcript;
  media: Media;
  site: Site;
};

type Settings = Partial<Pick<Config, "STORAGE_CONNECTION_STRING" | "STORAGE_ACCOUNT">> & Pick<Config, "STORAGE_PREFIX">;

/** Azure serves the container of this name as a static website. */
const websiteContainer = "$web";

/** Creates what is missing. Throws Outage with what to do when the account cannot be used. */
export async function openStorage(
  config: Settings,
  now: () => Date,
  options: { siteContainer?: string; logger?: Pick<Logger, "warn"> } = {},
): Promise<Storage> {
  const account = await connect(config);
  const prefix = config.STORAGE_PREFIX;
  const incidents = account.table(`${prefix}incidents`);
  const documents = account.table(`${prefix}documents`);
  const wakes = account.queue(`${prefix}-wakes`);
  const transcripts = account.container(`${prefix}-transcripts`);
  const media = account.container(`${prefix}-media`);
  const site = account.container(options.siteContainer ?? websiteContainer);
  await Promise.all([
    within(`create the table ${incidents.tableName}`, (abortSignal) => incidents.createTable({ abortSignal })),
    within(`create the table ${documents.tableName}`, (abortSignal) => documents.createTable({ abortSignal })),
    within(`create the queue ${wakes.name}`, (abortSignal) => wakes.createIfNotExists({ abortSignal })),
    ...[transcripts, media].map((container) =>
      within(`create the container ${container.containerName}`, (abortSignal) =>
        container.createIfNotExists({ abortSignal }),
      ),
    ),
    within(`create the container ${site.containerName}`, (abortSignal) =>
      site.createIfNotExists({ abortSignal, ...account.siteAccess }),
    ),
  ]);
  return {
    log: azureLog(incidents),
    documents: azureDocuments(documents),
    bell: azureBell(wakes, now, options.logger),
    transcript: azureTranscript(transcripts),
    media: azureMedia(media),
    site: azureSite(site),
  };
}
