import { rm } from 'node:fs/promises';
import { fail } from '../../base/errors.ts';
import { ProbeFacts } from '../../draft/facts.ts';
import { currentVersion, type History, place } from '../../draft/history.ts';
import * as assets from '../../store/assets.ts';
import { type BlobBytes, type ByteRange, mediaKey } from '../../store/blobs/blobs.ts';
import type { Session, Tx } from '../../store/schema.ts';
import { findSession, lockSession } from '../../store/sessions.ts';
import { findOpenTurn } from '../../store/turns.ts';
import type { Desk } from '../desk.ts';
import { readAsset } from '../ingest.ts';
import { type StoredAsset, withAppended } from '../session.ts';
import { copyOf } from '../voice.ts';
import { type FileRecord, fileRecord } from './file-record.ts';
import { keepHistory, readHistory } from './history.ts';
import { storedAsset } from './library.ts';
import { ANALYSE } from './queues.ts';
import { blobPath, studioFor } from './studio-for.ts';

export type { FileRecord } from './file-record.ts';

/**
 * Takes a file that lies on our disk (and is moved away from there) into a session: hashed (unless its `hash` is
 * known), stored once, probed in a child, placed on the draft, its analysis queued. On failure nothing of it is left, at `path` neither. Throws
 * `session.not_found`, `media.…`, `input.file_empty`, `render.disk_full`, `store.files_not_reachable`.
 */
export async function addFile(
  desk: Desk,
  input: { accountId: string; sessionId: string; path: string; filename: string; hash?: string; signal: AbortSignal },
): Promise<FileRecord> {
  const { store } = desk;
  try {
    if ((await findSession(store.db, input)) === null) throw fail('session.not_found', undefined);
    const stored = await readAsset(studioFor(desk.studio, 'now'), input.path, input.signal, {
      name: input.filename,
      ...(input.hash === undefined ? {} : { hash: input.hash }),
    });
    await store.db.transaction().execute(async (tx) => {
      await keepBytes(desk, tx, stored, input.path);
      await attach(desk, tx, stored, input);
    });
    return fileRecord(desk, stored.asset, stored.hash);
  } finally {
    await rm(input.path, { force: true }); // moved away, unless something failed
  }
}

/**
 * Takes a file that was made for a session while a turn runs, such as a spoken text, into its library; the draft is the turn's
 * own to change. The file stays where it is. Throws `session.not_found`, `render.disk_full`, `store.files_not_reachable`.
 */
export async function adoptFile(
  desk: Desk,
  input: { accountId: string; sessionId: string; path: string; filename: string; signal: AbortSignal },
): Promise<StoredAsset> {
  const copy = await copyOf(input.path, desk.studio.scratch);
  try {
    const stored = await readAsset(studioFor(desk.studio, 'now'), copy, input.signal, { name: input.filename });
    await desk.store.db.transaction().execute(async (tx) => {
      await keepBytes(desk, tx, stored, copy);
      const session = await lockSession(tx, input);
      if (session === null) throw fail('session.not_found', undefined);
      await assets.attachAsset(tx, {
        sessionId: session.id,
        assetId: stored.asset.id,
        filename: stored.asset.filename,
      });
      await desk.store.notify(tx, 'session', { id: session.id });
    });
    return { ...stored, path: blobPath(mediaKey(stored.hash)) };
  } finally {
    await rm(copy, { force: true }); // moved away, unless something failed
  }
}

/** Bytes and row under one lock: nobody removes the one while the other is written. */
export async function keepBytes(desk: Desk, tx: Tx, { asset, hash }: StoredAsset, file: string): Promise<void> {
  await assets.lockContent(tx, hash);
  const key = mediaKey(hash);
  const { bytes } = await desk.store.blobs.put(key, file);
  await assets.putAsset(tx, { id: asset.id, hash, bytes, kind: asset.probe.kind, probe: asset.probe, blobKey: key });
}

async function attach(
  desk: Desk,
  tx: Tx,
  { asset }: StoredAsset,
  which: { accountId: string; sessionId: string },
): Promise<void> {
  const session = await lockSession(tx, which);
  if (session === null) throw fail('session.not_found', undefined);
  const isNew = await assets.attachAsset(tx, { sessionId: session.id, assetId: asset.id, filename: asset.filename });
  // A turn that runs places what came meanwhile when it ends: its draft is made of the one before.
  const turn = await findOpenTurn(tx, session.id);
  if (isNew && turn?.state !== 'running') await appendToDraft(tx, session, asset.id);
  await desk.engine.send(tx, ANALYSE, { assetId: asset.id }, { key: asset.id });
  await desk.store.notify(tx, 'session', { id: session.id });
}

/** Files that come before the first edit are where the project begins: there is nothing before them to go back to. */
async function appendToDraft(tx: Tx, session: Session, assetId: string): Promise<void> {
  const stored = (await assets.assetsOfSession(tx, session.id)).map((row) => storedAsset({ ...row, facts: {} }));
  const library = new Map(stored.map((each) => [each.asset.id, each]));
  const added = library.get(assetId);
  const before = await readHistory(tx, session, 'near');
  const { draft } = currentVersion(before);
  const next = added === undefined ? draft : withAppended(draft, [added], library);
  const placed = place(before, next, added?.asset.filename ?? '');
  if (placed === before) return;
  const isBeginning = before.versions.length === 1;
  const history: History = isBeginning ? { ...placed, versions: placed.versions.slice(-1), at: 0 } : placed;
  await keepHistory(tx, session, { history, turnId: null });
}

/** The bytes of an asset, and what they are. */
export type OpenedAsset = BlobBytes & { readonly type: string };

/** Opens an asset, or a range of it, for somebody whose signature was checked. Throws `asset.not_found`, `store.…`. */
export async function openAsset(
  desk: Desk,
  { assetId, range = null }: { assetId: string; range?: ByteRange | null },
): Promise<OpenedAsset> {
  const { key, type } = await requireAsset(desk, assetId);
  return { ...(await desk.store.blobs.open(key, range)), type };
}

/** What an asset is, to answer HEAD and ranges. Throws `asset.not_found`. */
export async function findAsset(
  desk: Desk,
  assetId: string,
): Promise<{ readonly bytes: number; readonly type: string; readonly hash: string }> {
  const { bytes, type, hash } = await requireAsset(desk, assetId);
  return { bytes, type, hash };
}

async function requireAsset(
  desk: Desk,
  assetId: string,
): Promise<{ key: string; bytes: number; hash: string; type: string }> {
  const row = await assets.findAsset(desk.store.db, assetId);
  if (row === null) throw fail('asset.not_found', undefined);
  const { kind, format } = ProbeFacts.parse(row.probe);
  return { key: row.blob_key, bytes: row.bytes, hash: row.hash, type: mediaType(kind, format) };
}

/** By FFmpeg's short names of containers, which are those that src/media/sniff.ts lets in. */
function mediaType(kind: ProbeFacts['kind'], format: string): string {
  const name = (format.split(',')[0] ?? '').replace(/_pipe$|_anim$/, '');
  const subtype = SUBTYPES[name] ?? name;
  const written = TEXTS[name];
  if (written !== undefined) return written;
  if (kind === 'image') return `image/${subtype}`;
  if (name === 'gif' || name === 'webp') return `image/${subtype}`;
  if (subtype === 'mp4' && kind === 'audio') return 'audio/mp4';
  return `${kind}/${subtype}`;
}

/** Texts that go along with media: nothing in them is a page. */
const TEXTS: Readonly<Record<string, string>> = {
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  ass: 'text/x-ssa',
  txt: 'text/plain',
  cube: 'application/octet-stream',
};

const SUBTYPES: Readonly<Record<string, string>> = {
  mov: 'mp4',
  matroska: 'webm',
  avi: 'x-msvideo',
  mp3: 'mpeg',
  mpegts: 'mp2t',
  asf: 'x-ms-wmv',
  flv: 'x-flv',
};
