import type { MakeKind } from './maker.ts';

/** Addresses of files in an answer, wherever a model puts them: best first. */

const PLACES: Readonly<Record<MakeKind, readonly string[]>> = {
  image: ['images', 'image', 'output', 'url'],
  video: ['video', 'videos', 'output', 'url'],
  music: ['audio', 'audio_file', 'music', 'audios', 'output', 'url'],
};

/** Deeper than any answer that a model of today gives. */
const DEEPEST = 4;

/** https and http addresses at the usual places of a kind; an answer is somebody else's and may be anything. */
export function addressesIn(value: unknown, kind: MakeKind, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') return /^https?:\/\/\S+$/i.test(value) && value.length <= 4000 ? [value] : [];
  if (Array.isArray(value)) return value.slice(0, 8).flatMap((each) => addressesIn(each, kind, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  return PLACES[kind].flatMap((place) =>
    Object.hasOwn(record, place) ? addressesIn(record[place], kind, depth + 1) : [],
  );
}
