import type { Sentence } from './clause.ts';
import { has } from './items.ts';
import type { PlannedOp } from './types.ts';

const AGAIN =
  /^(?:again|once more|one more time|do (?:that|it) again|same again|repeat (?:that|it)|再来一次|再来一遍|再做一次|もう一度|もう一回|다시 한번|한 번 더|otra vez|de nuevo|noch ?mal|noch einmal|encore(?: une fois)?)(?![a-z])/;
const MORE =
  /^(?:(?:even |a (?:bit|little) |much |still )?more|more still|stronger|even (?:stronger|further)|(?:a )?(?:bit|little) more|再多一点|再来一点|再强一点|更强一点|还不够|不够|もっと|더|más|un poco más|mehr|noch mehr|plus|encore plus|mais)[\s.!。！]*$/;
const LESS =
  /^(?:(?:a (?:bit|little) |much )?less|too much|too strong|weaker|not so (?:much|strong)|tone it down|太多了|太强了|少一点|弱一点|过了|过头了|やりすぎ|弱く|너무 강해|덜|menos|demasiado|weniger|zu viel|moins|trop)[\s.!。！]*$/;
const NOT_THAT =
  /^(?:not that(?: one)?|no,? not that(?: one)?|wrong(?: one)?|that(?:'s| is) wrong|i (?:don'?t|do not) like (?:it|that)|不是这个|不是那个|不对|不喜欢|换一个吧|それじゃない|그거 말고|ese no|das nicht|pas (?:ça|celui-là)|esse não)[\s.!。！]*$/;

/** Words of degree and their opposites, as slots hold them. */
const OPPOSITE: Record<string, string> = {
  up: 'down',
  down: 'up',
  faster: 'slower',
  slower: 'faster',
  bigger: 'smaller',
  smaller: 'bigger',
  larger: 'smaller',
};

/** Operations that are asked of a surface, and make no sense a second time. */
const ONCE_ONLY = new Set([
  'export',
  'undo',
  'redo',
  'status',
  'credits',
  'answer',
  'clarify',
  'unsupported',
  'merge',
  'slideshow',
  'generate',
]);

const graded = (o: PlannedOp): boolean =>
  Object.values(o).some((v) => typeof v === 'string' && Object.hasOwn(OPPOSITE, v));

/**
 * A request that leans on the one before it: "again", "more", "too much", "not that one", "brighter still". Null when it
 * does not, or when there is nothing to lean on.
 */
export function followUp(s: Sentence): PlannedOp[] | null {
  const previous = (s.input.previous ?? []).filter((o) => !ONCE_ONLY.has(o.op));
  if (previous.length === 0) return null;
  const text = s.text.toLowerCase().trim();
  if (NOT_THAT.test(text)) return [{ op: 'undo' }];
  if (AGAIN.test(text) && s.items.length <= 4) return [...previous];
  if (MORE.test(text)) return previous.some(graded) ? previous.filter(graded) : [...previous];
  if (LESS.test(text)) {
    const turned = previous.filter(graded).map(opposite);
    return turned.length > 0 ? turned : [{ op: 'undo' }];
  }
  return comparative(s, previous);
}

function opposite(o: PlannedOp): PlannedOp {
  return Object.fromEntries(
    Object.entries(o).map(([k, v]) => [k, typeof v === 'string' ? (OPPOSITE[v] ?? v) : v]),
  ) as PlannedOp;
}

/** "bigger", "yellow", "shorter" after a title or captions were made are about those. */
function comparative(s: Sentence, previous: readonly PlannedOp[]): PlannedOp[] | null {
  const last = previous.findLast((o) => ['title', 'text', 'captions'].includes(o.op));
  if (last === undefined || s.items.length > 4) return null;
  if (
    s.items.some((i) =>
      ['clip', 'video', 'music', 'sound', 'title', 'text', 'caption', 'logo'].some(
        (k) => has(i, k) && !/^(?:it|这个|它)$/.test(i.text),
      ),
    )
  )
    return null;
  const size = s.items.some((i) => has(i, 'bigger'))
    ? 'bigger'
    : s.items.some((i) => has(i, 'smaller'))
      ? 'smaller'
      : undefined;
  const colors = s.items.flatMap((i) => i.concepts.filter((k) => k.startsWith('color=')));
  const places = s.items.flatMap((i) => i.concepts.filter((k) => k.startsWith('pos=')));
  const color = colors[0]?.slice(6);
  const position = places[0]?.slice(4);
  if (size === undefined && color === undefined && position === undefined) return null;
  return [
    {
      op: last.op,
      ...(size === undefined ? {} : { size }),
      ...(color === undefined ? {} : { color }),
      ...(position === undefined ? {} : { position }),
    },
  ];
}
