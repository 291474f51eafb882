import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ApiError, type FileInfo, type NamedFile, type Output, type State, TurnLost } from '../client/index.ts';
import { type Connection, newSession, stateOf } from './connection.ts';
import { failure, RemoteError } from './failure.ts';
import { renderTo } from './render.ts';
import { noting } from './still.ts';
import { changesOf, timelineOf } from './timeline.ts';
import { WORDS } from './words.ts';

/** How long a turn without a stream is waited for: a turn lasts 15 minutes at most. */
const TURN_MS = 16 * 60_000;
const LOOK_MS = 3000;
/** A foreign server's timeline that stays the same so often is taken as done, where nothing says so. */
const QUIET_LOOKS = 5;

export async function connected({ url, client, session, voice }: Connection): Promise<void> {
  const { available } = await client.credits.balance();
  voice.tell(WORDS.connected({ url, credits: String(available), session }));
}

export async function credits({ client, voice }: Connection): Promise<void> {
  const { available, frozen } = await client.credits.balance();
  voice.tell(WORDS.credits({ available, frozen }));
}

export async function status(at: Connection): Promise<void> {
  const state = await stateOf(at);
  at.voice.tell(timelineOf(state));
  const { turn } = state;
  if (turn !== undefined && turn !== null) at.voice.tell(WORDS.busy({ since: turn.started_at ?? '…' }));
}

const isAddress = (word: string): boolean => /^https?:\/\//.test(word);

async function fileAt(file: string): Promise<NamedFile> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) throw failure('remote.no_file', { file });
  return { name: path.basename(file), bytes: await openAsBlob(file) };
}

/** Files of more bytes are sent in pieces that survive a broken connection, where the server and the caller can. */
const LARGE = 32_000_000;

type Piece =
  | { readonly kind: 'file' | 'large'; readonly file: NamedFile }
  | { readonly kind: 'url'; readonly url: string };

/**
 * Sends files and addresses in the order in which they are named, for so they come onto the timeline; neighbours of a kind
 * go together. `inPieces`: whether resumable uploads are at hand.
 */
export async function upload(at: Connection, words: readonly string[], inPieces: boolean): Promise<void> {
  const { client, session, voice, signal } = at;
  const found = await Promise.all(words.map(async (word) => (isAddress(word) ? word : fileAt(word))));
  const hasLarge = inPieces && found.some((one) => typeof one !== 'string' && one.bytes.size > LARGE);
  const isResumable = hasLarge && (await knowsTus(at));
  const pieces = found.map((one): Piece => {
    if (typeof one === 'string') return { kind: 'url', url: one };
    return { kind: isResumable && one.bytes.size > LARGE ? 'large' : 'file', file: one };
  });
  let failed = 0;
  for (const { kind, run } of runsOf(pieces)) {
    if (kind === 'large') {
      for (const piece of run) if (piece.kind === 'large') await sendLarge(at, piece.file);
      continue;
    }
    const urls = run.flatMap((piece) => (piece.kind === 'url' ? [piece.url] : []));
    const files = run.flatMap((piece) => (piece.kind === 'url' ? [] : [piece.file]));
    const done = await (kind === 'url'
      ? client.uploads.urls(session, urls, signal)
      : client.uploads.files(session, files, signal));
    for (const file of done.files) voice.tell(addedLine(file));
    for (const { filename, message } of done.failed) voice.note(`${filename}: ${message}`);
    failed += done.failed.length;
  }
  if (failed > 0) throw failure('remote.some_refused', { failed, all: words.length });
}

/** Neighbours of the same kind, in order. */
function runsOf(pieces: readonly Piece[]): { readonly kind: Piece['kind']; readonly run: Piece[] }[] {
  const runs: { kind: Piece['kind']; run: Piece[] }[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.kind === piece.kind) last.run.push(piece);
    else runs.push({ kind: piece.kind, run: [piece] });
  }
  return runs;
}

const addedLine = ({ filename, file_type: kind, duration }: FileInfo): ReturnType<typeof WORDS.added> =>
  WORDS.added({ file: filename, kind, seconds: Number(duration) });

async function knowsTus({ client }: Connection): Promise<boolean> {
  try {
    await client.call('OPTIONS', '/files/');
    return true;
  } catch (error) {
    // Its answer has no body: that is no failure of it.
    return error instanceof ApiError && error.status === 204;
  }
}

async function sendLarge(at: Connection, file: NamedFile): Promise<void> {
  const { client, session, voice, signal } = at;
  let told = 0;
  await client.uploads.resumable(session, file, {
    signal,
    onProgress: (sent, total) => {
      const percent = Math.floor((100 * sent) / total);
      if (percent < told + 10) return;
      told = percent;
      voice.note(WORDS.uploading({ file: file.name, percent }));
    },
  });
  const { video_infos: infos = [] } = await stateOf(at);
  const taken = infos.findLast(({ filename }) => filename === file.name);
  if (taken !== undefined) voice.tell(addedLine(taken));
}

/** Says something once, tells what was answered, and what the timeline is then. */
export async function say(at: Connection, words: string): Promise<void> {
  const before = await stateOf(at);
  await noting(at.voice, async () => {
    const heard = await hear(at, words);
    await tellTimeline(at, { before, ...heard });
  });
}

type Heard = { readonly hasSpoken: boolean; readonly isOver: boolean };

/** Tells what the server answers. `isOver`: whether it was heard to its end. */
async function hear({ client, session, voice, signal }: Connection, words: string): Promise<Heard> {
  let hasSpoken = false;
  let label = '';
  const onLost = (isLost: boolean): void => {
    if (isLost) voice.note(WORDS.broke());
  };
  try {
    for await (const event of client.turns.say(session, words, { signal, onLost })) {
      const foreign = (event as { error?: unknown }).error;
      if (event.errorMessage !== undefined || foreign !== undefined)
        throw new ApiError(event.errorMessage ?? String(foreign), {
          code: Number(event.errorCode) || 500,
          status: 500,
        });
      for (const text of event.partial === true ? [] : textsOf(event)) {
        hasSpoken = true;
        voice.tell(text);
      }
      const now = event.customMetadata?.['label'];
      if (typeof now !== 'string' || now === label) continue;
      label = now;
      voice.note(`… ${now}`);
    }
    return { hasSpoken, isOver: true };
  } catch (error) {
    if (!(error instanceof TurnLost)) throw error;
    voice.note(WORDS.broke());
    return { hasSpoken, isOver: false };
  }
}

type Told = Heard & { readonly before: State };

async function tellTimeline(at: Connection, { before, hasSpoken, isOver }: Told): Promise<void> {
  const { voice } = at;
  const after = isOver ? await stateOf(at) : await settled(at);
  if (!hasSpoken) {
    const changes = changesOf(before, after);
    voice.tell(changes === null ? WORDS.nothing() : WORDS.changed(changes));
  }
  voice.tell(timelineOf(after));
}

type Parts = { readonly content?: { readonly parts?: readonly object[] } };

const textsOf = ({ content }: Parts): string[] =>
  (content?.parts ?? []).flatMap((part) =>
    'text' in part && typeof part.text === 'string' && part.text !== '' ? [part.text] : [],
  );

/** The state once a turn that nobody streams any more is over; it is never sent again. */
async function settled(at: Connection): Promise<State> {
  let last = '';
  let quiet = 0;
  for (const end = Date.now() + TURN_MS; Date.now() < end; await at.wait(LOOK_MS, at.signal)) {
    const state = await stateOf(at);
    if (state.turn === null) return state;
    // Servers that do not say whether a turn runs: until nothing moves any more.
    const now = JSON.stringify(state.draft ?? null);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    if (state.turn === undefined && quiet >= QUIET_LOOKS) return state;
  }
  throw failure('remote.still_working', undefined);
}

/** Media in folders, by their endings; a file that was named is taken as it is. */
const MEDIA = /\.(?:mp4|mov|avi|webm|mkv|m4v|jpe?g|png|gif|webp|mp3|wav|m4a|aac)$/i;

async function filesIn(word: string): Promise<string[]> {
  const found = isAddress(word) ? null : await stat(word).catch(() => null);
  if (found?.isDirectory() !== true) return [word];
  const names = await readdir(word);
  return names
    .filter((name) => !name.startsWith('.') && MEDIA.test(name))
    .toSorted()
    .map((name) => path.join(word, name));
}

export type Batch = Output & { readonly out: string; readonly inPieces: boolean };

/** Each file in a project of its own, into one folder. One that fails does not stop the others. */
export async function batch(
  at: Connection,
  words: string,
  wanted: { names: readonly string[]; rules: Batch },
): Promise<void> {
  const { out, inPieces, ...output } = wanted.rules;
  const files = (await Promise.all(wanted.names.map(filesIn))).flat();
  let failed = 0;
  for (const file of files) {
    try {
      const own = { ...at, session: await newSession(at, path.basename(file)) };
      await upload(own, [file], inPieces);
      await say(own, words);
      const name = `${path.parse(file).name}.${output.format ?? 'mp4'}`;
      await renderTo(own, { out: path.join(out, name), output });
    } catch (error) {
      if (!(error instanceof RemoteError || error instanceof ApiError) || at.signal.aborted) throw error;
      failed += 1;
      at.voice.note(`${file}: ${error instanceof RemoteError ? error.said[at.voice.lang] : error.message}`);
    }
  }
  at.voice.tell(WORDS.batch({ done: files.length - failed, all: files.length }));
  if (failed > 0) throw failure('remote.some_refused', { failed, all: files.length });
}
