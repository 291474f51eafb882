import { fail } from '../base/errors.ts';
import { clock } from '../base/time.ts';
import { frameOfMs, msOfFrame } from './rate.ts';
import { emptyTimeline, type Marker, type Read, type Timeline, type WrittenFile } from './timeline.ts';

/**
 * Chapters as YouTube reads them from a description: a time and a name on each line, the first at 0:00, in order, each ten
 * seconds long at least and three at least. Shorter ones are written all the same and said.
 */

/** Times of a list that comes without a rate are whole seconds: any rate of whole frames holds them. */
const RATE = { num: 1000, den: 10 } as const;

export function writeChapters({ markers, rate }: Timeline): WrittenFile[] {
  if (markers.length === 0) throw fail('draft.needs', { what: { en: 'chapters', zh: '章节' } });
  const lines = withBeginning(markers).map(({ at, name }) => {
    const seconds = Math.floor(msOfFrame(at, rate) / 1000);
    return `${clock(seconds * 1000)} ${name.replace(/\s+/g, ' ').trim()}`;
  });
  return [{ name: 'chapters.txt', text: `${lines.join('\n')}\n` }];
}

/** A list must begin at 0:00. */
function withBeginning(markers: readonly Marker[]): readonly Marker[] {
  return (markers[0]?.at ?? 0) === 0 ? markers : [{ at: 0, name: 'Intro' }, ...markers];
}

const LINE = /^[\s\-*•([]*((?:\d{1,2}:)?\d{1,3}:\d{2})[)\]]?\s*[-–—:|]?\s*(.+?)\s*$/;

/** A list of chapters; lines that are none (the rest of a description) are passed over. */
export function readChapters(text: string): Read {
  const markers = text
    .split(/\r\n|\r|\n/)
    .slice(0, 20_000)
    .flatMap((line): Marker[] => {
      const parts = LINE.exec(line.slice(0, 500));
      if (parts === null) return [];
      const [seconds = 0, minutes = 0, hours = 0] = (parts[1] ?? '').split(':').map(Number).toReversed();
      const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
      return [{ at: frameOfMs(ms, RATE), name: (parts[2] ?? '').slice(0, 100) }];
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 500);
  if (markers.length === 0)
    throw fail('interchange.unreadable', { format: 'YouTube', why: 'no line begins with a time such as 0:00' });
  return { timeline: { ...emptyTimeline('chapters', RATE), markers }, losses: [] };
}
