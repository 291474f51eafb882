import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, TellcutError, toProblem } from '../base/errors.ts';
import type { Lang, Said } from '../base/lang.ts';
import { summaryLine } from '../draft/summary.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import { type Exported, exportDraft, requireOutput } from './export.ts';
import { readAsset } from './ingest.ts';
import { nextSteps } from './next-steps.ts';
import { factsOf, firstDraft, type Library, type StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';
import { runTurn, type Turn } from './turn.ts';

/** What the caller sees while it waits. `fraction` is null where the end is not known. */
export type EditProgress = (
  stage: 'reading' | 'listening' | 'rendering',
  fraction: number | null,
  detail: string,
) => void;

export type EditInput = {
  readonly files: readonly string[];
  readonly text: string;
  readonly lang: Lang | null;
  /** Where the video goes; null: beside nothing, `<first file>-edited.mp4` in the current folder. */
  readonly out: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: EditProgress;
};

/** Longest request that is read, in characters. */
export const MOST_CHARACTERS = 10_000;

/** A file that could not be used; the others went on without it. */
export type Refused = { readonly file: string; readonly code: string; readonly said: Said };

export type Edited = {
  readonly turn: Turn;
  readonly refused: readonly Refused[];
  readonly summary: Said;
  readonly next: readonly Said[];
  /** Null when the request asked for nothing to be made (a question, a status), or must be answered first. */
  readonly exported: Exported | null;
};

/** The main job: files and a request in, a finished video out. One file that cannot be read costs only itself. */
export async function editFiles(studio: Studio, input: EditInput): Promise<Edited> {
  if (input.out !== null) requireOutput(input.out);
  requireText(input.text);
  const { library, refused } = await gather(studio, input);
  const turn = await runTurn(studio, {
    text: input.text,
    lang: input.lang,
    draft: firstDraft(library),
    library,
    onMeasure: (filename) => {
      input.onProgress('listening', null, filename);
    },
    signal: input.signal,
  });
  const facts = factsOf(turn.library);
  const described = {
    turn,
    refused,
    summary: { en: summaryLine(turn.draft, facts, 'en'), zh: summaryLine(turn.draft, facts, 'zh') },
    next: nextSteps(turn.draft, facts),
  };
  if (turn.question !== null || !asksForVideo(turn)) return { ...described, exported: null };
  const asked = turn.requests.find((request) => request.kind === 'export');
  const exported = await exportDraft(studio, {
    draft: turn.draft,
    library: turn.library,
    options: (asked?.options ?? {}) as ExportOptions,
    out: input.out ?? (await freeName(input.files[0] ?? 'video')),
    title: null,
    signal: input.signal,
    onProgress: (fraction) => {
      input.onProgress('rendering', fraction, '');
    },
  });
  return { ...described, exported };
}

/** Refuses what is no request before any file is read. */
function requireText(text: string): void {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) throw fail('agent.empty_request', undefined);
  if (text.length > MOST_CHARACTERS)
    throw fail('input.request_too_long', { length: text.length, most: MOST_CHARACTERS });
}

/** Reads all files. Throws the first refusal when none is left to edit. */
async function gather(
  studio: Studio,
  { files, signal, onProgress }: EditInput,
): Promise<{ library: Library; refused: Refused[] }> {
  const library = new Map<string, StoredAsset>();
  const refused: Refused[] = [];
  let firstFailure: TellcutError | null = null;
  let read = 0;
  onProgress('reading', files.length > 1 ? 0 : null, '');
  const results = await Promise.allSettled(
    files.map(async (file) => {
      const stored = await readAsset(studio, file, signal);
      onProgress('reading', ++read / files.length, stored.asset.filename);
      return stored;
    }),
  );
  for (const [i, result] of results.entries()) {
    if (result.status === 'fulfilled') {
      library.set(result.value.asset.id, result.value);
      continue;
    }
    const error: unknown = result.reason;
    if (!(error instanceof TellcutError)) throw error;
    firstFailure ??= error;
    const said = { en: toProblem(error, 'en').message, zh: toProblem(error, 'zh').message };
    refused.push({ file: path.basename(files[i] ?? ''), code: error.code, said });
  }
  if (library.size === 0) throw firstFailure ?? fail('draft.nothing_there', undefined);
  const first = [...library.values()][0];
  if (first !== undefined && [...library.values()].every(({ asset }) => asset.probe.video === null)) {
    throw fail('input.no_picture', { file: first.asset.filename });
  }
  return { library, refused };
}

/** A request that edits or exports wants a video; one that only asks or looks does not. */
function asksForVideo(turn: Turn): boolean {
  if (turn.requests.some((request) => request.kind === 'export')) return true;
  const silent = new Set(['status', 'credits']);
  return turn.steps.some((step) => step.kind === 'done' && !silent.has(step.op));
}

/** `<name>-edited.mp4` in the current folder, numbered when that is taken. */
async function freeName(file: string): Promise<string> {
  const stem = path.basename(file, path.extname(file));
  for (let i = 1; ; i++) {
    const name = path.resolve(`${stem}-edited${i === 1 ? '' : `-${i}`}.mp4`);
    const taken = await stat(name).then(
      () => true,
      () => false,
    );
    if (!taken) return name;
  }
}
