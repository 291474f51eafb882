import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { clock, type Rate, rateOf } from '../base/time.ts';
import { decodeText, isText } from '../captions/decode.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import {
  FORMATS,
  type Format,
  formatNamed,
  formatOfFile,
  MOST_BYTES,
  namesOf,
  readTimeline,
  TIMELINE_ENDINGS,
  type Written,
  writeTimeline,
} from '../interchange/formats.ts';
import { timelineOf } from '../interchange/from-draft.ts';
import { draftFrom } from '../interchange/to-draft.ts';
import { captionFormatOf } from './captions.ts';
import { displayName } from './ingest.ts';
import { factsOf, firstDraft, type Library } from './session.ts';
import { writeWhole } from './whole-file.ts';

/** Timelines out of drafts and into them, for every surface. */

/** Formats that a session can be asked for, by the names that requests use. */
export const INTERCHANGE_FORMATS = FORMATS.map(({ name }) => name);

/** Formats that become a draft of their own or, chapters, go onto one. */
export const READABLE_FORMATS = FORMATS.filter(
  ({ name, read }) => read !== null && captionFormatOf(`x.${name}`) === null,
).map(({ name }) => name);

/** The format of a timeline to be written, by its file's name; captions and finished media have their own ways. */
export function timelineFormatOf(file: string): Format | null {
  return captionFormatOf(file) === null ? formatOfFile(file) : null;
}

/** The format that an export asks for; null where it asks for media or captions. */
export function timelineFormat(name: unknown): Format | null {
  if (typeof name !== 'string' || captionFormatOf(`x.${name}`) !== null) return null;
  return formatNamed(WORDS[name.toLowerCase()] ?? name.toLowerCase());
}

/** Other names that people use for formats. */
const WORDS: Readonly<Record<string, string>> = {
  jianying: 'capcut',
  fcp7: 'xmeml',
  premiere: 'xmeml',
  xml: 'xmeml',
  kdenlive: 'mlt',
  shotcut: 'mlt',
  finalcut: 'fcpxml',
  davinci: 'fcpxml',
  resolve: 'fcpxml',
  youtube: 'chapters',
};

/** Whether a file among those of a request is a timeline rather than media. */
export const isTimelineFile = (file: string): boolean => TIMELINE_ENDINGS.includes(path.extname(file).toLowerCase());

/** A draft as the files of a format. Throws `interchange.…`, `draft.needs`. */
export function exportTimeline(
  draft: Draft,
  library: Library,
  { format, name }: { format: string; name: string },
): Written {
  if (format !== 'chapters' && draftLength(draft) === 0) throw fail('draft.nothing_there', undefined);
  return writeTimeline(timelineOf(draft, factsOf(library), name), format);
}

/** A timeline that was written: its file, or the folder of one that has several. */
export type TimelineFile = { readonly file: string; readonly format: string; readonly losses: readonly Said[] };

/** Writes a timeline at `out`; several files go into the folder beside that name. Each appears by rename. */
export async function writeTimelineAt(
  draft: Draft,
  library: Library,
  out: string,
  format: Format,
): Promise<TimelineFile> {
  const name = path.basename(out, path.extname(out));
  const { files, losses } = exportTimeline(draft, library, {
    format: format.name,
    name: format.isFolder ? path.basename(path.dirname(out)) : name,
  });
  try {
    await mkdir(path.dirname(out), { recursive: true });
    for (const { name: own, text } of files)
      await writeWhole(format.isFolder ? path.join(path.dirname(out), own) : out, text);
  } catch (error) {
    throw fail('render.cannot_write', { file: path.basename(out) }, { cause: error });
  }
  return { file: format.isFolder ? path.dirname(out) : out, format: format.name, losses };
}

/** The name of a timeline's file where nobody gave one: of a folder, its first file. */
export const timelineName = (stem: string, { extension, isFolder, name }: Format): string =>
  isFolder ? path.join(`${stem}-${name}`, 'draft_content.json') : `${stem}${extension}`;

export type ImportedTimeline = { readonly draft: Draft; readonly said: Said; readonly losses: readonly Said[] };

/**
 * A timeline's text as a draft on the files of a library. Chapters go onto `current`. Throws `interchange.…`.
 */
export function importTimeline(
  text: string,
  format: string,
  library: Library,
  current: Draft | null,
): ImportedTimeline {
  const facts = factsOf(library);
  const read = readTimeline(text, format, rateOfLibrary(library));
  if (format === 'chapters') {
    const base = current ?? firstDraft(library);
    const { markers } = draftFrom(read.timeline, facts).draft;
    const kept = (markers ?? []).filter(({ at }) => at < draftLength(base));
    return {
      draft: { ...base, markers: kept },
      said: say('Read {count} {count:chapter|chapters}.', '读入了 {count} 个章节。', { count: kept.length }),
      losses: read.losses,
    };
  }
  const { draft, losses } = draftFrom(read.timeline, facts);
  const said = say(
    'Read the timeline: {clips} {clips:clip|clips}, {length}.',
    '读入了时间线：{clips} 个片段，时长 {length}。',
    {
      clips: mainSegments(draft).length,
      length: clock(draftLength(draft)),
    },
  );
  return { draft, said, losses: [...read.losses, ...losses] };
}

/** The rate of the first film: lists of cuts do not say theirs. */
function rateOfLibrary(library: Library): Rate | null {
  for (const { asset } of library.values())
    if (asset.probe.kind === 'video' && asset.probe.video !== null)
      return rateOf(Math.round(asset.probe.video.fps * 1000) / 1000);
  return null;
}

/** The text of a timeline's file. Throws `input.file_missing`, `interchange.too_large`, `interchange.unreadable`. */
export async function timelineText(file: string): Promise<{ text: string; format: Format }> {
  const name = displayName(file);
  const format = formatOfFile(file);
  if (format === null) throw fail('interchange.unknown_format', { file: name, formats: namesOf('read') });
  const found = await stat(file).catch((error: unknown) => {
    throw fail('input.file_missing', { file: name }, { cause: error });
  });
  if (!found.isFile()) throw fail('input.not_a_file', { file: name });
  if (found.size > MOST_BYTES) throw fail('interchange.too_large', { megabytes: MOST_BYTES / 1_000_000 });
  const bytes = await readFile(file);
  if (!isText(bytes)) throw fail('interchange.unreadable', { format: format.said.en, why: 'it is not text' });
  return { text: decodeText(bytes), format };
}

/** One format into another, without any media. Throws `interchange.…`. */
export async function convertTimeline(from: string, out: string): Promise<TimelineFile> {
  const target = formatOfFile(out);
  if (target === null) throw fail('interchange.unknown_format', { file: displayName(out), formats: namesOf('write') });
  const { text, format } = await timelineText(from);
  const read = readTimeline(text, format.name);
  const { files, losses } = writeTimeline(read.timeline, target.name);
  try {
    await mkdir(path.dirname(path.resolve(out)), { recursive: true });
    for (const { name, text: content } of files)
      await writeWhole(target.isFolder ? path.join(path.dirname(out), name) : out, content);
  } catch (error) {
    throw fail('render.cannot_write', { file: path.basename(out) }, { cause: error });
  }
  return { file: out, format: target.name, losses: [...read.losses, ...losses] };
}
