import path from 'node:path';
import { requireText } from '../agent/request-text.ts';
import { fail, problemSaid, TellcutError } from '../base/errors.ts';
import type { Locale, Said } from '../base/lang.ts';
import type { CaptionFormat } from '../captions/write.ts';
import { newHistory } from '../draft/history.ts';
import { summarySaid } from '../draft/summary.ts';
import type { Brain } from './brain.ts';
import { type CaptionsFile, captionFormatOf, withGivenCaptions, writeCaptions } from './captions.ts';
import { type Exported, exportDraft } from './export.ts';
import { requireOutput } from './export-profile.ts';
import { requireEncoder } from './hardware.ts';
import { readAsset } from './ingest.ts';
import { withGivenLut } from './lut.ts';
import { nextSteps } from './next-steps.ts';
import { captionOrders, freeName, ordersOf, type Place } from './orders.ts';
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
  readonly lang: Locale | null;
  /** Where the file goes, its ending being its format; null: `<first file>-edited.…` in the current folder. */
  readonly out: string | null;
  /** `auto` or the name of a hardware encoder; `software` when left out. */
  readonly encoder?: string | undefined;
  /** A captions file (SRT, VTT, ASS) or a script, put on the timeline before the request is read. */
  readonly captions?: string | undefined;
  /** A LUT (a .cube file), put on everything before the request is read. */
  readonly lut?: string | undefined;
  /** Without `out`: path of the file less its ending, instead of `<first file>-edited` in the current folder. */
  readonly stem?: string;
  /** A model to read the request; without one the planner does. */
  readonly brain?: Brain | null;
  readonly signal: AbortSignal;
  readonly onProgress: EditProgress;
};

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
  /** Captions that were written as files of their own. */
  readonly captionFiles: readonly CaptionsFile[];
};

/** The main job: files and a request in, a finished video out. One file that cannot be read costs only itself. */
export async function editFiles(studio: Studio, input: EditInput): Promise<Edited> {
  const asCaptions = input.out === null ? null : captionFormatOf(input.out);
  if (input.out !== null && asCaptions === null) requireOutput(input.out);
  if (input.encoder !== undefined) requireEncoder(input.encoder);
  requireText(input.text);
  const { library: gathered, refused } = await gather(studio, input);
  const onMeasure = (filename: string): void => {
    input.onProgress('listening', null, filename);
  };
  const first = { draft: firstDraft(gathered), library: gathered, signal: input.signal, onMeasure };
  const graded = input.lut === undefined ? { ...first, step: null } : await withGivenLut(studio, input.lut, first);
  const asked = { ...first, draft: graded.draft, library: graded.library };
  const { draft, library, step } =
    input.captions === undefined ? { ...asked, step: null } : await withGivenCaptions(studio, input.captions, asked);
  const given = [graded.step, step].filter((one) => one !== null);
  const made = await runTurn(studio, {
    text: input.text,
    lang: input.lang,
    history: newHistory(draft),
    library,
    brain: input.brain ?? null,
    onEvent: (event) => {
      if (event.kind === 'progress' && event.stage === 'thinking') input.onProgress('thinking', null, event.detail);
    },
    onMeasure,
    signal: input.signal,
  });
  const turn = given.length === 0 ? made : { ...made, steps: [...given, ...made.steps] };
  const facts = factsOf(turn.library);
  const described = {
    turn,
    refused,
    summary: summarySaid(turn.draft, facts),
    next: nextSteps(turn.draft, facts),
  };
  if (turn.question !== null) return { ...described, exported: null, also: [], captionFiles: [] };
  const { rest, captionFiles } = await writeCaptionOrders(turn, input, asCaptions);
  if (rest === null || !asksForVideo(rest)) return { ...described, exported: null, also: [], captionFiles };
  const all: Exported[] = [];
  const orders = await ordersOf(rest, placeOf(input));
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
  return { ...described, exported: all[0] ?? null, also: all.slice(1), captionFiles };
}

/** Writes the captions that were asked for as files; `rest` is what remains to be made, null where that was all. */
async function writeCaptionOrders(
  turn: Turn,
  input: EditInput,
  named: CaptionFormat | null,
): Promise<{ rest: Turn | null; captionFiles: CaptionsFile[] }> {
  const { wanted, others } = captionOrders(turn);
  const formats = new Set([...wanted, ...(named === null ? [] : [named])]);
  const captionFiles: CaptionsFile[] = [];
  for (const format of formats) {
    const place = placeOf(input);
    const out = named === format && place.out !== null ? place.out : await freeName(place.stem, `.${format}`);
    captionFiles.push(await writeCaptions(turn.draft, out, format));
  }
  const isAll = captionFiles.length > 0 && (named !== null || others.every((request) => request.kind !== 'export'));
  return { rest: isAll ? null : { ...turn, requests: others }, captionFiles };
}

/** Where the files of a request go. */
function placeOf({ out, files, stem }: EditInput): Place {
  const first = files[0] ?? 'video';
  if (out !== null) return { out, stem: out.slice(0, out.length - path.extname(out).length) };
  return { out, stem: stem ?? path.resolve(`${path.basename(first, path.extname(first))}-edited`) };
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
    const said = problemSaid(error);
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
