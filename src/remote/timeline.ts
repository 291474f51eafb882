import type { State } from '../client/index.ts';

/** A timeline in words, for servers that say nothing of it themselves. */

type Track = { readonly tt?: unknown; readonly sg?: unknown };
type Segment = { readonly d?: unknown; readonly m?: unknown };

const KINDS: Readonly<Record<number, string>> = { 0: 'Video', 1: 'Audio', 7: 'Text' };
/** Where clients of the published draft keep what a segment is called. */
const NAMES = ['name', 'title', 'text', 'content', 'filename', 'file_name'];

/** One line for each track: `1. Video: talk.mp4 (0-10s)`. Segments of a published draft stand one after the other. */
export function tracksOf(state: State): string[] {
  const tracks: unknown = state.draft?.t;
  if (!Array.isArray(tracks)) return [];
  return (tracks as readonly Track[]).map(({ tt, sg }, index) => {
    let at = 0;
    const parts = (Array.isArray(sg) ? (sg as readonly Segment[]) : []).map((segment) => {
      const from = at;
      at += typeof segment.d === 'number' ? segment.d : 0;
      return `${nameOf(segment)}${secondsOf(from)}-${secondsOf(at)}s`;
    });
    const kind = KINDS[Number(tt)] ?? 'Track';
    const shown = parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} more`] : parts;
    return `${index + 1}. ${kind}: ${shown.join(', ') || 'empty'}`;
  });
}

const secondsOf = (ms: number): string => String(Math.round(ms / 100) / 10);

function nameOf({ m }: Segment): string {
  if (typeof m !== 'object' || m === null) return '';
  const found = NAMES.map((key) => (m as Record<string, unknown>)[key]).find((name) => typeof name === 'string');
  return found === undefined ? '' : `${found} `;
}

/** The timeline in one line: the server's own, or ours. */
export function timelineOf(state: State): string {
  if (typeof state.summary === 'string' && state.summary !== '') return state.summary;
  const tracks = tracksOf(state);
  return `Timeline (${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'}): ${tracks.join(' ')}`;
}

/** What a turn did that said nothing: tracks that are new or other than before, and what they were. Null: nothing. */
export function changesOf(before: State, after: State): { readonly now: string; readonly before: string } | null {
  const [old, now] = [tracksOf(before), tracksOf(after)];
  const added = now.filter((track) => !old.includes(track));
  const gone = old.filter((track) => !now.includes(track));
  if (added.length + gone.length > 0) return { now: added.join('; ') || 'nothing', before: gone.join('; ') };
  // What the lines do not show: looks, volumes.
  if (JSON.stringify(before.draft) === JSON.stringify(after.draft)) return null;
  return { now: now.join('; '), before: '' };
}
