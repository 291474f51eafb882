import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { videoSegment } from '../draft/build.ts';
import type { Canvas, Draft } from '../draft/model.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { layOut, partsOf } from '../draft/ripple.ts';
import { arranged, keepsSound } from './arranged.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireClips, requireMain } from './resolve.ts';
import { type Taken, type Window, waitingPictures } from './window.ts';

/** The most pictures at once. */
const MOST = 9;

const Args = z.object({
  size: z
    .union([z.string().max(20), z.number()])
    .optional()
    .describe('"2x2", "3x3", or how many; by the number of clips when left out'),
  repeat: z.boolean().optional().describe('Where there are fewer clips than cells: shows them again in the others'),
  sound: z
    .union([z.string().max(20), z.boolean()])
    .optional()
    .describe('"keep" plays all of them; usual is the first alone'),
});

/** Several pictures at once in rows and columns. */
export const grid = operation({
  name: 'grid',
  summary:
    'Shows all clips at once in a grid: 2×2 or 3×3. The longest one sets the length; shorter ones stand at their last picture. No cell stays empty: fewer clips are larger, or are shown again.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    return inGrid(draft, sourcesOf(draft, context), args, context);
  },
  examples: [
    { en: 'show the clips in a 2x2 grid', zh: '四宫格' },
    { en: '3x3 grid', zh: '九宫格' },
  ],
});

type GridArgs = z.output<typeof Args>;

/** Lays clips into the cells of a grid: the longest one is the main track. Asks for more where there is one alone. */
function inGrid(draft: Draft, all: readonly Taken[], args: GridArgs, context: OperationContext): Outcome {
  const isRepeated = args.repeat === true;
  const wanted = wantedRows(args.size, isRepeated ? 4 : all.length, draft.canvas);
  const most = cellsIn(wanted);
  const [first] = all;
  if (first === undefined || (all.length < 2 && !isRepeated)) {
    throw fail('agent.question', {
      question: say(
        'A grid needs two clips or more. Which others shall be in it?',
        '宫格至少需要两个片段。还要放哪些？',
      ),
    });
  }
  const repeated = Array.from({ length: most }, (_, i) => all[i % all.length] ?? first);
  const shown = isRepeated && all.length < most ? repeated : all.slice(0, most);
  const rows = shown.length === most ? wanted : rowsFor(shown.length, draft.canvas);
  const cells = cellsOf(rows);
  const main = shown.reduce((best, one, i) => (lengthOf(one) > lengthOf(shown[best] as Taken) ? i : best), 0);
  const longest = shown[main] as Taken;
  const rest = shown.flatMap((one, i) => (i === main ? [] : [{ one, cell: cells[i] as Window }]));
  const ids = new Set(longest.segments.map((s) => s.id));
  const parts = partsOf(draft).filter((part) => part.segment !== null && ids.has(part.segment.id));
  const based = parts.length > 0 ? layOut(draft, parts) : draft;
  const isKept = keepsSound(args.sound);
  const range = { start: 0, end: draftLength(based) };
  const placed = [cells[main] as Window, ...rest.map(({ cell }) => cell)];
  const after = arranged(
    based,
    rest.map(({ one }) => one),
    { cells: placed, range, isKept, context },
  );
  const left = all.length - new Set(shown).size;
  const notes = [
    ...(isKept ? [] : [say('The sound is that of the longest one.', '声音来自最长的一个。')]),
    ...(left > 0 ? [say('{left} more did not fit and went.', '另有 {left} 个放不下，已去掉。', { left })] : []),
    ...(shown.length < most
      ? [
          say(
            '{wanted} would have left {empty} {empty:cell|cells} empty. Say "repeat the clips in a {wanted} grid" to fill them.',
            '{wanted} 会空出 {empty} 格，所以按片段数量铺满。想填满可以说“{wanted} 宫格，重复片段”。',
            { wanted: sizeLabel(wanted), empty: most - shown.length },
          ),
        ]
      : []),
  ];
  return done(
    after,
    say('{count} clips at once in a {size} grid.', '{count} 个片段同屏，{size} 宫格。', {
      count: shown.length,
      size: sizeLabel(rows),
    }),
    notes,
  );
}

/** All clips at once, where as many stand on the timeline as a frame shows well. */
export const gridOfAll = (draft: Draft, sound: GridArgs['sound'], context: OperationContext): Outcome =>
  inGrid(draft, sourcesOf(draft, context), { sound }, context);

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

/** How many cells each row has, from the top. */
type Rows = readonly number[];

const cellsIn = (rows: Rows): number => rows.reduce((sum, cells) => sum + cells, 0);

/** `3×2`, or how many each row has where they differ: `2+3`. */
const sizeLabel = (rows: Rows): string => (new Set(rows).size === 1 ? `${rows[0]}×${rows.length}` : rows.join('+'));

function wantedRows(size: string | number | undefined, count: number, canvas: Canvas): Rows {
  const text = String(size ?? count).trim();
  const named = /^(\d)\s*[x×*by乘]+\s*(\d)$/i.exec(text);
  const words = /九/.test(text) ? 9 : /四/.test(text) ? 4 : /六/.test(text) ? 6 : Number.parseInt(text, 10);
  const rows =
    named === null
      ? rowsFor(Math.max(2, Math.min(MOST, Number.isFinite(words) ? words : count)), canvas)
      : Array.from({ length: Number(named[2]) }, () => Number(named[1]));
  if (cellsIn(rows) > MOST || cellsIn(rows) < 2) {
    throw fail('draft.unclear_value', { text, expected: say('a grid such as 2x2 or 3x3', '宫格，例如 2x2 或 3x3') });
  }
  return rows;
}

/** So many pictures without an empty cell: rows of equal height, each as wide as the frame. */
function rowsFor(count: number, { width, height }: Canvas): Rows {
  const isUpright = height > width;
  if (count <= 3) return isUpright ? Array.from({ length: count }, () => 1) : [count];
  const rows = isUpright && count > 4 ? Math.ceil(count / 2) : count <= 6 ? 2 : 3;
  const least = Math.floor(count / rows);
  // The lower rows take what does not divide evenly: larger pictures stand on top.
  return Array.from({ length: rows }, (_, i) => least + (i >= rows - (count % rows) ? 1 : 0));
}

const cellsOf = (rows: Rows): Window[] =>
  rows.flatMap((columns, row) =>
    Array.from({ length: columns }, (_, column) => ({
      x: (column + 0.5) / columns,
      y: (row + 0.5) / rows.length,
      width: 1 / columns,
      height: 1 / rows.length,
    })),
  );
