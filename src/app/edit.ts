import path from 'node:path';
import { planRequest } from '../agent/plan.ts';
import { languageOf } from '../agent/read.ts';
import { requireText } from '../agent/request-text.ts';
import { fail, problemSaid, TellcutError } from '../base/errors.ts';
import { type Locale, localeOf, type Said } from '../base/lang.ts';
import { inLocale } from '../base/say.ts';
import type { CaptionFormat } from '../captions/write.ts';
import { newHistory } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { summarySaid } from '../draft/summary.ts';
import type { Format } from '../interchange/formats.ts';
import type { Request } from '../operations/operation.ts';
import type { Brain } from './brain.ts';
import { type CaptionsFile, captionFormatOf, withGivenCaptions, writeCaptions } from './captions.ts';
import { type Exported, exportDraft } from './export.ts';
import { requireOutput } from './export-profile.ts';
import { withGivenTemplate } from './given-template.ts';
import { requireEncoder } from './hardware.ts';
import { readAsset } from './ingest.ts';
import {
  INTERCHANGE_FORMATS,
  importTimeline,
  isTimelineFile,
  type TimelineFile,
  timelineFormatOf,
  timelineName,
  timelineText,
  writeTimelineAt,
} from './interchange.ts';
import { withGivenLut } from './lut.ts';
import { nextSteps } from './next-steps.ts';
import { captionOrders, freeName, ordersOf, type Place, timelineOrders } from './orders.ts';
import { factsOf, firstDraft, type Library, type StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';
import { runTurn, type Step, type Turn } from './turn.ts';

/** What the caller sees while it waits. `fraction` is null where the end is not known. */
export type EditProgress = (
  stage: 'reading' | 'thinking' | 'listening' | 'making' | 'rendering',
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
  /** Name of a template to begin with. */
  readonly template?: string | undefined;
  /** Files of the timeline for other editors, by their endings: .otio, .fcpxml, .xml, .edl, .mlt, .csv … */
  readonly timelines?: readonly string[] | undefined;
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
  /** Timelines that were written for other editors. */
  readonly timelines: readonly TimelineFile[];
};

/** The main job: files and a request in, a finished video out. One file that cannot be read costs only itself. */
export async function editFiles(studio: Studio, input: EditInput): Promise<Edited> {
  const asCaptions = input.out === null ? null : captionFormatOf(input.out);
  const asTimeline = input.out === null ? null : timelineFormatOf(input.out);
  if (input.out !== null && asCaptions === null && asTimeline === null) requireOutput(input.out);
  for (const file of input.timelines ?? []) requireTimelineName(file);
  if (input.encoder !== undefined) requireEncoder(input.encoder);
  requireText(input.text);
  const { library: gathered, refused } = await gather(studio, {
    ...input,
    files: input.files.filter((file) => !isTimelineFile(file)),
  });
  const onMeasure = (filename: string): void => {
    input.onProgress('listening', null, filename);
  };
  const begun = await beginning(input.files.filter(isTimelineFile), gathered);
  const first = { draft: begun.draft, library: gathered, signal: input.signal, onMeasure };
  const graded = input.lut === undefined ? { ...first, step: null } : await withGivenLut(studio, input.lut, first);
  const shaped =
    input.template === undefined
      ? { ...first, draft: graded.draft, library: graded.library, step: null }
      : await withGivenTemplate(studio, input.template, { ...first, draft: graded.draft, library: graded.library });
  const asked = { ...first, draft: shaped.draft, library: shaped.library };
  const { draft, library, step } =
    input.captions === undefined ? { ...asked, step: null } : await withGivenCaptions(studio, input.captions, asked);
  const given = [...begun.steps, graded.step, shaped.step, step].filter((one) => one !== null);
  const made = await runTurn(studio, {
    text: input.text,
    lang: input.lang,
    history: newHistory(draft),
    library,
    brain: input.brain ?? null,
    onEvent: (event) => {
      if (event.kind !== 'progress') return;
      if (event.stage === 'thinking') input.onProgress('thinking', null, event.detail);
      if (event.stage === 'making')
        input.onProgress(
          'making',
          event.fraction,
          inLocale(event.said, input.lang ?? localeOf(languageOf(input.text))),
        );
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
  const nothing = { exported: null, also: [], captionFiles: [], timelines: [] };
  if (turn.question !== null) return { ...described, ...nothing };
  const { left, timelines } = await writeTimelineOrders(turn, input, asTimeline);
  if (left === null) return { ...described, ...nothing, timelines };
  const { rest, captionFiles } = await writeCaptionOrders(left, input, asCaptions);
  if (rest === null || !asksForVideo(rest, draft)) return { ...described, ...nothing, captionFiles, timelines };
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
  return { ...described, exported: all[0] ?? null, also: all.slice(1), captionFiles, timelines };
}

/** The draft that a request begins with: that of a timeline among its files, or the files one after another. */
async function beginning(files: readonly string[], library: Library): Promise<{ draft: Draft; steps: Step[] }> {
  let draft = firstDraft(library);
  const steps: Step[] = [];
  for (const file of files) {
    const { text, format } = await timelineText(file);
    const read = importTimeline(text, format.name, library, draft);
    draft = read.draft;
    steps.push({ kind: 'done', op: 'import', said: read.said, notes: read.losses });
  }
  return { draft, steps };
}

function requireTimelineName(file: string): void {
  if (timelineFormatOf(file) === null)
    throw fail('interchange.unknown_format', { file: path.basename(file), formats: INTERCHANGE_FORMATS.join(', ') });
}

/**
 * Writes the timelines that were asked for, by words, as `out` or beside it; `left` is what remains to be made, null where
 * a timeline was all.
 */
async function writeTimelineOrders(
  turn: Turn,
  input: EditInput,
  named: Format | null,
): Promise<{ left: Turn | null; timelines: TimelineFile[] }> {
  const { wanted, others } = timelineOrders(turn);
  const { out, stem } = placeOf(input);
  const timelines: TimelineFile[] = [];
  const write = async (file: string, format: Format): Promise<void> => {
    timelines.push(await writeTimelineAt(turn.draft, turn.library, file, format));
  };
  if (named !== null && out !== null) await write(out, named);
  for (const file of input.timelines ?? []) {
    const format = timelineFormatOf(file);
    if (format !== null) await write(path.resolve(file), format);
  }
  for (const format of wanted) {
    if (timelines.some((made) => made.format === format.name)) continue;
    const name = timelineName(stem, format);
    await write(format.isFolder ? name : await freeName(stem, format.extension), format);
  }
  const isAll = named !== null || (wanted.length > 0 && isNothingElse(others, input));
  return { left: isAll ? null : { ...turn, requests: others }, timelines };
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
  const isAll = captionFiles.length > 0 && (named !== null || isNothingElse(others, input));
  return { rest: isAll ? null : { ...turn, requests: others }, captionFiles };
}

/** Whether beside captions or timelines nothing was asked for: no export by words, no file of another kind by name. */
const isNothingElse = (others: readonly Request[], { out }: EditInput): boolean =>
  out === null && others.every((request) => request.kind !== 'export');

/** Where the files of a request go. */
function placeOf({ out, files, stem }: EditInput): Place {
  const first = files[0] ?? 'video';
  if (out !== null) return { out, stem: out.slice(0, out.length - path.extname(out).length) };
  return { out, stem: stem ?? path.resolve(`${path.basename(first, path.extname(first))}-edited`) };
}

/** Whether a request makes a video of words alone. Throws what {@link planRequest} throws. */
export const needsNoFile = (text: string): boolean =>
  planRequest({ text, context: { videos: 0, photos: 0, audios: 0 } }).ops.some(({ op }) => OF_WORDS.has(op));

const OF_WORDS: ReadonlySet<string> = new Set(['generate', 'generate_image', 'generate_video']);

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
  if (files.length === 0) return { library, refused };
  if (library.size === 0) throw firstFailure ?? fail('draft.nothing_there', undefined);
  const first = [...library.values()][0];
  if (first !== undefined && [...library.values()].every(({ asset }) => asset.probe.video === null)) {
    throw fail('input.no_picture', { file: first.asset.filename });
  }
  return { library, refused };
}

/** A request that edits or exports wants a video; one that only asks or looks does not. */
function asksForVideo(turn: Turn, before: Draft): boolean {
  if (turn.requests.some((request) => request.kind === 'export')) return true;
  // A storyboard is told and makes nothing yet.
  const isTold = turn.draft === before && turn.steps.every(({ op }) => op === 'generate');
  if (isTold) return false;
  const silent = new Set(['status', 'credits', 'find_words']);
  return turn.steps.some((step) => step.kind === 'done' && !silent.has(step.op));
}
