import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { videoSegment } from '../draft/build.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { layOut, partsOf } from '../draft/ripple.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireClips, requireMain } from './resolve.ts';
import { arranged } from './split-screen.ts';
import { type Taken, type Window, waitingPictures } from './window.ts';

/** The most pictures at once. */
const MOST = 9;

const Args = z.object({
  size: z
    .union([z.string().max(20), z.number()])
    .optional()
    .describe('"2x2", "3x3", or how many; by the number of clips when left out'),
  sound: z
    .union([z.string().max(20), z.boolean()])
    .optional()
    .describe('"keep" plays all of them; usual is the first alone'),
});

/** Several pictures at once in rows and columns. */
export const grid = operation({
  name: 'grid',
  summary:
    'Shows all clips at once in a grid: 2×2 or 3×3. The longest one sets the length; shorter ones stand at their last picture.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const all = sourcesOf(draft, context);
    const [columns, rows] = sizeFor(args.size, all.length);
    const shown = all.slice(0, columns * rows);
    if (shown.length < 2) {
      throw fail('agent.question', {
        question: say(
          'A grid needs two clips or more. Which others shall be in it?',
          '宫格至少需要两个片段。还要放哪些？',
        ),
      });
    }
    const longest = shown.reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best));
    const order = [longest, ...shown.filter((one) => one !== longest)];
    const cells = order.map((one) => cellAt(shown.indexOf(one), columns, rows));
    const ids = new Set(longest.segments.map((s) => s.id));
    const parts = partsOf(draft).filter((part) => part.segment !== null && ids.has(part.segment.id));
    const based = parts.length > 0 ? layOut(draft, parts) : draft;
    const isKept = args.sound === true || /keep|all|on|保留|全部/i.test(String(args.sound ?? ''));
    const range = { start: 0, end: draftLength(based) };
    const after = arranged(based, order.slice(1), { cells, range, isKept, context });
    const left = all.length - shown.length;
    const notes = [
      ...(isKept ? [] : [say('The sound is that of the longest one.', '声音来自最长的一个。')]),
      ...(left > 0 ? [say('{left} more did not fit and went.', '另有 {left} 个放不下，已去掉。', { left })] : []),
    ];
    const values = { count: shown.length, size: `${columns}×${rows}` };
    return done(
      after,
      say('{count} clips at once in a {size} grid.', '{count} 个片段同屏，{size} 宫格。', values),
      notes,
    );
  },
  examples: [
    { en: 'show the clips in a 2x2 grid', zh: '四宫格' },
    { en: '3x3 grid', zh: '九宫格' },
  ],
});

const lengthOf = ({ segments, asset }: Taken): number =>
  asset.probe.kind === 'image' ? 1 : segments.reduce((most, s) => Math.max(most, s.start + s.duration), 0);

/** The clips of the timeline, and after them what waits beside it. */
function sourcesOf(draft: Draft, { facts }: OperationContext): Taken[] {
  const clips = requireClips(draft).flatMap((clip): Taken[] => {
    const asset = facts.assets.get(clip.asset);
    const first = clip.segments[0]?.start ?? 0;
    const segments = clip.segments.map((s) => ({ ...s, start: s.start - first, transition: null }));
    return asset === undefined ? [] : [{ draft, asset, segments }];
  });
  const waiting = waitingPictures(draft, facts).map((asset) => ({
    draft,
    asset,
    segments: [videoSegment('new', asset, 0)],
  }));
  return mainSegments(draft).length === 0 ? waiting : [...clips, ...waiting];
}

function sizeFor(size: string | number | undefined, count: number): [number, number] {
  const text = String(size ?? count).trim();
  const named = /^(\d)\s*[x×*by乘]+\s*(\d)$/i.exec(text);
  const words = /九/.test(text) ? 9 : /四/.test(text) ? 4 : /六/.test(text) ? 6 : Number.parseInt(text, 10);
  const [columns, rows] =
    named === null ? shapeFor(Number.isFinite(words) ? words : count) : [Number(named[1]), Number(named[2])];
  if (columns < 1 || rows < 1 || columns * rows > MOST || columns * rows < 2) {
    throw fail('draft.unclear_value', { text, expected: say('a grid such as 2x2 or 3x3', '宫格，例如 2x2 或 3x3') });
  }
  return [columns, rows];
}

function shapeFor(count: number): [number, number] {
  if (count <= 2) return [2, 1];
  if (count <= 4) return [2, 2];
  return count <= 6 ? [3, 2] : [3, 3];
}

function cellAt(index: number, columns: number, rows: number): Window {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return { x: (column + 0.5) / columns, y: (row + 0.5) / rows, width: 1 / columns, height: 1 / rows };
}
