import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from './schema.ts';

/** What changed: whose, and how far it is now. Whoever hears it reads the rest from the tables. */
export type Notice = { readonly id: string; readonly seq?: number };

/**
 * Calls `hear` with each notice on a channel, until it is disposed; resolves once nothing is missed any more. `null`
 * means that the connection was lost for a while and is back: look again at everything that you wait for.
 */
export type Listen = (channel: string, hear: (notice: Notice | null) => void) => Promise<AsyncDisposable>;

/** Tells every process of the deployment, when the transaction commits. */
export async function notify(db: Db, channel: string, notice: Notice): Promise<void> {
  await sql`select pg_notify(${PREFIX + channel}, ${JSON.stringify(notice)})`.execute(db);
}

/** Channels are those of a whole database, which may have other users. */
const PREFIX = 'tellcut.';
const listenTo = (channel: string): string => `listen ${pg.escapeIdentifier(PREFIX + channel)}`;

type Hear = (notice: Notice | null) => void;
const MOST_PAUSE_MS = 5_000;

/** One connection that listens for the whole process, and comes back when it breaks. */
export function openNotices(connection: pg.ClientConfig): AsyncDisposable & { readonly listen: Listen } {
  const channels = new Map<string, Set<Hear>>();
  const closing = new AbortController();
  let client: Promise<Listener> | null = null;

  const connected = (): Promise<Listener> => {
    client ??= connect(connection, channels, () => {
      client = null;
      if (!closing.signal.aborted) void comeBack();
    }).catch((error: unknown) => {
      client = null;
      throw error;
    });
    return client;
  };

  const comeBack = async (): Promise<void> => {
    for (let pause = 100; channels.size > 0 && !closing.signal.aborted; pause = Math.min(MOST_PAUSE_MS, pause * 2)) {
      try {
        const back = await connected();
        for (const channel of channels.keys()) await back.listen(channel);
        for (const hears of channels.values()) for (const hear of hears) hear(null);
        return;
      } catch {
        // Still away: try again after a pause. Who waits also has the tables.
        await wait(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  const listen: Listen = async (channel, hear) => {
    const hears = channels.get(channel) ?? new Set();
    channels.set(channel, hears);
    hears.add(hear);
    try {
      // Also when others listen already: it is free, and tells that the connection stands.
      await (await connected()).listen(channel);
    } catch (error) {
      hears.delete(hear);
      if (hears.size === 0) channels.delete(channel);
      throw error;
    }
    return {
      [Symbol.asyncDispose]: async () => {
        hears.delete(hear);
        if (hears.size > 0 || channels.get(channel) !== hears) return;
        channels.delete(channel);
        const open = await client?.catch(() => null);
        await open?.unlisten(channel).catch(() => undefined);
      },
    };
  };

  return {
    listen,
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      channels.clear();
      const open = await client?.catch(() => null);
      await open?.end().catch(() => undefined);
    },
  };
}

/** A network that goes away silently is noticed by asking; TCP alone would take hours. */
const ASK_EVERY_MS = 15_000;

/** One connection's side of it. A client does one query at a time: here they follow each other. */
class Listener {
  readonly #client: pg.Client;
  /** By channel, what was asked last and is not answered yet: many who begin at once ask once. */
  readonly #asked = new Map<string, Promise<unknown>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Resolves when the channel is heard. */
  async listen(channel: string): Promise<void> {
    const asked = this.#asked.get(channel) ?? this.#ask(listenTo(channel));
    this.#asked.set(channel, asked);
    try {
      await asked;
    } finally {
      if (this.#asked.get(channel) === asked) this.#asked.delete(channel);
    }
  }

  async unlisten(channel: string): Promise<void> {
    this.#asked.delete(channel); // who listens after this asks anew
    await this.#ask(`un${listenTo(channel)}`);
  }

  /** Whether the connection stands. */
  async ping(): Promise<void> {
    await this.#ask('select 1');
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  #ask(sql: string): Promise<unknown> {
    const asked = this.#last.then(() => this.#client.query(sql));
    this.#last = asked.catch(() => undefined);
    return asked;
  }
}

async function connect(
  connection: pg.ClientConfig,
  channels: ReadonlyMap<string, ReadonlySet<Hear>>,
  lost: () => void,
): Promise<Listener> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => undefined); // 'end' follows
  client.on('notification', ({ channel, payload }) => {
    const notice = noticeOf(payload);
    if (notice === null) return;
    for (const hear of channels.get(channel.slice(PREFIX.length)) ?? []) hear(notice);
  });
  await client.connect();
  const listener = new Listener(client);
  const asking = setInterval(() => {
    listener.ping().catch(() => client.end().catch(() => undefined));
  }, ASK_EVERY_MS).unref();
  client.once('end', () => {
    clearInterval(asking);
    lost();
  });
  return listener;
}

/** Null when somebody else writes to our channels. */
function noticeOf(payload: string | undefined): Notice | null {
  try {
    const said = JSON.parse(payload ?? '') as Partial<Notice> | null;
    return typeof said?.id === 'string' ? (said as Notice) : null;
  } catch {
    return null; // not JSON, so not ours
  }
}
