import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { areCredits, PRICES_EXPECTED, type Prices, pricesIn, USUAL_PRICES } from './making-prices.ts';
import { duration, list, size, text, toggle, webAddress, whole } from './settings-values.ts';

/** One setting: its variable, how its value is read, what holds when it is not given, and what it is for. */
export type Setting<S extends z.ZodType = z.ZodType> = {
  readonly env: string;
  readonly schema: S;
  /** As it would be written in the environment; null: nothing, which is a value too. */
  readonly fallback: string | null;
  /** One sentence for docs/configuration.md. */
  readonly about: string;
  /** Never printed or logged. */
  readonly secret?: true;
  /** What to print in the place of a fallback that depends on the machine. */
  readonly shown?: string;
};

function setting<S extends z.ZodType>(record: Setting<S>): Setting<S> {
  return record;
}

const origin = z
  .string()
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'must be origins such as https://app.example.com',
  );

/** Addresses or networks; never "all": a proxy that everybody may claim to be is no proxy. */
const network = z.string().refine((value) => {
  const [address = '', bits, ...more] = value.split('/');
  const family = isIP(address);
  // ::ffff:10.0.0.0/8 counts the bits from the wrong end and would trust the whole internet.
  if (family === 0 || more.length > 0 || address.toLowerCase().startsWith('::ffff:')) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}, 'must be addresses or networks of your proxies such as 10.0.0.0/8');

/** Prices as {@link pricesIn} reads them. */
const makePrices = (): z.ZodType<Prices> =>
  text().transform((said, context) => {
    const prices = pricesIn(said);
    if (prices !== null) return prices;
    context.addIssue({ code: 'custom', message: `must be ${PRICES_EXPECTED}` });
    return z.NEVER;
  });

/** Every setting of a server and a worker. The key is its name in the settings file and in {@link Settings}. */
export const SETTINGS = {
  data: setting({
    env: 'TELLCUT_DATA',
    schema: text(),
    fallback: null,
    shown: "the system's place for data",
    about: 'Folder of everything that is kept: the database, media, finished videos.',
  }),
  host: setting({
    env: 'TELLCUT_HOST',
    schema: text(255),
    fallback: '127.0.0.1',
    about: 'Address to listen on. `0.0.0.0` lets other machines in.',
  }),
  port: setting({
    env: 'TELLCUT_PORT',
    schema: whole(0, 65_535),
    fallback: '8787',
    about: 'Port to listen on; 0 takes any free one.',
  }),
  publicUrl: setting({
    env: 'TELLCUT_PUBLIC_URL',
    schema: webAddress().nullable(),
    fallback: null,
    shown: 'http://host:port',
    about: 'The address that people and agents use. Links are made from it and from nothing that a request says.',
  }),
  trustProxy: setting({
    env: 'TELLCUT_TRUST_PROXY',
    schema: list(network),
    fallback: '',
    about: 'Addresses or networks (CIDR) of your reverse proxies, whose X-Forwarded-For is believed. Nobody else is.',
  }),
  corsOrigins: setting({
    env: 'TELLCUT_CORS_ORIGINS',
    schema: list(origin),
    fallback: '',
    about: 'Other web origins whose pages may call the API with a token.',
  }),
  secret: setting({
    env: 'TELLCUT_SECRET',
    schema: z.string().min(32, 'must have at least 32 characters').max(1000).nullable(),
    fallback: null,
    secret: true,
    shown: 'made once, kept in the data folder',
    about: 'Signs addresses of media and webhooks. Must be given, the same everywhere, with `DATABASE_URL`.',
  }),
  logLevel: setting({
    env: 'TELLCUT_LOG_LEVEL',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    }),
    fallback: 'info',
    about: 'How much the log says: fatal, error, warn, info, debug, trace or silent.',
  }),

  databaseUrl: setting({
    env: 'DATABASE_URL',
    schema: text()
      .refine((value) => /^postgres(ql)?:\/\//.test(value), 'must begin with postgres://')
      .nullable(),
    fallback: null,
    secret: true,
    about: 'A Postgres of your own (15 or newer). Without it tellcut runs one of its own inside the data folder.',
  }),
  s3Endpoint: setting({
    env: 'S3_ENDPOINT',
    schema: webAddress().nullable(),
    fallback: null,
    about: 'S3-compatible storage for media and finished videos. Without it they are kept in the data folder.',
  }),
  s3Bucket: setting({
    env: 'S3_BUCKET',
    schema: text(255).nullable(),
    fallback: null,
    about: 'Bucket in that storage.',
  }),
  s3Region: setting({ env: 'S3_REGION', schema: text(100), fallback: 'auto', about: 'Region of that storage.' }),
  s3AccessKeyId: setting({
    env: 'S3_ACCESS_KEY_ID',
    schema: text().nullable(),
    fallback: null,
    secret: true,
    about: 'Key for that storage.',
  }),
  s3SecretAccessKey: setting({
    env: 'S3_SECRET_ACCESS_KEY',
    schema: text().nullable(),
    fallback: null,
    secret: true,
    about: 'Secret for that storage.',
  }),

  credits: setting({
    env: 'TELLCUT_CREDITS',
    schema: toggle().nullable(),
    fallback: null,
    shown: 'off on loopback, else on',
    about: 'Whether turns cost credits.',
  }),
  creditsGranted: setting({
    env: 'TELLCUT_CREDITS_GRANTED',
    schema: whole(0, 1_000_000_000),
    fallback: '100',
    about: 'Credits that a new account starts with.',
  }),
  priceTurn: setting({
    env: 'TELLCUT_PRICE_TURN',
    schema: whole(0, 1_000_000),
    fallback: '1',
    about: 'Credits of a turn that edits. Questions, undo, failed turns and exports are free.',
  }),

  makePrices: setting({
    env: 'TELLCUT_MAKE_PRICES',
    schema: makePrices(),
    fallback: USUAL_PRICES,
    about:
      'Credits of a picture, a second of a clip and a second of music that a provider’s model makes (docs/models.md).',
  }),
  makeAskAbove: setting({
    env: 'TELLCUT_MAKE_ASK_ABOVE',
    schema: whole(0, 1_000_000),
    fallback: '10',
    about: 'A request that has things made for more credits than this is asked about before anything is spent.',
  }),

  anonPerClient: setting({
    env: 'TELLCUT_ANON_PER_CLIENT',
    schema: whole(0, 1_000_000),
    fallback: '1',
    about: 'Anonymous tokens that one client id gets in a window.',
  }),
  anonPerAddress: setting({
    env: 'TELLCUT_ANON_PER_ADDRESS',
    schema: whole(0, 1_000_000),
    fallback: '10',
    about: 'Anonymous tokens that one address (IPv6: one /64) gets in a window.',
  }),
  anonPerNetwork: setting({
    env: 'TELLCUT_ANON_PER_NETWORK',
    schema: whole(0, 1_000_000),
    fallback: '40',
    about: 'Anonymous tokens that one IPv6 /48 gets in a window.',
  }),
  anonWindow: setting({ env: 'TELLCUT_ANON_WINDOW', schema: duration(), fallback: '7d', about: 'That window.' }),
  tokenLifetime: setting({
    env: 'TELLCUT_TOKEN_LIFETIME',
    schema: duration(),
    fallback: '7d',
    about: 'How long an anonymous token, a login and a claim link last.',
  }),

  maxUploadBytes: setting({
    env: 'TELLCUT_MAX_UPLOAD_BYTES',
    schema: size(),
    fallback: '500MB',
    about: 'Largest file that can be uploaded.',
  }),
  quotaBytes: setting({
    env: 'TELLCUT_QUOTA_BYTES',
    schema: size(),
    fallback: '50GB',
    about: 'Media that one account may keep.',
  }),
  maxSessions: setting({
    env: 'TELLCUT_MAX_SESSIONS',
    schema: whole(1, 10_000_000),
    fallback: '20000',
    about: 'Sessions that one account may have.',
  }),
  minFreeBytes: setting({
    env: 'TELLCUT_MIN_FREE_BYTES',
    schema: size(),
    fallback: '2GB',
    about: 'Space that stays free on the disk: uploads are refused below it (507).',
  }),
  allowPrivateUrls: setting({
    env: 'TELLCUT_ALLOW_PRIVATE_URLS',
    schema: toggle(),
    fallback: 'off',
    about: 'Whether media may be fetched from, and webhooks sent to, private and loopback addresses.',
  }),

  workers: setting({
    env: 'TELLCUT_WORKERS',
    schema: whole(0, 256),
    fallback: String(availableParallelism()),
    shown: 'one per processor',
    about: 'Media processes at once on this machine. 0: this server leaves the work to `tellcut worker` elsewhere.',
  }),
  renderAhead: setting({
    env: 'TELLCUT_RENDER_AHEAD',
    schema: toggle(),
    fallback: 'on',
    about: 'Whether the export of a draft that somebody looks at is made ahead while the workers have nothing to do.',
  }),
  maxQueuedTurns: setting({
    env: 'TELLCUT_MAX_QUEUED_TURNS',
    schema: whole(1, 1_000_000),
    fallback: '500',
    about: 'Turns that may wait; more are answered "busy" (5001).',
  }),
  maxQueuedRenders: setting({
    env: 'TELLCUT_MAX_QUEUED_RENDERS',
    schema: whole(1, 1_000_000),
    fallback: '1000',
    about: 'Renders that may wait.',
  }),
  maxRendersPerAccount: setting({
    env: 'TELLCUT_MAX_RENDERS_PER_ACCOUNT',
    schema: whole(1, 1_000_000),
    fallback: '50',
    about: 'Renders of one account that may wait.',
  }),
  turnTimeout: setting({ env: 'TELLCUT_TURN_TIMEOUT', schema: duration(), fallback: '15m', about: 'Longest turn.' }),
  maxStreamsPerToken: setting({
    env: 'TELLCUT_MAX_STREAMS_PER_TOKEN',
    schema: whole(1, 1_000_000),
    fallback: '4',
    about:
      'Streams of events (turns, renders, chat sockets) that one token may have open; more are answered 429. A signed-in browser, which shares its token among its tabs, gets four times as many.',
  }),
  requestsPerMinute: setting({
    env: 'TELLCUT_REQUESTS_PER_MINUTE',
    schema: whole(1, 10_000_000),
    fallback: '1200',
    about:
      'Calls per minute of one address; more are answered 429. Not counted when only this machine can reach the server.',
  }),
  retentionDays: setting({
    env: 'TELLCUT_RETENTION_DAYS',
    schema: whole(1, 36_500),
    fallback: '30',
    about: 'Days that finished videos and events of turns are kept. Projects stay until they are deleted.',
  }),
  downloadLifetime: setting({
    env: 'TELLCUT_DOWNLOAD_LIFETIME',
    schema: duration(),
    fallback: '7d',
    about: 'How long a signed address of a file works.',
  }),
  drain: setting({
    env: 'TELLCUT_DRAIN',
    schema: duration(),
    fallback: '25s',
    about:
      'Time that running work gets to end when the server is asked to stop. Giving back the rest takes a few seconds more.',
  }),
  webhookAttempts: setting({
    env: 'TELLCUT_WEBHOOK_ATTEMPTS',
    schema: whole(1, 100),
    fallback: '8',
    about: 'How often a webhook that fails is sent, with growing pauses.',
  }),
  webhookTimeout: setting({
    env: 'TELLCUT_WEBHOOK_TIMEOUT',
    schema: duration(),
    fallback: '10s',
    about: 'How long an answer to a webhook may take.',
  }),
} as const satisfies Record<string, Setting>;

type Table = typeof SETTINGS;
type Read = { readonly [K in keyof Table]: z.output<Table[K]['schema']> };

/** All settings, read and checked, before a secret was made where none was given. */
export type PlainSettings = Omit<Read, 'credits'> & {
  readonly credits: boolean;
  /** Whether only this machine can reach the server. */
  readonly isLoopback: boolean;
};

/** All settings, ready for use. */
export type Settings = Omit<PlainSettings, 'secret'> & {
  /** Key of all signatures; text of at least 32 characters. */
  readonly secret: string;
};

/** Where values come from, strongest first: flags, environment, file, fallback. */
export type SettingSources = {
  readonly flags?: Readonly<Partial<Record<keyof Table, string>>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The parsed settings file; anything, for a person wrote it. */
  readonly file?: unknown;
  /** Where data is kept when nobody says: the system's own place. */
  readonly dataFolder: string;
};

/** Reads all settings at once. Every one that does not work is named in one failure (`settings.invalid`). */
export function readSettings(sources: SettingSources): PlainSettings {
  const issues: string[] = [];
  const file = objectOf(sources.file, issues);
  for (const key of Object.keys(file))
    if (!(key in SETTINGS)) issues.push(`the file names "${key.slice(0, 60)}", which is no setting`);
  const values = Object.fromEntries(
    Object.entries(SETTINGS as Record<string, Setting>).map(([key, record]) => {
      const flag = sources.flags?.[key as keyof Table];
      const env = sources.env[record.env];
      const given = flag ?? (env === undefined || env === '' ? (file[key] ?? record.fallback) : env);
      const raw = key === 'data' ? (given ?? sources.dataFolder) : given;
      const read = record.schema.safeParse(raw);
      if (!read.success) issues.push(`${record.env} ${read.error.issues[0]?.message ?? 'is not right'}`);
      return [key, read.data];
    }),
  ) as unknown as Read;
  if (issues.length === 0) issues.push(...togetherIssues(values));
  const isLoopback = isLoopbackHost(values.host);
  const credits = values.credits ?? !isLoopback;
  if (issues.length === 0 && credits && !areCredits(values.makePrices))
    issues.push(`${SETTINGS.makePrices.env} must be in credits where credits count`);
  if (issues.length > 0) throw fail('settings.invalid', { issues });
  return Object.freeze({
    ...values,
    data: path.resolve(values.data),
    isLoopback,
    credits,
  });
}

function objectOf(file: unknown, issues: string[]): Readonly<Record<string, unknown>> {
  if (file === undefined) return {};
  if (typeof file === 'object' && file !== null && !Array.isArray(file)) return file as Record<string, unknown>;
  issues.push('the settings file must hold one JSON object');
  return {};
}

/** What single values cannot show. */
function togetherIssues(values: Read): string[] {
  const issues: string[] = [];
  const s3 = [values.s3Endpoint, values.s3Bucket, values.s3AccessKeyId, values.s3SecretAccessKey];
  if (s3.some((value) => value !== null) && s3.some((value) => value === null))
    issues.push('S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be given together');
  if (values.databaseUrl !== null && values.secret === null)
    issues.push('TELLCUT_SECRET must be given with DATABASE_URL, the same on every machine');
  return issues;
}

/** Whether a host can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
