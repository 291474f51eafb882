import { constants } from 'node:fs';
import { access, mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ErrorParams, fail, named, TellcutError } from '../base/errors.ts';
import { secondsOfFrame } from '../base/time.ts';
import type { LoudnessFacts } from '../draft/facts.ts';
import { FileScan } from '../draft/file-scan.ts';
import { assemble, type Ingredients } from './assemble.ts';
import { type Finished, noteFinished, takeFinished } from './finished.ts';
import { FORMATS, type Format } from './formats.ts';
import type { Job, RenderOptions } from './job.ts';
import { makeWithin, type Within } from './make-within.ts';
import { makePictures } from './parts.ts';
import { planOf } from './prefill.ts';
import { Progress } from './progress.ts';
import { type SelfCheck, selfCheck, UNREADABLE } from './self-check.ts';
import { makeSound } from './sound-part.ts';

/** What was made and how. */
export type RenderReport = {
  readonly format: Format;
  /** What was written: one file, or one for each still. */
  readonly files: readonly string[];
  readonly frames: number;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Of all files. */
  readonly bytes: number;
  /** Of the finished sound: LUFS, LU, dBTP; null where it is silent, or copied and so not measured. */
  readonly loudness: LoudnessFacts;
  readonly chunks: {
    readonly total: number;
    readonly encoded: number;
    readonly copied: number;
    readonly cached: number;
  };
  /** How the finished file compares with the plan; null for stills. */
  readonly check: SelfCheck | null;
  /** What its packets tell, for a check against a platform's rules; null for stills. */
  readonly scan: FileScan | null;
};

/**
 * Makes the file of a draft: chunks that are not in the cache on the pool, the sound beside them, then the join (or a
 * GIF, stills, a sound file). Throws the named failures of planning, of the sources' files and of writing; an abort
 * passes through as the signal's reason. Whatever happens, no half-written file is left at `out` and nothing in
 * `scratch`.
 */
export async function renderDraft(options: RenderOptions): Promise<RenderReport> {
  const { out, signal } = options;
  signal.throwIfAborted();
  const plan = planOf(options);
  await checkWritable(out);
  const folder = await mkdtemp(path.join(options.scratch, 'render-'));
  const stop = new AbortController();
  try {
    return await produce({ ...options, plan, folder, stop, signal: AbortSignal.any([signal, stop.signal]) });
  } catch (error) {
    throw ofOurs(named(error), out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the disk is full for a part, the part is not named: nobody has seen it. */
function ofOurs(error: unknown, out: string): unknown {
  if (!(error instanceof TellcutError) || error.code !== 'render.disk_full') return error;
  const { file } = error.params as ErrorParams<'render.disk_full'>;
  const isTheirs = file?.startsWith(path.basename(out, path.extname(out))) === true;
  return isTheirs ? error : fail('render.disk_full', { file: null }, { cause: error });
}

async function produce(given: Job): Promise<RenderReport> {
  const { notes } = given;
  const found = notes === undefined ? null : await takeFinished(given, notes);
  if (found !== null) {
    given.onProgress(1);
    const cached = FORMATS[given.profile.format].kind === 'sound' ? 0 : given.plan.chunks.length;
    const counts = { total: cached, encoded: 0, copied: 0, cached };
    return { ...(await facts(given, [given.out])), ...found, chunks: counts, check: checkOf(given, found) };
  }
  const { maxBytes } = given.profile;
  const { job, made, files } = maxBytes === null ? await make(given) : await makeWithin(given, maxBytes);
  job.onProgress(1);
  await job.cache.trim();
  const { encoded = 0, copied = 0, cached = 0 } = made.pictures ?? {};
  const total = made.pictures === null ? 0 : job.plan.chunks.length;
  const loudness = made.sound?.loudness ?? { integrated: null, range: null, truePeak: null };
  const looked = await checked(job, files, loudness);
  if (notes !== undefined && looked.check?.ok === true && looked.scan !== null)
    await noteFinished(job, notes, { loudness, scan: looked.scan });
  return { ...(await facts(job, files)), loudness, chunks: { total, encoded, copied, cached }, ...looked };
}

type FileFacts = Omit<RenderReport, 'loudness' | 'chunks' | 'check' | 'scan'>;

async function facts({ plan, profile }: Job, files: readonly string[]): Promise<FileFacts> {
  const { width, height, rate } = plan.encoding;
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return {
    format: profile.format,
    files,
    frames: plan.frames,
    durationMs: Math.round(secondsOfFrame(plan.frames, rate) * 1000),
    width,
    height,
    fps: rate.num / rate.den,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

const checkOf = ({ plan, profile, draft }: Job, { scan, loudness }: Finished): SelfCheck =>
  selfCheck(scan, { plan, format: profile.format, master: draft.master, loudness });

/** Looks at the finished file: its packets and next to no pictures, so it takes about as long as copying it. */
async function checked(
  job: Job,
  files: readonly string[],
  loudness: LoudnessFacts,
): Promise<Pick<RenderReport, 'check' | 'scan'>> {
  const { pool, profile, signal } = job;
  const [file] = files;
  if (file === undefined || FORMATS[profile.format].kind === 'stills') return { check: null, scan: null };
  const name = path.basename(file);
  const running = { label: name, stallMs: SCAN_STALL_MS, signal };
  const found = await pool.run({ kind: 'scan', path: file, name }, running).catch((error: unknown) => {
    if (!(error instanceof TellcutError)) throw error;
    return null;
  });
  if (found === null) return { check: UNREADABLE, scan: null };
  const scan = FileScan.parse(found);
  return { check: checkOf(job, { scan, loudness }), scan };
}

/** Four hours of 4K are some 50 GB to be read from a slow disk. */
const SCAN_STALL_MS = 600_000;

async function make(job: Job): Promise<Within> {
  const progress = new Progress(job.plan.frames, job.onProgress);
  const made = await ingredients(job, progress);
  return { job, made, files: await assemble(job, made, job.out, (done) => progress.join(done)) };
}

async function ingredients(job: Job, progress: Progress): Promise<Ingredients> {
  const { kind, sound: codec } = FORMATS[job.profile.format];
  // The sound goes first: it is one long task, and the chunks fill the other workers beside it.
  const sound = codec === null ? null : makeSound(job, (done) => progress.sound(done));
  const pictures = kind === 'sound' ? null : await makePictures(job, progress, sound ?? undefined);
  return { pictures, sound: sound === null ? null : await sound };
}

/** Refuses before any work what could not be written after it. */
async function checkWritable(out: string): Promise<void> {
  const file = path.basename(out);
  const there = await stat(out).catch(() => null); // not there yet, as it should be
  if (there !== null && !there.isFile()) throw fail('render.cannot_write', { file });
  await access(path.dirname(out), constants.W_OK).catch((error: unknown) => {
    throw fail('render.cannot_write', { file }, { cause: error });
  });
}
