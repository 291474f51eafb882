import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Rate } from '../base/time.ts';
import { writeCapcut } from './capcut.ts';
import { readCaptions, writeCaptionsFile } from './captions.ts';
import { readChapters, writeChapters } from './chapters.ts';
import { readCutList, writeCutList } from './cut-list.ts';
import { readEdl, writeEdl } from './edl.ts';
import { writeFcpxml } from './fcpxml.ts';
import { readFcpxml } from './fcpxml-read.ts';
import type { Feature } from './feature-names.ts';
import { lossesOf } from './features.ts';
import { TIMELINE_KINDS, type TimelineKind } from './kinds.ts';
import { writeMlt } from './mlt.ts';
import { writeOtio } from './otio.ts';
import { readOtio } from './otio-read.ts';
import type { Read, Timeline, WrittenFile } from './timeline.ts';
import { writeXmeml } from './xmeml.ts';
import { readXmeml } from './xmeml-read.ts';

/** One format in which a timeline leaves or comes. Every surface reads this table. */
export type Format = {
  readonly name: string;
  readonly said: Said;
  /** The ending of its file; of CapCut, whose draft is a folder, of the file in it. */
  readonly extension: string;
  /** Whether it comes as several files in a folder. */
  readonly isFolder: boolean;
  readonly write: ((timeline: Timeline) => readonly WrittenFile[]) | null;
  /** `hint` is the frame rate of the media that come with it, for formats that do not say theirs. */
  readonly read: ((text: string, hint: Rate | null) => Read) | null;
  /** What of a timeline it holds; everything else is named as lost. */
  readonly carries: ReadonlySet<Feature>;
};

const CLIPS: readonly Feature[] = ['gaps', 'transitions', 'speed', 'reverse', 'freeze'];
const MIXED: readonly Feature[] = [...CLIPS, 'overlays', 'other audio', 'volume', 'poses'];

type Row = Pick<Format, 'write' | 'read'> & { readonly carries: readonly Feature[] };

const row = (name: TimelineKind, { carries, ...rest }: Row, isFolder = false): Format => {
  const { said, extension } = TIMELINE_KINDS[name];
  return { name, said, extension, isFolder, ...rest, carries: new Set(carries) };
};

export const FORMATS: readonly Format[] = [
  row('otio', {
    carries: [...MIXED, 'named transitions', 'fades', 'markers'],
    write: writeOtio,
    read: readOtio,
  }),
  row('fcpxml', {
    carries: [...MIXED, 'fades', 'titles', 'captions', 'markers'],
    write: writeFcpxml,
    read: readFcpxml,
  }),
  row('xmeml', {
    carries: [...MIXED, 'markers'],
    write: writeXmeml,
    read: readXmeml,
  }),
  row('edl', {
    carries: [...CLIPS, 'other audio', 'markers'],
    write: writeEdl,
    read: readEdl,
  }),
  row('mlt', {
    carries: [...CLIPS, 'overlays', 'other audio', 'volume'],
    write: writeMlt,
    read: null,
  }),
  row(
    'capcut',
    {
      carries: [...MIXED, 'titles', 'captions'],
      write: writeCapcut,
      read: null,
    },
    true,
  ),
  row('csv', {
    carries: ['gaps', 'speed', 'reverse', 'freeze', 'overlays', 'other audio', 'volume'],
    write: writeCutList,
    read: readCutList,
  }),
  row('chapters', {
    carries: ['markers'],
    write: writeChapters,
    read: readChapters,
  }),
  ...(['srt', 'vtt', 'ass'] as const).map((name) => ({
    name,
    isFolder: false,
    said: { en: name.toUpperCase(), zh: name.toUpperCase() },
    extension: `.${name}`,
    carries: new Set<Feature>(['captions']),
    write: (timeline: Timeline) => writeCaptionsFile(timeline, name),
    read: readCaptions,
  })),
];

/** Files of more than this are no timelines. */
export const MOST_BYTES = 32_000_000;

/** Formats that are about what is said, not about what is cut: nothing of the cut is lost by them. */
const PARTIAL: ReadonlySet<string> = new Set(['chapters', 'srt', 'vtt', 'ass']);

export const formatNamed = (name: string): Format | null => FORMATS.find((format) => format.name === name) ?? null;

/** Endings of whole timelines, which can stand among the files of a request. */
export const TIMELINE_ENDINGS: readonly string[] = FORMATS.filter(
  ({ name, read }) => read !== null && !PARTIAL.has(name),
).map(({ extension }) => extension);

/** The format of a file by its name; null for what is no timeline. */
export function formatOfFile(file: string): Format | null {
  const name = file.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  if (name === 'draft_content.json') return formatNamed('capcut');
  return FORMATS.find(({ extension, isFolder }) => !isFolder && name.endsWith(extension)) ?? null;
}

export type Written = { readonly files: readonly WrittenFile[]; readonly losses: readonly Said[] };

/** A timeline as the files of a format, and what does not go along. Throws `interchange.one_way`, `draft.needs`. */
export function writeTimeline(timeline: Timeline, name: string): Written {
  const format = requireFormat(name);
  if (format.write === null) throw oneWay(format, 'write');
  const losses = PARTIAL.has(format.name) ? [] : lossesOf(timeline, format.said, format.carries);
  return { files: format.write(timeline), losses };
}

/** A file of a format as a timeline. Throws `interchange.unreadable`, `interchange.one_way`, `interchange.too_large`. */
export function readTimeline(text: string, name: string, hint: Rate | null = null): Read {
  const format = requireFormat(name);
  if (format.read === null) throw oneWay(format, 'read');
  if (text.length > MOST_BYTES) throw fail('interchange.too_large', { megabytes: MOST_BYTES / 1_000_000 });
  return format.read(text, hint);
}

function requireFormat(name: string): Format {
  const format = formatNamed(name);
  if (format === null) throw fail('interchange.unknown_format', { file: name.slice(0, 60), formats: namesOf('write') });
  return format;
}

/** The names of all formats that go one way. */
export const namesOf = (way: 'read' | 'write'): string =>
  FORMATS.filter((format) => format[way] !== null)
    .map(({ name }) => name)
    .join(', ');

const oneWay = ({ said }: Format, way: 'read' | 'write'): Error =>
  fail('interchange.one_way', { format: said.en, formats: namesOf(way) });
