import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import {
  BeatFacts,
  GopFacts,
  LoudnessFacts,
  MotionFacts,
  NoiseFacts,
  PaletteFacts,
  ProbeFacts,
  SceneFacts,
  SilenceFacts,
  WaveformFacts,
  WordFacts,
} from '../draft/facts.ts';
import { writeWhole } from './whole-file.ts';

/** Raise it when a measurement changes its meaning: older results are then measured again. */
export const FACTS_VERSION = 3;

const SHAPES = {
  probe: ProbeFacts,
  silence: SilenceFacts,
  loudness: LoudnessFacts,
  waveform: WaveformFacts,
  scenes: SceneFacts,
  gops: GopFacts,
  noise: NoiseFacts,
  beats: BeatFacts,
  motion: MotionFacts,
  palette: PaletteFacts,
  words: WordFacts,
};

export type CachedFact = keyof typeof SHAPES;
export type FactOf<N extends CachedFact> = z.output<(typeof SHAPES)[N]>;

/** A fact in its shape; null for what is none, or one of another version. */
export function factOf<N extends CachedFact>(name: N, value: unknown): FactOf<N> | null {
  const parsed = SHAPES[name].safeParse(value);
  return parsed.success ? (parsed.data as FactOf<N>) : null;
}

/** Facts on disk, by the content hash of the file that they were measured on. */
export type FactsCache = {
  readonly read: <N extends CachedFact>(hash: string, name: N) => Promise<FactOf<N> | null>;
  readonly write: <N extends CachedFact>(hash: string, name: N, fact: FactOf<N>) => Promise<void>;
};

/** Opens the cache below `folder`. What does not read back as the right shape counts as not measured. */
export function openFactsCache(folder: string): FactsCache {
  const fileOf = (hash: string, name: CachedFact): string =>
    path.join(folder, `v${FACTS_VERSION}`, hash.slice(0, 2), `${hash}.${name}.json`);
  return {
    read: async (hash, name) => {
      const text = await readFile(fileOf(hash, name), 'utf8').catch(() => null); // not there: measured for the first time
      if (text === null) return null;
      return factOf(name, parseJson(text));
    },
    write: async (hash, name, fact) => {
      const file = fileOf(hash, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeWhole(file, JSON.stringify(fact));
    },
  };
}

/** A cache that remembers nothing beyond this process, for `--no-cache`. */
export function memoryFactsCache(): FactsCache {
  const known = new Map<string, unknown>();
  return {
    read: (hash, name) => Promise.resolve((known.get(`${hash}.${name}`) ?? null) as FactOf<typeof name> | null),
    write: (hash, name, fact) => {
      known.set(`${hash}.${name}`, fact);
      return Promise.resolve();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // cut off by a crash before renames were atomic on this file system
  }
}
