import path from 'node:path';
import { fail, TellcutError, toProblem } from '../base/errors.ts';
import type { Lang, Said } from '../base/lang.ts';
import { newHistory } from '../draft/history.ts';
import { summaryLine } from '../draft/summary.ts';
import type { Brain } from './brain.ts';
import { type Exported, exportDraft } from './export.ts';
import { requireOutput } from './export-profile.ts';
import { requireEncoder } from './hardware.ts';
import { readAsset } from './ingest.ts';
import { nextSteps } from './next-steps.ts';
import { ordersOf, type Place } from './orders.ts';
import { factsOf, firstDraft, type Library, type StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';
import { runTurn, type Turn } from './turn.ts';

/** What the caller sees while it waits. `fraction` is null where the end is not known. */
export type EditProgress = (
  stage: 'reading' | 'thinking' | 'listening' | 'rendering',
  fraction: number | null,
  detail: string,
) => void;

export type EditInput = {
  readonly files: readonly string[];
  readonly text: string;
  readonly lang: Lang | null;
  /** Where the file goes, its ending being its format; null: `<first file>-edited.…` in the current folder. */
  readonly out: string | null;
  /** `auto` or the name of a hardware encoder; `software` when left out. */
  readonly encoder?: string | undefined;
  /** Without `out`: path of the file less its ending, instead of `<first file>-edited` in the current folder. */
  readonly stem?: string;
  /** A model to read the request; without one the planner does. */
  readonly brain?: Brain | null;
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
  /** Further files that the same request asked for: a GIF beside the video, the other clips. */
  readonly also: readonly Exported[];
};

/** The main job: files and a request in, a finished video out. One file that cannot be read costs only itself. */
export async function editFiles(studio: Studio, input: EditInput): Promise<Edited> {
  if (input.out !== null) requireOutput(input.out);
  if (input.encoder !== undefined) requireEncoder(input.encoder);
  requireText(input.text);
  const { library, refused } = await gather(studio, input);
  const turn = await runTurn(studio, {
    text: input.text,
    lang: input.lang,
    history: newHistory(firstDraft(library)),
    library,
    brain: input.brain ?? null,
    onEvent: (event) => {
      if (event.kind === 'progress' && event.stage === 'thinking') input.onProgress('thinking', null, event.detail);
    },
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
  if (turn.question !== null || !asksForVideo(turn)) return { ...described, exported: null, also: [] };
  const all: Exported[] = [];
  const orders = await ordersOf(turn, placeOf(input));
  for (const [i, { draft, options, out, notes }] of orders.entries()) {
    const exported = await exportDraft(studio, {
      draft,
      library: turn.library,
      options: input.encoder === undefined ? options : { ...options, encoder: input.encoder },
      out,
      title: null,
      signal: input.signal,
      onProgress: (fraction) => {
        input.onProgress('rendering', (i + fraction) / orders.length, '');
      },
    });
    all.push({ ...exported, notes: [...notes, ...exported.notes] });
  }
  return { ...described, exported: all[0] ?? null, also: all.slice(1) };
}

/** Where the files of a request go. */
function placeOf({ out, files, stem }: EditInput): Place {
  const first = files[0] ?? 'video';
  if (out !== null) return { out, stem: out.slice(0, out.length - path.extname(out).length) };
  return { out, stem: stem ?? path.resolve(`${path.basename(first, path.extname(first))}-edited`) };
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
