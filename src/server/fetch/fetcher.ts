import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { fail, TellcutError } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import {
  type AddressPolicy,
  PRIVATE_TOO,
  PUBLIC_ONLY,
  RefusedAddress,
  type Resolve,
  systemResolve,
} from './address.ts';
import { nameOf } from './file-name.ts';
import type { Ask, Init, Requests } from './requests.ts';

/** A file on its way from an address: `body` is read or destroyed by the caller. `bytes`: as announced, null: not. */
export type Incoming = { readonly name: string; readonly bytes: number | null; readonly body: Readable };

/**
 * Fetches from and posts to addresses that users gave, over sockets that go to allowed addresses only, on every hop.
 * It reads no proxy settings, sends no credentials, keeps no cookies and no connections.
 */
export type Fetcher = AsyncDisposable & {
  /** Throws `fetch.…`. The body fails with `fetch.unreachable` when it stalls or ends before its announced length. */
  readonly open: (address: string, signal: AbortSignal) => Promise<Incoming>;
  /** One POST; a redirect is an answer like any other. Throws `fetch.…`. */
  readonly post: (
    address: string,
    message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ) => Promise<{ readonly status: number }>;
};

export type FetcherOptions = {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
  /** Time for the connection, for the head of the answer, and for each wait within the body. */
  readonly waitMs: number;
  /** Refusals take at least this long, so that they tell nothing by their time. */
  readonly refusalMs: number;
};

/** Redirects that are followed; a fourth is refused. Links of file hosts take one or two. */
const MOST_REDIRECTS = 3;
const LONGEST_ADDRESS = 2048;

/** The fetcher of a server with these settings. */
export function openFetcher(settings: { readonly allowPrivateUrls: boolean }): Fetcher {
  return buildFetcher({
    policy: settings.allowPrivateUrls ? PRIVATE_TOO : PUBLIC_ONLY,
    resolve: systemResolve,
    waitMs: 15_000,
    refusalMs: 250,
  });
}

/** As {@link openFetcher}, with the network's rules handed in. */
export function buildFetcher(options: FetcherOptions): Fetcher {
  let opened: Promise<Requests> | null = null;
  const ask: Ask = async (url, init) => {
    // Most servers never fetch: the library is 6 MB of memory and a tenth of a start.
    opened ??= import('./requests.ts').then(({ openRequests }) => openRequests(options));
    return (await opened).ask(url, init);
  };
  return {
    open: (address, signal) => heldBack(options.refusalMs, signal, () => openFile({ ask, options, address, signal })),
    post: (address, message, { timeoutMs, signal }) =>
      heldBack(options.refusalMs, signal, async () => {
        const init: Init = {
          method: 'POST',
          body: message.body,
          headers: { ...message.headers, 'user-agent': 'tellcut' },
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        };
        const { statusCode, body } = await asked(ask, checked(address, options.policy), { address, init });
        await body.dump({ limit: 65_536 }).catch(() => undefined); // the status is all that was asked for
        return { status: statusCode };
      }),
    [Symbol.asyncDispose]: async () => (await opened)?.destroy(),
  };
}

type Opening = { ask: Ask; options: FetcherOptions; address: string; signal: AbortSignal };

async function openFile({ ask, options, address, signal }: Opening): Promise<Incoming> {
  const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'tellcut' };
  let url = checked(address, options.policy);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await asked(ask, url, { address, init: { method: 'GET', headers, signal } });
    if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return incoming(answer, url, address);
    const { location } = answer.headers;
    answer.body.on('error', () => undefined).destroy();
    url = redirected(url, typeof location === 'string' ? location : '', { address, policy: options.policy });
  }
  throw fail('fetch.too_many_redirects', { address: shown(address, 200), most: MOST_REDIRECTS });
}

async function asked(
  ask: Ask,
  url: URL,
  { address, init }: { address: string; init: Init },
): Promise<Dispatcher.ResponseData> {
  try {
    return await ask(url, init);
  } catch (error) {
    throw explained(error, address, init.signal);
  }
}

/** Parses an address and refuses what is none of ours before any name is asked for. */
function checked(address: string, policy: AddressPolicy): URL {
  const url = address.length <= LONGEST_ADDRESS && URL.canParse(address) ? new URL(address) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isWeb || url.username !== '' || url.password !== '' || url.hostname === '') {
    throw fail('fetch.not_an_address', { address: shown(withoutSecrets(address), 200) });
  }
  if (!policy.allowsPort(portOf(url))) throw fail('fetch.refused_address', { address: shown(address, 200) });
  return url;
}

const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

/** An address is shown again in a sentence: what stands before an @ may be a password. */
const withoutSecrets = (address: string): string => address.replace(/\/\/[^/@]*@/, '//…@');

function redirected(from: URL, location: string, { address, policy }: { address: string; policy: AddressPolicy }): URL {
  const refused = fail('fetch.refused_address', { address: shown(address, 200) });
  if (location === '' || !URL.canParse(location, from)) throw refused;
  const to = new URL(location, from);
  // What began under TLS does not go on in the open.
  if (from.protocol === 'https:' && to.protocol !== 'https:') throw refused;
  try {
    return checked(to.href, policy);
  } catch (error) {
    // The sentence names the address that the caller gave, never where it led.
    throw error instanceof TellcutError ? refused : error;
  }
}

function incoming(answer: Dispatcher.ResponseData, url: URL, address: string): Incoming {
  const { statusCode, headers, body } = answer;
  const refuse = (error: TellcutError): TellcutError => {
    body.on('error', () => undefined).destroy();
    return error;
  };
  if (statusCode !== 200) throw refuse(fail('fetch.no_file', { address: shown(address, 200), status: statusCode }));
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity') throw refuse(fail('fetch.encoded', { address: shown(address, 200) }));
  const length = Number(headers['content-length']);
  const bytes = headers['content-length'] !== undefined && Number.isSafeInteger(length) ? length : null;
  const name = nameOf(url, headers['content-disposition']);
  return { name, bytes, body: Readable.from(relayed(body, address), { objectMode: false }) };
}

async function* relayed(body: Readable, address: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body) yield piece as Buffer;
  } catch (error) {
    throw fail('fetch.unreachable', { address: shown(address, 200) }, { cause: error });
  }
}

/** Turns whatever the network threw into one of our failures. An abort by the caller passes through. */
function explained(error: unknown, address: string, signal: AbortSignal): unknown {
  if (error instanceof TellcutError) return error;
  if (signal.aborted && signal.reason?.name !== 'TimeoutError') return signal.reason;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddress) return fail('fetch.refused_address', { address: shown(address, 200) });
  }
  return fail('fetch.unreachable', { address: shown(address, 200) }, { cause: error });
}

/** Holds refusals back until a fixed time after the start. */
async function heldBack<T>(refusalMs: number, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await run();
  } catch (error) {
    if (error instanceof TellcutError && error.code === 'fetch.refused_address') {
      const left = refusalMs - (performance.now() - started);
      if (left > 0) await sleep(left, null, { signal, ref: true });
    }
    throw error;
  }
}
