import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { fail, named, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { type Look, type Made, type MakeKind, type MakeOrder, type MediaMaker, MOST_BYTES } from '../llm/make/maker.ts';
import { sleep } from '../llm/patient-fetch.ts';
import { readAsset } from './ingest.ts';
import type { StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

/** An order carried through with a maker: asked for once, looked at until it is there, fetched, and checked. */

/** Opens a file at an address of the public internet. Throws `fetch.…`. */
export type OpenAddress = (
  address: string,
  signal: AbortSignal,
) => Promise<{ readonly bytes: number | null; readonly body: Readable }>;

/** What is kept while it is under way, so that whoever goes on after a crash knows where it stands. */
export type MakingNotes = {
  /** Written down before the provider is asked: found without a ticket, nobody knows whether it began. */
  readonly asking: () => Promise<void>;
  readonly ticket: (ticket: string) => Promise<void>;
  readonly waiting: (look: Extract<Look, { kind: 'waiting' }>) => Promise<void>;
};

export type Carrying = {
  readonly ticket: string | null;
  /** When it was first asked for, in ms of the clock. */
  readonly since: number;
  readonly notes: MakingNotes;
  readonly open: OpenAddress;
  /** Where its bytes go. On failure nothing is left there. */
  readonly out: string;
  readonly signal: AbortSignal;
  /** Left out: as long as a provider's longest queue is worth waiting for. */
  readonly longestMs?: number;
};

/** The longest that one thing may take. */
export const LONGEST_MS = 20 * 60_000;
/** Pauses between looks. */
const LOOK_MS = { first: 300, most: 5000, grows: 1.4 };

/** Carries an order through; its bytes lie at `out`. Throws `make.…`, and the reason of the signal after calling it off. */
export async function carryThrough(maker: MediaMaker, order: MakeOrder, with_: Carrying): Promise<void> {
  const { longestMs = LONGEST_MS } = with_;
  const late = AbortSignal.timeout(Math.max(1, with_.since + longestMs - Date.now()));
  const signal = AbortSignal.any([with_.signal, late]);
  let ticket = with_.ticket;
  const keep = async (one: string): Promise<void> => {
    ticket = one;
    await with_.notes.ticket(one);
  };
  try {
    const made = await madeBy(maker, order, { ...with_, signal, keep });
    await fetchedPatiently(maker, made, { ...with_, signal });
  } catch (error) {
    await rm(with_.out, { force: true });
    if (signal.aborted) {
      if (isCalledOff(with_.signal) && ticket !== null) await maker.cancel?.(ticket);
      with_.signal.throwIfAborted();
      if (ticket !== null) await maker.cancel?.(ticket);
      throw fail('make.timed_out', { label: maker.label, minutes: Math.round(longestMs / 60_000) });
    }
    throw named(error);
  }
}

/** A process that only stops leaves its request with the provider: it is asked for again. */
const isCalledOff = (signal: AbortSignal): boolean => {
  const { why } = (signal.reason ?? {}) as { why?: unknown };
  return signal.aborted && (why === undefined ? signal.reason !== LEAVES_IT : why === 'cancelled');
};

/** Reason of a signal that ends the wait and not the request. */
export const LEAVES_IT = new Error('the request stays with its provider');

type Making = Carrying & { readonly keep: (ticket: string) => Promise<void> };

async function madeBy(maker: MediaMaker, order: MakeOrder, { ticket, notes, signal, keep }: Making): Promise<Made> {
  let known = ticket;
  if (known === null) {
    await notes.asking();
    const begun = await maker.begin(order, signal);
    if (begun.kind !== 'ticket') return begun;
    known = begun.ticket;
    await keep(known);
  }
  if (maker.look === null) throw fail('make.unsure', { label: maker.label });
  for (let pause = LOOK_MS.first; ; pause = Math.min(LOOK_MS.most, pause * LOOK_MS.grows)) {
    const look = await lookedAt(maker, known, signal);
    if (look !== null && look.kind !== 'waiting') return look;
    if (look !== null) await notes.waiting(look);
    await sleep(pause, signal);
  }
}

/** The file is paid for: a connection that breaks is no reason to give it up. */
async function fetchedPatiently(maker: MediaMaker, made: Made, carrying: Carrying): Promise<void> {
  for (let left = FETCHES; ; left--) {
    try {
      await fetchMade(maker, made, carrying);
      return;
    } catch (error) {
      const isBroken = error instanceof TellcutError && (error.params as { why?: unknown }).why === NOT_FETCHED;
      if (!isBroken || left <= 1) throw error;
      await sleep(LOOK_MS.first, carrying.signal);
    }
  }
}

const FETCHES = 3;
const NOT_FETCHED = 'its file cannot be fetched';

/** How far it is; null where the provider is away for a while: what was ordered is still there when it comes back. */
async function lookedAt(maker: MediaMaker, ticket: string, signal: AbortSignal): Promise<Look | null> {
  try {
    return (await maker.look?.(ticket, signal)) ?? null;
  } catch (error) {
    if (error instanceof TellcutError && (error.code === 'make.unreachable' || error.code === 'make.busy')) return null;
    throw error;
  }
}

async function fetchMade(maker: MediaMaker, made: Made, { open, out, signal }: Carrying): Promise<void> {
  const most = MOST_BYTES[maker.kind];
  const tooBig = (): TellcutError => fail('make.too_big', { label: maker.label, most: `${Math.round(most / 1e6)} MB` });
  if (made.kind === 'bytes') {
    if (made.bytes.length > most) throw tooBig();
    await writeFile(out, made.bytes);
    return;
  }
  const { bytes, body } = await opened(maker, made, { open, signal });
  let read = 0;
  const bounded = new Transform({
    transform: (piece: Buffer, _encoding, next) => {
      read += piece.length;
      if (read > most) next(tooBig());
      else next(null, piece);
    },
  });
  if (bytes !== null && bytes > most) {
    body.on('error', () => undefined).destroy();
    throw tooBig();
  }
  try {
    await pipeline(body, bounded, createWriteStream(out), { signal });
  } catch (error) {
    if (error instanceof TellcutError && !error.code.startsWith('fetch.')) throw error;
    throw notFetched(maker, error);
  }
}

/**
 * Opens what was made. Where its owner put the provider, its files may lie there too, with its key; every other address is
 * somebody else's word and goes through the guard that uploads by address go through.
 */
async function opened(
  maker: MediaMaker,
  { url, headers }: Extract<Made, { kind: 'address' }>,
  { open, signal }: Pick<Carrying, 'open' | 'signal'>,
): ReturnType<OpenAddress> {
  const sent = headers();
  const isOwn = maker.ownOrigin !== null && URL.canParse(url) && new URL(url).origin === maker.ownOrigin;
  if (!isOwn && Object.keys(sent).length === 0) {
    return open(url, signal).catch((error: unknown) => {
      throw notFetched(maker, error);
    });
  }
  const response = await fetch(url, { headers: sent, redirect: 'manual', signal }).catch((error: unknown) => {
    throw notFetched(maker, error);
  });
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && location !== null) {
    await response.body?.cancel();
    // Without the key, and not into anybody's own network.
    return open(new URL(location, url).href, signal).catch((error: unknown) => {
      throw notFetched(maker, error);
    });
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw fail('make.failed', { label: maker.label, why: `its file: HTTP ${response.status}` });
  }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  return { bytes: Number.isSafeInteger(length) ? length : null, body: Readable.fromWeb(response.body as WebStream) };
}

function notFetched({ label }: MediaMaker, error: unknown): unknown {
  if (error instanceof TellcutError && !error.code.startsWith('fetch.')) return error;
  if ((error as { name?: unknown }).name === 'AbortError') return error;
  const known = named(error);
  if (known instanceof TellcutError && known.code === 'render.disk_full') return known;
  const why =
    error instanceof TellcutError && error.code === 'fetch.refused_address'
      ? 'its file lies at an address where nobody may go'
      : NOT_FETCHED;
  return fail('make.failed', { label, why }, { cause: error });
}

/** What people call a thing of a kind. */
export const KIND_SAID: Readonly<Record<MakeKind, Said>> = {
  image: say('a picture', '图片'),
  video: say('a video clip', '视频片段'),
  music: say('a piece of music', '音乐'),
};

const ENDINGS: Readonly<Record<MakeKind, string>> = { image: 'png', video: 'mp4', music: 'mp3' };

/** A name for what was made: the words for it, and what it is. */
export function nameFor({ kind, prompt, seed }: MakeOrder): string {
  const words = prompt
    .slice(0, 40)
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();
  return `${words === '' ? kind : words}${seed === 1 ? '' : ` ${seed}`}.${ENDINGS[kind]}`;
}

/** Reads what a model sent as an upload is read: in a child process, by its content. Throws `make.not_media`. */
export async function checked(
  studio: Studio,
  file: string,
  { maker, order, signal }: { maker: MediaMaker; order: MakeOrder; signal: AbortSignal },
): Promise<StoredAsset> {
  const wrong = (cause?: unknown): TellcutError =>
    fail('make.not_media', { label: maker.label, wanted: KIND_SAID[order.kind] }, { cause });
  let stored: StoredAsset;
  try {
    stored = await readAsset(studio, file, signal, { name: nameFor(order) });
  } catch (error) {
    if (error instanceof TellcutError && /^(?:media|input)\./.test(error.code)) throw wrong(error);
    throw error;
  }
  const { kind } = stored.asset.probe;
  const wanted = { image: 'image', video: 'video', music: 'audio' }[order.kind];
  if (kind !== wanted) throw wrong();
  return stored;
}
