import {
  ApiError,
  type Attribution,
  type Client,
  type LatestState,
  openClient,
  type State,
  type Wait,
} from '../client/index.ts';
import { type Kept, keep, placeOf, readKept } from './kept.ts';
import { type Voice, WORDS } from './words.ts';

/** A server, an account on it, and the session that commands are about. */
export type Connection = {
  readonly url: string;
  readonly client: Client;
  readonly session: string;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  readonly wait: Wait;
};

export type ConnectOptions = {
  readonly url: string;
  /** The account's token; null: an anonymous one, which is kept. */
  readonly token: string | null;
  /** Where tokens are kept. */
  readonly home: string;
  readonly attribution: Attribution;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  readonly wait: Wait;
  /** Begins another project instead of going on with the last. */
  readonly fresh?: boolean;
  /** Whether the kept session is looked for: it may be another account's, or removed. */
  readonly check?: boolean;
};

export async function connect(options: ConnectOptions): Promise<Connection> {
  const { url, home, voice, signal, wait, attribution } = options;
  const kept = await readKept(home);
  const nobody = openClient({
    url,
    attribution,
    wait,
    language: voice.lang === 'zh' ? 'zh-CN' : 'en',
    onWait: (seconds) => {
      voice.note(WORDS.waiting({ seconds }));
    },
  });
  const client = nobody.as(options.token ?? (await anonymousToken(nobody, { kept, home, url })));
  const place = placeOf(kept, url);
  const isLost = options.check === true && place.session !== null && (await isGone(client, place.session));
  if (options.fresh === true || place.session === null || isLost) {
    place.session = await newSession({ client, voice }, 'project');
    await keep(home, kept);
  }
  return { url, client, session: place.session, voice, signal, wait };
}

/** The kept token while it works, or a new one for the same account. */
async function anonymousToken(nobody: Client, about: { kept: Kept; home: string; url: string }): Promise<string> {
  const { kept, home, url } = about;
  const place = placeOf(kept, url);
  if (place.token !== null) {
    try {
      await nobody.as(place.token).credits.balance();
      return place.token;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    }
  }
  const { token } = await nobody.accounts.anonymous(kept.clientId);
  place.token = token;
  await keep(home, kept);
  return token;
}

async function isGone(client: Client, session: string): Promise<boolean> {
  try {
    await client.state.latest(session);
    return false;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return true;
    throw error;
  }
}

/** A session in a project of its own. */
export async function newSession(
  { client, voice }: Pick<Connection, 'client' | 'voice'>,
  name: string,
): Promise<string> {
  const made = await client.projects.create({ name: name.slice(0, 200), language: voice.lang });
  return made.session_id;
}

/** What the session shows. Servers differ in how deep it lies; one that says nothing has an empty timeline. */
export async function stateOf({ client, session }: Connection): Promise<State> {
  const latest = (await client.state.latest(session)) as Partial<LatestState> | null | undefined;
  return latest?.state ?? ((latest ?? {}) as State);
}
