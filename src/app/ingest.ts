import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { FactName } from '../draft/facts.ts';
import {
  type Asset,
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
} from '../draft/facts.ts';
import { hashFile } from '../media/hash.ts';
import { settledStampOf } from '../media/stamp.ts';
import { withWords } from './hear-words.ts';
import { oneAtATime } from './measuring.ts';
import type { StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

/** Longest file name that we show, in characters; longer ones lose their middle. */
const NAME_MOST = 120;

/**
 * Reads a file as an asset: checks that it is there, hashes it, probes it in a child process. Its id comes from its
 * content, so the same bytes are the same asset. `known`: what people call it where the path does not say, and its SHA-256
 * where somebody has computed it already. Throws a named failure for anything that is no media.
 */
export async function readAsset(
  studio: Studio,
  file: string,
  signal: AbortSignal,
  known: { readonly name?: string; readonly hash?: string } = {},
): Promise<StoredAsset> {
  const filename = displayName(known.name ?? file);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw fail('input.file_missing', { file: filename }, { cause: error });
  });
  if (found.isDirectory()) throw fail('input.not_a_file', { file: filename });
  if (!found.isFile()) throw fail('media.unreadable', { file: filename });
  if (found.size === 0) throw fail('input.file_empty', { file: filename });
  const source = path.resolve(file);
  const hash = known.hash ?? (await hashOf(studio, source));
  const probe =
    (await studio.facts.read(hash, 'probe')) ?? (await measureProbe(studio, { source, filename, hash, signal }));
  const asset: Asset = {
    id: `ast_${hash.slice(0, 32)}`,
    filename,
    probe,
    silence: null,
    loudness: null,
    waveform: null,
    scenes: null,
  };
  return { asset, path: source, hash };
}

const Known = z.object({ stamp: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** SHA-256 of a file: known where it was read before and nobody has changed it since. */
async function hashOf({ notes }: Studio, source: string): Promise<string> {
  const stamp = notes === null ? null : await settledStampOf(source);
  if (notes === null || stamp === null) return hashFile(source);
  const name = `hash of ${source}`;
  const known = Known.safeParse(await notes.read(name));
  if (known.success && known.data.stamp === stamp) return known.data.hash;
  const hash = await hashFile(source);
  if ((await settledStampOf(source)) === stamp) await notes.write(name, { stamp, hash });
  return hash;
}

type Source = { source: string; filename: string; hash: string; signal: AbortSignal };

async function measureProbe(studio: Studio, { source, filename, hash, signal }: Source): Promise<ProbeFacts> {
  const raw = await studio.pool.run(
    { kind: 'probe', path: source, name: filename },
    { label: filename, signal, stallMs: 20_000 },
  );
  const probe = ProbeFacts.parse(raw);
  await studio.facts.write(hash, 'probe', probe);
  return probe;
}

const SHAPE_OF = {
  silence: SilenceFacts,
  loudness: LoudnessFacts,
  waveform: WaveformFacts,
  scenes: SceneFacts,
  gops: GopFacts,
  noise: NoiseFacts,
  beats: BeatFacts,
  motion: MotionFacts,
  palette: PaletteFacts,
};

/** The asset with these facts measured, from the cache where it has them. One pass over the sound serves several. */
export async function measure(
  studio: Studio,
  stored: StoredAsset,
  wanted: readonly FactName[],
  signal: AbortSignal,
): Promise<StoredAsset> {
  const names = wanted.filter((name) => name !== 'words');
  const asset = await oneAtATime(studio, stored.hash, signal, async () => {
    const { asset: known, missing } = await withKnown(studio, stored, names);
    return missing.length === 0 ? known : analysed(studio, { ...stored, asset: known }, missing, signal);
  });
  return wanted.includes('words') ? withWords(studio, { ...stored, asset }, signal) : { ...stored, asset };
}

type MeasuredName = Exclude<FactName, 'words'>;

/** The asset with those facts that were measured before, and the names of the others. */
async function withKnown(
  { facts }: Studio,
  { asset, hash }: StoredAsset,
  names: readonly MeasuredName[],
): Promise<{ asset: Asset; missing: readonly MeasuredName[] }> {
  let next = asset;
  const missing: MeasuredName[] = [];
  for (const name of names) {
    if ((next[name] ?? null) !== null) continue;
    const known = await facts.read(hash, name);
    if (known === null) missing.push(name);
    else next = { ...next, [name]: known };
  }
  return { asset: next, missing };
}

/** The asset with these facts, measured by one worker. */
async function analysed(
  studio: Studio,
  stored: StoredAsset,
  missing: readonly MeasuredName[],
  signal: AbortSignal,
): Promise<Asset> {
  let { asset } = stored;
  const task = { kind: 'analyse', path: stored.path, name: asset.filename, probe: asset.probe, want: missing };
  const seconds = asset.probe.duration / 1000;
  const raw = (await studio.pool.run(task, { label: asset.filename, signal, stallMs: 10_000 + 4 * seconds })) as Record<
    string,
    unknown
  >;
  for (const name of missing) {
    const fact = SHAPE_OF[name].parse(raw[name]);
    await studio.facts.write(stored.hash, name, fact as never); // `fact` was parsed by the schema of `name`
    asset = { ...asset, [name]: fact };
  }
  return asset;
}

/** The file's own name as display text: normalised, without control and direction characters, of bounded length. */
export function displayName(file: string): string {
  const plain = path
    .basename(file)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const name = plain === '' ? 'file' : plain;
  return name.length <= NAME_MOST ? name : `${name.slice(0, NAME_MOST - 21)}…${name.slice(-20)}`;
}
