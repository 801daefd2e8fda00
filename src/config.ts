/** The environment, read once into one frozen value. Every mistake is reported at once, each with what to set. */
import { z } from "zod";

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "a phone number like +441632960001");
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );
const whole = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

/** Microsoft Learn, "Wiki page title naming conventions"; what stands below it needs room in the 235 characters. */
const isPagePath = (path: string): boolean =>
  path.length > 1 &&
  path.length <= 150 &&
  path
    .split("/")
    .slice(1)
    .every((part) => /^[^\\#\p{Cc}\p{Cs}]+$/u.test(part) && !/^[.\s]|[.\s]$/.test(part));

const schema = z.object({
  PORT: whole(0, 65_535, 3978),
  HOST: text.default("0.0.0.0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PUBLIC_URL: url.optional(),

  BOT_APP_ID: text,
  BOT_APP_SECRET: text.optional(),
  BOT_APP_TENANT: text,
  BOT_MANAGED_IDENTITY: z.stringbool().default(false),
  BOT_NAME: text.default("Muster"),
  BOT_OPENID_METADATA_URL: url.default("https://login.botframework.com/v1/.well-known/openidconfiguration"),
  BOT_TOKEN_ISSUER: text.default("https://api.botframework.com"),
  BOT_OAUTH_SCOPE: text.default("https://api.botframework.com"),
  CONNECTOR_URL: url.default("https://smba.trafficmanager.net/teams"),
  LOGIN_URL: url.default("https://login.microsoftonline.com"),
  GRAPH_URL: url.default("https://graph.microsoft.com/v1.0"),

  AZURE_DEVOPS_URL: url.optional(),
  AZURE_DEVOPS_PROJECT: text.optional(),
  AZURE_DEVOPS_TYPE: text.optional(),
  AZURE_DEVOPS_STATES: list,
  AZURE_DEVOPS_FIELDS: list,
  AZURE_DEVOPS_TOKEN: text.optional(),
  BOARDS_HOOK_TOKEN: text.optional(),
  AZURE_DEVOPS_WIKI: text.optional(),
  AZURE_DEVOPS_WIKI_PATH: z
    .string()
    .trim()
    .transform((value) => `/${value.replace(/^\/+|\/+$/g, "")}`)
    .refine(isPagePath, "the path of a page, like /Incident reviews, without # and \\")
    .default("/Incident reviews"),

  STORAGE_CONNECTION_STRING: text.optional(),
  STORAGE_ACCOUNT: text.optional(),
  STORAGE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{2,20}$/, "3 to 21 small letters and digits, a letter first")
    .default("muster"),

  INCIDENT_TEAMS: list,
  CONFIDENTIAL_TEAMS: list,
  ALERT_CHANNEL: text.optional(),
  BROADCAST_CHANNEL: text.optional(),
  CHANNEL_NAME: text.default("inc-{number}-{title}"),
  STATUS_PAGE_NAME: text.default("Status"),
  STATUS_PAGE_URL: url.optional(),
  STATUS_PAGE_SEVERITY: whole(0, 5, 2),
  DRILLS_ON_STATUS_PAGE: z.stringbool().default(false),
  UPDATE_MINUTES: z
    .string()
    .default("20,30,60,240,1440")
    .transform((value, context) => {
      const minutes = value.split(",").map(Number);
      if (minutes.length === 5 && minutes.every((each) => Number.isInteger(each) && each >= 1 && each <= 10_080))
        return minutes;
      context.addIssue({
        code: "custom",
        message: "five whole numbers of minutes, for severity 1 to 5, like 20,30,60,240,1440",
      });
      return z.NEVER;
    }),
  QUIET_MINUTES: whole(0, 1_440, 30),
  BLANK_MINUTES: whole(0, 1_440, 10),
  COMMANDER_MINUTES: whole(0, 1_440, 20),
  PROPOSAL_MINUTES: whole(1, 1_440, 3),
  HANDOVER_MINUTES: whole(1, 1_440, 3),
  MEDIA_MEGABYTES: whole(0, 64, 20),
  TRANSCRIPT_DAYS: whole(0, 36_500, 0),
  HEARTBEAT_URL: url.optional(),

  ACS_CONNECTION_STRING: text.optional(),
  ACS_SMS_FROM: phone.optional(),
  ACS_CALL_FROM: phone.optional(),
  ACS_EMAIL_FROM: z.email().optional(),
  ACS_SPEECH_URL: url.optional(),
  PAGERDUTY_URL: url.default("https://events.pagerduty.com"),
  PAGERDUTY_ROUTING_KEY: text.optional(),
  PAGERDUTY_WEBHOOK_SECRET: text.optional(),
  PAGE_WEBHOOK_URL: url.optional(),
  PAGE_WEBHOOK_SECRET: text.min(16, "at least 16 characters").optional(),
  PAGING_TOKENS: list,
  RUNBOOKS: text.default("runbooks"),
  RUNBOOKS_URL: url.optional(),
  PRACTICE: text.optional(),
  ALERT_TOKENS: list,
  MUSTER_REPLICA: z
    .string()
    .regex(/^[\w.-]{1,100}$/, "letters, digits, dots and dashes")
    .optional(),
  MUSTER_CLOCK: z
    .string()
    .regex(/^(system|controlled:-?\d+)$/, "system")
    .default("system"),
  MUSTER_PLAYGROUND: z.stringbool().default(false),
});

/** Every variable there is; .env.sample explains each. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

export type Config = Readonly<z.infer<typeof schema>>;

/** What is missing or wrong in the environment, one line for each variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `Muster cannot start. Set these in the environment (.env.sample explains each):\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** Reads the environment. Throws ConfigError with everything that is wrong. An empty value counts as not set. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const read = schema.safeParse(set);
  const problems = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join(".")}: ${describe(issue)}`);
  const known = read.success ? read.data : (set as Partial<Config>);
  problems.push(...belongingTogether(known));
  if (problems.length > 0 || !read.success) throw new ConfigError(problems);
  return Object.freeze(read.data);
}

const describe = (issue: z.core.$ZodIssue): string =>
  issue.code === "invalid_type" && issue.input === undefined ? "is missing" : issue.message;

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

function belongingTogether(config: Partial<Record<keyof Config, unknown>>): string[] {
  const problems: string[] = [];
  if (!config.STORAGE_CONNECTION_STRING && !config.STORAGE_ACCOUNT)
    problems.push(
      "STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT: one of them is needed (the second signs in with the identity)",
    );
  if (
    !config.BOT_APP_SECRET &&
    config.BOT_MANAGED_IDENTITY !== true &&
    config.BOT_MANAGED_IDENTITY !== "true" &&
    config.MUSTER_PLAYGROUND !== true &&
    config.MUSTER_PLAYGROUND !== "true"
  )
    problems.push("BOT_APP_SECRET: is missing (or set BOT_MANAGED_IDENTITY=true)");
  if ((config.AZURE_DEVOPS_URL === undefined) !== (config.AZURE_DEVOPS_PROJECT === undefined))
    problems.push("AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT: set both, or neither to run without work items");
  const restricted = Array.isArray(config.CONFIDENTIAL_TEAMS) ? config.CONFIDENTIAL_TEAMS : [];
  const everybodys = Array.isArray(config.INCIDENT_TEAMS) ? config.INCIDENT_TEAMS : [];
  if (restricted.some((team) => everybodys.includes(team)))
    problems.push(
      "CONFIDENTIAL_TEAMS: names a team of INCIDENT_TEAMS too; confidential incidents want one of their own",
    );
  if (config.AZURE_DEVOPS_WIKI !== undefined && config.AZURE_DEVOPS_PROJECT === undefined)
    problems.push("AZURE_DEVOPS_WIKI: needs AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT too");
  const open = `${config.MUSTER_PLAYGROUND}` === "true" || `${config.MUSTER_CLOCK ?? "system"}` !== "system";
  if (open && !loopback.has(String(config.HOST ?? "0.0.0.0")))
    problems.push(
      "HOST: must be 127.0.0.1 with MUSTER_PLAYGROUND or a controlled clock, which let in whoever can reach them",
    );
  return problems;
}
