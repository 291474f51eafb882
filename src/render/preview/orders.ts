import path from 'node:path';
import { clock } from '../../base/time.ts';
import type { Facts } from '../../draft/facts.ts';
import type { LevelsTask, MusicTask, WindowTask } from '../../protocol/preview.ts';
import type { Sound } from '../../protocol/sound.ts';
import type { ChunkTask } from '../../protocol/tasks.ts';
import { sha256 } from '../job.ts';
import { canonical } from '../plan/key.ts';
import { type RenderPlan, timesOf } from '../plan/plan.ts';
import { SOUND_ENGINE } from '../sound/plan-sound.ts';
import type { Order } from './making.ts';
import { LEVELS_ENGINE } from './read-levels.ts';
import type { PictureSegment, SoundSegment } from './version.ts';

/** Where sources lie, what people call them, and how many threads one task may take. */
export type Where = {
  readonly facts: Facts;
  readonly files: ReadonlyMap<string, string>;
  readonly scratch: string;
  readonly threads: number;
};

type FileSource = Extract<Sound['source'], { kind: 'file' }>;
export type MusicSource = Extract<Sound['source'], { kind: 'music' }>;

/** A stop after which a child counts as stuck, in ms: to start, and to compose what a chord takes. */
const STALL_MS = 15_000;

/** The order behind a segment of pictures. */
export function pictureOrder({ chunk, key }: PictureSegment, plan: RenderPlan, where: Where): Order {
  const { from, to } = timesOf(chunk, plan.rate);
  const task = (out: string): ChunkTask => ({
    kind: 'chunk',
    spans: [...chunk.spans],
    encoding: { ...plan.encoding, threads: where.threads },
    ...sources(plan.assets, where),
    isRough: true,
    out,
  });
  return { key, label: `${clock(from)}–${clock(to)}`, stallMs: STALL_MS + 4 * (to - from), task };
}

/** One empty picture: what the init part is made from. */
export function blankOrder(plan: RenderPlan, where: Where): Order {
  const { threads: _, ...look } = plan.encoding;
  const task = (out: string): ChunkTask => ({
    kind: 'chunk',
    spans: [
      { frames: 1, background: { kind: 'color', color: '#000000' }, base: { kind: 'empty' }, over: [], fade: null },
    ],
    encoding: { ...plan.encoding, threads: 1 },
    ...sources([], where),
    out,
  });
  return { key: sha256(`blank ${canonical(look)}`), label: 'preview', stallMs: STALL_MS, task };
}

/** The order behind a segment of sound. `music`: files of composed pieces by their ids. */
export function soundOrder({ window, key }: SoundSegment, music: ReadonlyMap<string, string>, where: Where): Order {
  const used = window.sounds.flatMap(({ source }) => (source.kind === 'file' ? [source.asset] : []));
  const { files, names } = sources(used, { ...where, files: new Map([...where.files, ...music]) });
  const task = (out: string): WindowTask => ({
    kind: 'sound-window',
    window,
    files,
    names,
    scratch: path.join(where.scratch, `sound-${path.basename(out)}`),
    out,
  });
  return { key, label: `${clock(Math.round(window.at / 48))}`, stallMs: 2 * STALL_MS, task };
}

/** The key of the levels of a source: what is measured depends on the file and its stream alone. */
export const levelsKey = ({ asset, stream }: Pick<FileSource, 'asset' | 'stream'>): string =>
  sha256(`levels ${LEVELS_ENGINE} ${asset} ${stream ?? 'best'}`);

export function levelsOrder(source: FileSource, file: string, where: Where): Order {
  const name = where.facts.assets.get(source.asset)?.filename ?? source.asset;
  const task = (out: string): LevelsTask => ({ kind: 'levels', path: file, name, stream: source.stream, out });
  return { key: levelsKey(source), label: name, stallMs: 2 * STALL_MS, task };
}

/** What stands for a composed piece as an asset. */
export const musicId = ({ mood, seed, durationMs }: MusicSource): string =>
  `music_${sha256(canonical({ engine: SOUND_ENGINE, mood, seed, durationMs })).slice(0, 32)}`;

export function musicOrder(source: MusicSource): Order {
  const task = (out: string): MusicTask => ({ ...source, kind: 'music', out });
  // Composing begins with a look at the whole piece, which says nothing meanwhile: at six times real time at least.
  const stallMs = 4 * STALL_MS + source.durationMs;
  return { key: sha256(musicId(source)), label: source.mood, stallMs, task };
}

function sources(assets: readonly string[], { files, facts }: Where): Pick<ChunkTask, 'files' | 'names'> {
  return {
    files: Object.fromEntries([...files].filter(([id]) => assets.includes(id))),
    names: Object.fromEntries(assets.map((id) => [id, facts.assets.get(id)?.filename ?? id])),
  };
}
