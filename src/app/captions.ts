import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PlannedOp } from '../agent/types.ts';
import { fail } from '../base/errors.ts';
import { CAPTION_LIMITS } from '../captions/cue.ts';
import { decodeText, isText } from '../captions/decode.ts';
import { hasTimes } from '../captions/read.ts';
import { CAPTION_FORMATS, type CaptionFormat, writeCues } from '../captions/write.ts';
import { newHistory } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { textSegments } from '../draft/queries.ts';
import { displayName } from './ingest.ts';
import type { Library } from './session.ts';
import type { Studio } from './studio.ts';
import { carryOut, startState } from './tool-layer.ts';
import type { Step, TurnInput } from './turn-types.ts';
import { writeWhole } from './whole-file.ts';

export { CAPTION_FORMATS };

/** The format of a captions file by its ending, or null for any other file. */
export function captionFormatOf(file: string): CaptionFormat | null {
  const ending = path.extname(file).toLowerCase().slice(1);
  return CAPTION_FORMATS.find((format) => format === ending) ?? null;
}

/**
 * A captions file or a script as the call of the operation that puts it on the timeline: with times in it, it is
 * captions, without, the text that is spoken. Throws `input.file_missing`, `captions.too_large`, `captions.unreadable`.
 */
export async function captionsCall(file: string): Promise<PlannedOp> {
  const name = displayName(file);
  const found = await stat(file).catch((error: unknown) => {
    throw fail('input.file_missing', { file: name }, { cause: error });
  });
  if (!found.isFile()) throw fail('input.not_a_file', { file: name });
  if (found.size > CAPTION_LIMITS.kilobytes * 1024) throw fail('captions.too_large', CAPTION_LIMITS);
  const bytes = await readFile(file);
  if (!isText(bytes)) throw fail('captions.unreadable', undefined);
  const text = decodeText(bytes);
  if (hasTimes(text)) return { op: 'captions', file: text };
  if (captionFormatOf(file) !== null || text.trim() === '') throw fail('captions.unreadable', undefined);
  return { op: 'captions', script: text };
}

/** A draft with captions that came beside the request, before anything of the request is done. */
export async function withGivenCaptions(
  studio: Studio,
  file: string,
  given: { draft: Draft; library: Library; signal: AbortSignal; onMeasure: (filename: string) => void },
): Promise<{ draft: Draft; library: Library; step: Step }> {
  const call = await captionsCall(file);
  const input: TurnInput = {
    text: '',
    lang: null,
    history: newHistory(given.draft),
    library: given.library,
    onMeasure: given.onMeasure,
    signal: given.signal,
  };
  const state = await carryOut(studio, { state: startState(input), call, notes: [], allowed: null, input });
  const [step] = state.steps;
  if (step === undefined) throw new Error('the call left no step');
  return { draft: state.draft, library: state.library, step };
}

/** A captions file that was written. */
export type CaptionsFile = { readonly file: string; readonly format: CaptionFormat; readonly lines: number };

/** The captions of a draft as a file at `out`, which appears by rename. Throws `draft.needs` where there are none. */
export async function writeCaptions(draft: Draft, out: string, format: CaptionFormat): Promise<CaptionsFile> {
  const text = captionsText(draft, format);
  try {
    await writeWhole(out, text);
  } catch (error) {
    throw fail('render.cannot_write', { file: path.basename(out) }, { cause: error });
  }
  return { file: out, format, lines: textSegments(draft, 'caption').length };
}

/** The captions of a draft, hidden ones too, as the text of a file. */
export function captionsText(draft: Draft, format: CaptionFormat): string {
  const captions = textSegments(draft, 'caption').toSorted((a, b) => a.start - b.start);
  const [first] = captions;
  if (first === undefined) throw fail('draft.needs', { what: { en: 'captions', zh: '字幕' } });
  const cues = captions.map(({ text, second, ...caption }) => ({
    start: caption.start,
    end: caption.start + caption.duration,
    text,
    ...(second === undefined ? {} : { second: second.text }),
  }));
  return writeCues(cues, format, {
    width: draft.canvas.width,
    height: draft.canvas.height,
    style: first.style,
    y: first.y,
    second: captions.find(({ second }) => second !== undefined)?.second,
  });
}
