import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../base/errors.ts';
import { type Rate, secondsOfFrame } from '../../base/time.ts';
import type { Facts } from '../../draft/facts.ts';
import type { Draft } from '../../draft/model.ts';
import type { Pool } from '../../media/pool.ts';
import type { PartCache } from '../cache.ts';
import { sha256 } from '../job.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';
import { Ahead } from './ahead.ts';
import { type ComposedPiece, composedIn } from './composed.ts';
import { initPart } from './fragment.ts';
import { Making, type Order, type Wish } from './making.ts';
import { blankOrder, pictureOrder, soundOrder, type Where } from './orders.ts';
import { mediaPlaylist, multivariant } from './playlist.ts';
import { pictureRecord, picturesPart, soundPart, timescaleOf } from './segments.ts';
import { smallProfile } from './small-profile.ts';
import { Tuning } from './tuning.ts';
import { type PlannedDraft, placeOf, plannedDraft, type Segment, type Version, versionOf } from './version.ts';

export type PreviewOptions = {
  readonly draft: Draft;
  readonly facts: Facts;
  /** Asset id → path of its file. */
  readonly files: ReadonlyMap<string, string>;
  readonly pool: Pool;
  readonly cache: PartCache;
  /** A folder of ours for half-done work. */
  readonly scratch: string;
  /** How many segments of pictures are made before a player asks for them. */
  readonly ahead?: number;
  /** Called when names changed without an edit: the sources were measured, music was composed. */
  readonly onChange?: () => void;
};

export type PlaylistName = 'main.m3u8' | 'picture.m3u8' | 'sound.m3u8';
export type TrackName = 'picture' | 'sound';

/** A request's own: `signal` when the client is gone. */
export type SegmentRequest = { readonly signal?: AbortSignal };

/** A draft as HLS on demand. Names are relative to one another: a server puts all of them into one folder. */
export interface Preview extends AsyncDisposable {
  /** Changes with every name in the playlists: for an ETag, and to tell a client to load them again. */
  readonly id: string;
  readonly durationMs: number;
  /** The playlist as it is now, at once: `main.m3u8` names the two others. */
  playlist(name?: PlaylistName): string;
  /** Segments as they are now, in order. */
  segments(track: TrackName): readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** The init part of a track: `picture-<key>.mp4` or `sound.mp4` in the playlists. */
  init(track: TrackName): Promise<Uint8Array>;
  /**
   * A segment by its name, also one from before the last edits. Made when it is asked for first; requests for one
   * segment share the work. Throws `render.no_such_part`, the failures of sources, or the signal's reason.
   */
  segment(name: string, request?: SegmentRequest): Promise<Uint8Array>;
  /** The music that the draft has composed: beats at once, levels when it can be heard (`id` is another one then). */
  composed(): readonly ComposedPiece[];
  /** Begins with what a player will ask for that stands at a time, in ms: before it has read the playlists. */
  expect(atMs: number): void;
  /** Takes an edit over. Segments that it did not touch keep their names. Refuses what planning refuses. */
  update(draft: Draft, more?: { readonly facts?: Facts; readonly files?: ReadonlyMap<string, string> }): void;
  /**
   * Measures what the sound needs of its sources, once each, as the first picture that is asked for does too. Resolves
   * when the sound is balanced as an export's will be; rejects with what is wrong with a source.
   */
  ready(): Promise<void>;
}

/** Segments that a player reads ahead, and names of so many versions that are still served. */
const AHEAD = 2;
const VERSIONS = 8;

/**
 * Opens a preview. The playlists are there at once; only the beginning is rendered before it is asked for. Disposing ends
 * all of its work. Refuses what planning refuses.
 */
export function openPreview(options: PreviewOptions): Preview {
  return new DraftPreview(options);
}

class DraftPreview implements Preview {
  readonly #options: PreviewOptions;
  readonly #making: Making;
  readonly #ahead: Ahead;
  readonly #tuning: Tuning;
  readonly #folder: string;
  readonly #end = new AbortController();
  #sources: Pick<PreviewOptions, 'facts' | 'files'>;
  #planned: PlannedDraft;
  #version: Version;
  #served: Version[] = [];
  #ready: Promise<void> | null = null;
  /** Ends what was begun for a player that was expected somewhere else. */
  #expected = new AbortController();

  constructor(options: PreviewOptions) {
    const { pool, cache, scratch, draft, facts, files } = options;
    this.#options = options;
    this.#sources = { facts, files };
    this.#planned = plannedDraft(draft, facts, smallProfile(draft.canvas), sha256);
    this.#folder = mkdtempSync(path.join(scratch, 'preview-'));
    this.#making = new Making({ pool, cache, scratch: this.#folder });
    this.#ahead = new Ahead(this.#making);
    this.#tuning = new Tuning(this.#making, path.join(this.#folder, 'music'));
    this.#version = this.#cut();
    // A worker is up, and the place where nearly everybody begins is on its way, while a page still loads.
    const { plan, pictures, sounds } = this.#version;
    const first = pictures.slice(0, 1).map((segment) => pictureOrder(segment, plan, this.#where()));
    const beside = sounds.slice(0, 1).map((segment) => soundOrder(segment, this.#tuning.music, this.#where()));
    this.#ahead.want([blankOrder(plan, this.#where()), ...first, ...beside]);
  }

  get id(): string {
    return this.#version.id;
  }

  get durationMs(): number {
    const { frames, rate } = this.#version.plan;
    return Math.round(secondsOfFrame(frames, rate) * 1000);
  }

  composed(): readonly ComposedPiece[] {
    return composedIn(this.#planned.sound, (source) => this.#tuning.levelsOfMusic(source));
  }

  playlist(name: PlaylistName = 'main.m3u8'): string {
    const { plan, profile } = this.#version;
    const { width, height, rate } = profile.video;
    if (name === 'picture.m3u8') return mediaPlaylist(this.#initName(), this.segments('picture'));
    if (name === 'sound.m3u8') return mediaPlaylist('sound.mp4', this.segments('sound'));
    // Peaks of the small profile, about, for players that choose by it: there is one to choose.
    const bitRate = profile.audioBitRate + Math.round(width * height * fpsOf(rate) * PEAK_BITS);
    const shape = { width, height, fps: fpsOf(plan.rate), bitRate };
    return multivariant({ ...shape, picture: 'picture.m3u8', sound: 'sound.m3u8' });
  }

  segments(track: TrackName): readonly { name: string; from: number; to: number }[] {
    const { plan, pictures, sounds } = this.#version;
    const all: readonly Segment[] = track === 'picture' ? pictures : sounds;
    return all.map((segment) => ({ name: segment.name, ...placeOf(segment, plan.rate) }));
  }

  async init(track: TrackName): Promise<Uint8Array> {
    if (track === 'sound') return initPart({ kind: 'sound', sampleRate: SOUND_RATE, config: AAC_CONFIG }, SOUND_RATE);
    const { plan } = this.#version;
    const { width, height, rate } = plan.encoding;
    const record = await this.#making.take(blankOrder(plan, this.#where()), this.#wish(), pictureRecord);
    return initPart({ kind: 'picture', width, height, record }, timescaleOf(rate));
  }

  async segment(name: string, { signal }: SegmentRequest = {}): Promise<Uint8Array> {
    const version = this.#served.findLast((one) => [...one.pictures, ...one.sounds].some((s) => s.name === name));
    const segment = [...(version?.pictures ?? []), ...(version?.sounds ?? [])].find((one) => one.name === name);
    if (version === undefined || segment === undefined) throw fail('render.no_such_part', undefined);
    const wish = this.#wish(signal);
    if (segment.kind === 'sound') {
      return this.#making.take(soundOrder(segment, this.#tuning.music, this.#where()), wish, (file) =>
        soundPart(segment, file),
      );
    }
    const order = pictureOrder(segment, version.plan, this.#where());
    // Whoever asks for a place that was not expected has jumped there.
    if (!this.#ahead.expects(order.key)) this.#ahead.want([]);
    const { rate } = version.plan;
    const made = await this.#making.take(order, wish, (file) => picturesPart(segment, rate, file));
    // Not before the work at hand is done: whoever does not ask hears of a bad source from its segment.
    this.ready().catch(() => undefined);
    if (version === this.#version) this.#ahead.want(this.#following(segment.chunk.first));
    return made;
  }

  update(draft: Draft, more: { facts?: Facts; files?: ReadonlyMap<string, string> } = {}): void {
    const sources = { ...this.#sources, ...more };
    const planned = plannedDraft(draft, sources.facts, smallProfile(draft.canvas), sha256);
    this.#sources = sources;
    this.#planned = planned;
    this.#version = this.#cut();
    this.#ahead.want([]);
    this.#ready = null;
  }

  expect(atMs: number): void {
    const { plan, pictures, sounds } = this.#version;
    const isThere = (segment: Segment): boolean => placeOf(segment, plan.rate).to * 1000 > atMs;
    const picture = pictures.find(isThere) ?? pictures.at(-1);
    const sound = sounds.find(isThere) ?? sounds.at(-1);
    const orders = [
      ...(picture === undefined ? [] : [pictureOrder(picture, plan, this.#where())]),
      ...(sound === undefined ? [] : [soundOrder(sound, this.#tuning.music, this.#where())]),
    ];
    this.#expected.abort();
    this.#expected = new AbortController();
    const wish: Wish = { ...this.#wish(this.#expected.signal), priority: 'soon' };
    // Nobody asked for it yet: who does will hear why it fails.
    for (const order of orders) this.#making.take(order, wish, () => undefined).catch(() => undefined);
  }

  /** Whole files are measured and music is composed after the first picture is there: that is what a person waits for. */
  ready(): Promise<void> {
    this.#ready ??= this.#tune();
    return this.#ready;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    this.#ahead.want([]);
    await this.#ready?.catch(() => undefined);
    await this.#making.ended();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #cut(): Version {
    const { sounds, balance } = this.#tuning.heard(this.#planned.sound);
    const version = versionOf(this.#planned, sounds, balance, sha256);
    this.#served = [...this.#served.slice(1 - VERSIONS), version];
    return version;
  }

  /** Measures what the sound needs; then the version is cut anew, unless it is as it was or an edit came between. */
  #tune(): Promise<void> {
    const planned = this.#planned;
    const settle = (): void => {
      if (this.#planned !== planned || this.#end.signal.aborted) return;
      const before = this.#version;
      const after = this.#cut();
      if (after.id === before.id) return;
      this.#version = after;
      this.#options.onChange?.();
    };
    return this.#tuning.complete(planned.sound, this.#where(), this.#end.signal).finally(settle);
  }

  #following(frame: number): Order[] {
    const { pictures, sounds, plan } = this.#version;
    const next = pictures.filter(({ chunk }) => chunk.first > frame).slice(0, this.#options.ahead ?? AHEAD);
    const last = next.at(-1);
    if (last === undefined) return [];
    const { from } = placeOf(next[0] ?? last, plan.rate);
    const { to } = placeOf(last, plan.rate);
    const beside = sounds.filter((sound) => {
      const place = placeOf(sound, plan.rate);
      return place.to > from && place.from < to;
    });
    return [
      ...next.map((segment) => pictureOrder(segment, plan, this.#where())),
      ...beside.map((segment) => soundOrder(segment, this.#tuning.music, this.#where())),
    ];
  }

  #initName(): string {
    const { threads: _, ...look } = this.#version.plan.encoding;
    return `picture-${sha256(JSON.stringify(look)).slice(0, 12)}.mp4`;
  }

  #where(): Where {
    return { ...this.#sources, scratch: this.#folder, threads: this.#options.pool.size };
  }

  #wish(signal?: AbortSignal): Wish {
    const end = this.#end.signal;
    return { priority: 'now', signal: signal === undefined ? end : AbortSignal.any([signal, end]) };
  }
}

const fpsOf = (rate: Rate): number => rate.num / rate.den;

/** Bits for each pixel of a picture with much motion, in the small profile. */
const PEAK_BITS = 0.25;

/** AudioSpecificConfig (ISO/IEC 14496-3): AAC-LC, 48 kHz, two channels. */
const AAC_CONFIG = Uint8Array.of(0x11, 0x90);
