import { readFile } from 'node:fs/promises';
import { fail } from '../../base/errors.ts';
import type { WordFacts } from '../../draft/facts.ts';
import { type FilmStrip, filmStripOf } from '../../draft/film-strip.ts';
import { sha256 } from '../../render/job.ts';
import { Making } from '../../render/preview/making.ts';
import { assetsOfSession } from '../../store/assets.ts';
import { findSession } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import type { StoredAsset } from '../session.ts';
import { storedAsset } from './library.ts';

type Which = { readonly accountId: string; readonly sessionId: string; readonly assetId: string };

/** What a page draws of a file: measured facts, null where they are not known (yet). */
export type MediaDetails = {
  readonly strip: FilmStrip | null;
  /** `peaks`: for each 1/`perSecond` s the largest absolute sample, 0–255. Null also for what has no sound. */
  readonly waveform: { readonly perSecond: number; readonly peaks: readonly number[] } | null;
  readonly words: WordFacts | null;
  /** ms of the source; null where nobody looked for them yet. */
  readonly beats: readonly number[] | null;
  /** EBU R128 integrated loudness in LUFS. */
  readonly loudness: number | null;
  /** False: some fact will come, once it is measured. */
  readonly isWhole: boolean;
};

/** Raise it when the same file would give another film strip. */
const STRIP_ENGINE = 1;
/** A stop after which a child counts as stuck: a start, and the way through a long file without an index, in ms. */
const STALL_MS = 60_000;

/** What pages draw of the files of a session. Pictures are made once for each content, by whoever asks first. */
export class SessionMedia implements AsyncDisposable {
  readonly #desk: Desk;
  readonly #making: Making;
  readonly #end = new AbortController();

  constructor(desk: Desk) {
    this.#desk = desk;
    const { pool, cache, scratch } = desk.studio;
    this.#making = new Making({ pool, cache, scratch });
  }

  /** Throws `session.not_found`, `asset.not_found`. */
  async details(which: Which): Promise<MediaDetails> {
    const { asset, hash } = (await this.#stored(which)).stored;
    const { facts, ears } = this.#desk.studio;
    const hasSound = asset.probe.audio.length > 0;
    const [waveform, loudness, words, beats] = hasSound
      ? await Promise.all([
          facts.read(hash, 'waveform'),
          facts.read(hash, 'loudness'),
          facts.read(hash, 'words'),
          facts.read(hash, 'beats'),
        ])
      : [null, null, null, null];
    return {
      strip: filmStripOf(asset.probe),
      waveform,
      words,
      beats: beats?.beats ?? null,
      loudness: loudness?.integrated ?? null,
      isWhole: !hasSound || (waveform !== null && loudness !== null && (words !== null || ears === null)),
    };
  }

  /** A JPEG as `filmStripOf` lays it out. Throws `session.not_found`, `asset.not_found`, `input.no_picture`, `media.…`. */
  async filmStrip(which: Which, signal: AbortSignal): Promise<Buffer> {
    const { stored, blobKey } = await this.#stored(which);
    const { asset, hash } = stored;
    const { filename: name, probe } = asset;
    if (filmStripOf(probe) === null) throw fail('input.no_picture', { file: name });
    const source = await this.#desk.store.blobs.file(blobKey);
    const order = {
      key: sha256(`film strip ${STRIP_ENGINE} ${hash}`),
      label: name,
      stallMs: STALL_MS,
      task: (out: string) => ({ kind: 'strip', path: source, name, probe, out }),
    };
    const wish = { priority: 'soon', signal: AbortSignal.any([signal, this.#end.signal]) } as const;
    return this.#making.take(order, wish, (file) => readFile(file));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#making.ended();
  }

  async #stored({ accountId, sessionId, assetId }: Which): Promise<{ stored: StoredAsset; blobKey: string }> {
    const { db } = this.#desk.store;
    if ((await findSession(db, { accountId, sessionId })) === null) throw fail('session.not_found', undefined);
    const row = (await assetsOfSession(db, sessionId)).find(({ id }) => id === assetId);
    if (row === undefined) throw fail('asset.not_found', undefined);
    return { stored: storedAsset({ ...row, facts: {} }), blobKey: row.blob_key };
  }
}
