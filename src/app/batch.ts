import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, problemSaid, TellcutError, toProblem } from '../base/errors.ts';
import type { Locale, Said } from '../base/lang.ts';
import { hashFile } from '../media/hash.ts';
import { type BatchState, openBatchState } from './batch-state.ts';
import type { Brain } from './brain.ts';
import { type Edited, type EditProgress, editFiles } from './edit.ts';
import { displayName } from './ingest.ts';
import type { Studio } from './studio.ts';

/** Endings of files that a folder is searched for; files that are named one by one may be anything. */
const VIDEO_ENDINGS = new Set('.mp4 .mov .m4v .mkv .webm .avi .mpg .mpeg .ts .mts .m2ts .3gp .flv .wmv'.split(' '));

/** What became of one file of a batch. */
export type BatchItem = {
  readonly file: string;
  /** `asked`: the request leaves something open that must be answered first. */
  readonly state: 'done' | 'skipped' | 'failed' | 'asked';
  /** Finished files. */
  readonly outputs: readonly string[];
  /** What was changed, or why not. */
  readonly said: readonly Said[];
  readonly code: string | null;
};

export type BatchInput = {
  readonly inputs: readonly string[];
  readonly text: string;
  readonly lang: Locale | null;
  /** Folder of the results. */
  readonly folder: string;
  /** A model to read the request; without one the planner does. */
  readonly brain?: Brain | null;
  readonly signal: AbortSignal;
  /** Called as each file moves on; `at` counts from 1. */
  readonly onProgress: (at: { file: string; at: number; of: number }, ...stage: Parameters<EditProgress>) => void;
  /** Called when a file is through. */
  readonly onItem: (item: BatchItem) => void;
};

/**
 * The files that folders and names stand for: of a folder its videos, by name, without the folders below. Throws
 * `input.no_videos_in_folder` for a folder without any. A file that is named twice comes once.
 */
export async function filesOfBatch(inputs: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const input of inputs) {
    const found = await stat(input).catch(() => null); // not there: named in the report of its file
    if (found?.isDirectory() !== true) {
      files.push(path.resolve(input));
      continue;
    }
    const entries = await readdir(input, { withFileTypes: true });
    const videos = entries
      .filter(
        (e) => !e.isDirectory() && !e.name.startsWith('.') && VIDEO_ENDINGS.has(path.extname(e.name).toLowerCase()),
      )
      .map((e) => path.resolve(input, e.name))
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    if (videos.length === 0) throw fail('input.no_videos_in_folder', { folder: displayName(path.resolve(input)) });
    files.push(...videos);
  }
  return [...new Set(files)];
}

/**
 * Applies one request to each file by itself. A file that fails costs only itself. What the same request made of the
 * same bytes before is not made again, so that a run that was stopped goes on where it was.
 */
export async function runBatch(studio: Studio, input: BatchInput): Promise<readonly BatchItem[]> {
  const files = await filesOfBatch(input.inputs);
  const state = await openBatchState(input.folder);
  const items: BatchItem[] = [];
  for (const [i, file] of files.entries()) {
    input.signal.throwIfAborted();
    const item = await one(studio, { file, at: i + 1, of: files.length, state }, input);
    items.push(item);
    input.onItem(item);
  }
  return items;
}

type Turn = { readonly file: string; readonly at: number; readonly of: number; readonly state: BatchState };

async function one(studio: Studio, { file, at, of, state }: Turn, input: BatchInput): Promise<BatchItem> {
  const name = displayName(file);
  const { text, lang, folder, signal, brain = null } = input;
  const onProgress: EditProgress = (...stage) => {
    input.onProgress({ file: name, at, of }, ...stage);
  };
  try {
    const hash = await contentOf(file, signal);
    const before = hash === null ? null : await state.find(hash, text);
    if (before !== null) {
      const outputs = before.outputs.map((output) => path.join(folder, path.basename(output.name)));
      return { file, state: 'skipped', outputs, said: before.said, code: null };
    }
    const stem = path.join(folder, path.basename(file, path.extname(file)));
    const edited = await editFiles(studio, { files: [file], text, lang, out: null, stem, brain, signal, onProgress });
    const item = itemOf(file, edited);
    if (hash !== null && item.state === 'done') {
      const outputs = await Promise.all(
        item.outputs.map(async (o) => ({ name: path.basename(o), bytes: (await stat(o)).size })),
      );
      await state.add(hash, text, { file: name, outputs, said: [...item.said] });
    }
    return item;
  } catch (error) {
    signal.throwIfAborted();
    // what cannot be written, or was no request, is so for every file
    if (
      error instanceof TellcutError &&
      /^(?:input\.no_folder|agent\.empty_request|input\.request_too_long)$/.test(error.code)
    )
      throw error;
    const said = problemSaid(error);
    return { file, state: 'failed', outputs: [], said: [said], code: toProblem(error).code };
  }
}

/** The hash of a file, or null where it cannot be read: reading it as a clip says why. */
async function contentOf(file: string, signal: AbortSignal): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) return null;
  return hashFile(file, signal);
}

function itemOf(file: string, { turn, exported, also }: Edited): BatchItem {
  const said = [...(turn.instead === null ? [] : [turn.instead]), ...turn.steps.map((step) => step.said)];
  const reply = { en: turn.reply, zh: turn.reply };
  if (turn.question !== null) return { file, state: 'asked', outputs: [], said: [reply], code: null };
  const outputs = [exported, ...also].flatMap((each) => (each === null ? [] : [each.file]));
  const failure = turn.steps.find((step) => step.kind === 'failed');
  const nothing = turn.steps.length > 0 && turn.steps.every((step) => step.kind === 'failed');
  if (nothing) return { file, state: 'failed', outputs, said, code: failure?.code ?? null };
  return { file, state: 'done', outputs, said: said.length === 0 ? [reply] : said, code: failure?.code ?? null };
}
