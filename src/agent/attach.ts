import { ACTIONS, type Sentence } from './clause.ts';
import { any, isHead, OWN_SOUND, STRONG } from './heads.ts';
import { has, type Item } from './items.ts';
import { isNegated } from './negation.ts';

/** Items between two marks or verbs, before it is known whether they are a clause. */
export type Part = { items: Item[]; comma: boolean; glued: boolean };

/** Few ask for more in one breath; beyond it, time would grow faster than the text. The reply says so then. */
export const MOST_ITEMS = 100;

/** Looks that stand for themselves, without a word for colour. */
export const LOOKS = /^look=(?:black and white|sepia|cinematic|vintage|warm|neon)$/;

/** Clauses that only describe the thing before them go back to it: "…, centered, with a black outline". */
export function attach(list: readonly Part[], s: Sentence): Item[][] {
  const out: Item[][] = [];
  for (const part of list) {
    const full = (out.at(-1)?.length ?? 0) > MOST_ITEMS;
    const previous = full ? undefined : out.at(-1);
    if (previous === undefined) out.push([...part.items]);
    else if (isContrast(part.items)) continue;
    else if (takesUp(part.items, previous)) {
      out[out.length - 1] = [...previous.map(judged), ...part.items.filter((i) => !PRONOUN.test(i.text))];
    } else if (isOwnLength(part.items, previous)) out.push([...part.items]);
    else if (describes(part.items, previous, s)) previous.push(...part.items.map(resized));
    else if (leadsTo(previous, part.items, s)) out[out.length - 1] = [...previous, ...part.items];
    else out.push([...part.items]);
  }
  return out;
}

/** "雪，再大一点": how much of what falls. */
const isMoreOf = (items: readonly Item[], previous: readonly Item[]): boolean =>
  items.length <= 3 &&
  items.every((i) => any(i, ['louder', 'quieter', 'bigger', 'smaller', 'up', 'down', 'bit', 'much', 'next'])) &&
  previous.some((i) => i.concepts.some((k) => k.startsWith('particle=')));

/** "captions at the top, not the bottom": what it is not, after what it is. */
const isContrast = (items: readonly Item[]): boolean =>
  has(items[0], 'not') &&
  items.length <= 5 &&
  items.slice(1).every((i) => !isHead(i) && !any(i, ACTIONS) && !/^(?:too|so)$/.test(i.text)) &&
  items.some((i) => i.concepts.some((k) => /^(?:pos|color|language|figure)=/.test(k)));

/** "…, make it move from left to right": a movement is no detail of what is put there. */
const isJourney = (items: readonly Item[]): boolean => {
  const words = items.map((i) => i.text).join(' ');
  return /\b(?:move|slide|fly|drift)s?\b.* from .* to /.test(words) && !items.some((i) => i.type === 'quote');
};

const isLooked = (i: Item): boolean => i.concepts.some((k) => LOOKS.test(k));

/** Does a part only say more of the thing before it? */
function describes(items: readonly Item[], previous: readonly Item[], s: Sentence): boolean {
  const quote = items.some((i) => i.type === 'quote');
  // words for another text, at another time
  if (quote && previous.some((i) => i.type === 'quote') && items.some((i) => i.role === 'at')) return false;
  // "text 'Part 2' over clip 3, end card 'Follow me'": a card with words of its own
  if (quote && items.some((i) => any(i, ['intro', 'outro'])) && previous.some((i) => i.type === 'quote')) return false;
  if (isApart(items, previous) || isJourney(items)) return false;
  // "without changing the speed, make it 3 minutes"
  if (isNegated(previous, s.lang) && items.some((i) => any(i, ['make', ...ACTIONS]))) return false;
  const style =
    describesText(items, previous) || appears(items, previous) || wordsFor(items, previous) || repeats(items, previous);
  if (style || isMoreOf(items, previous)) return true;
  const modifies =
    !items.some((i) => isHead(i) || isLooked(i) || (quote && any(i, ['add', 'saying', 'onscreen']))) &&
    !items.some((i) => i.type === 'clip' && items.length > 2);
  if (!modifies) return false;
  if (isShown(items, previous) || timesBelong(items, previous)) return true;
  const edge = items.some((i) => any(i, ['first', 'last'])) && previous.some((i) => i.type === 'time');
  const times = items.some(
    (i) => i.type === 'time' && (i.role === 'first' || i.role === 'last' || (edge && i.role !== 'at')),
  );
  return !times && !items.some((i) => i.type === 'range');
}

/** A thing of its own though it has no verb: "slide between 2 and 3" after another transition, "the voice up". */
function isApart(items: readonly Item[], previous: readonly Item[]): boolean {
  const elsewhere =
    items.some((i) => i.concepts.some((k) => k.startsWith('tstyle='))) &&
    items.some((i) => i.type === 'clip' || i.type === 'range') &&
    previous.some((i) => has(i, 'transition'));
  const isLevel = items.some((i) => /^(?:percent|db)$/.test(i.type));
  const level =
    (items.some((i) => any(i, ['voice', 'sound', 'volume'])) &&
      items.some((i) => any(i, ['up', 'down', 'louder', 'quieter']))) ||
    (isLevel && items.some((i) => has(i, 'voice') || OWN_SOUND.test(i.text)));
  return elsewhere || level || isDrawnToo(items, previous);
}

/** Something that is put over the picture: a sticker, a figure, an emoji. */
const isDrawn = (i: Item): boolean =>
  i.type === 'emoji' || has(i, 'sticker') || i.concepts.some((k) => k.startsWith('figure='));

/** "an arrow at 2s and a circle at 5s": the second thing is no detail of the first. */
const isDrawnToo = (items: readonly Item[], previous: readonly Item[]): boolean =>
  items.some(isDrawn) && previous.some(isDrawn) && !items.some((i) => has(i, 'not'));

/** "title: 'Rome', white, for the first 4 seconds" */
const isShown = (items: readonly Item[], previous: readonly Item[]): boolean =>
  /^(?:for|during|over|in)$/.test(items[0]?.text ?? '') &&
  items.length <= 4 &&
  previous.some((i) => any(i, ['title', 'text', 'watermark', 'logo', 'sticker']));

/** "vertical, 30 seconds, captions": a length among wishes. */
const isOwnLength = (items: readonly Item[], previous: readonly Item[]): boolean =>
  isLength(items) &&
  previous.every((i) => SHAPED.test(i.type) || i.concepts.some((k) => /^(?:shape|platform)=/.test(k)));

/** A first part without anything to do belongs to what follows: "I have a MOV file, can you …". */
function leadsTo(previous: readonly Item[], items: readonly Item[], s: Sentence): boolean {
  if (s.lang === 'ja' || s.lang === 'ko' || isNegated(previous, s.lang)) return false;
  if (previous.some((i) => isHead(i) || isLooked(i)) || items.some((i) => has(i, 'not'))) return false;
  if (isDrawnToo(items, previous)) return false;
  if (previous.some((i) => i.type === 'quote') && items.some((i) => any(i, STRONG))) return false;
  // "voice up by 4 dB, music down by 6": each has its own
  return !previous.some(
    (i) => any(i, ['create', 'make', 'edit', 'mute']) || /^(?:db|percent|factor|clip|range|time)$/.test(i.type),
  );
}

const PRONOUN = /^(?:it|them|that|those|this|these|lo|los|las|它|它们|それ|es|sie|ça)$/;

/** "the first 20 seconds are boring, get rid of them": a verb of taking away with nothing but a pronoun. */
const takesUp = (items: readonly Item[], previous: readonly Item[]): boolean =>
  items.length <= 4 &&
  items.some((i) => any(i, ['remove', 'cut'])) &&
  items.every(
    (i) =>
      any(i, ['remove', 'cut', 'polite', 'next']) ||
      PRONOUN.test(i.text) ||
      /^(?:please|just|吧|了|把|to|so)$/.test(i.text),
  ) &&
  !items.some((i) => has(i, 'not')) &&
  !previous.some((i) => any(i, ACTIONS)) &&
  previous.some(
    (i) => i.type === 'time' || i.type === 'range' || i.type === 'clip' || any(i, TAKEN_UP) || any(i, EDGES),
  );

/** Places that may be spoken of before they are cut: "the ending is boring, cut it". */
const EDGES = ['first', 'last', 'intro', 'outro'];

/** "boring", beside what is boring, is why it goes and no other thing to be cut. */
const judged = (item: Item): Item =>
  has(item, 'slowpart') && /^\w+$/.test(item.text) ? { ...item, concepts: [] } : item;

/** Things that may be spoken of before it is said that they shall go: "can you hear the wind? take it out". */
const TAKEN_UP = [
  'music',
  'title',
  'text',
  'caption',
  'voiceover',
  'sfx',
  'intro',
  'outro',
  'noise',
  'silence',
  'filler',
  'logo',
  'watermark',
  'sticker',
  'transition',
  'effect',
];

/** "add an intro, title 'My School'": the words of an opener or closing card that was just asked for. */
function wordsFor(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  const card =
    previous?.some((i) => any(i, ['intro', 'outro'])) === true &&
    (previous.some((i) => has(i, 'add')) || previous.some((i) => i.type === 'time'));
  const said = items.some((i) => any(i, ['title', 'text', 'saying']));
  const verb = items.some(
    (i) => any(i, ACTIONS) && !/^(?:写|写上|写着|显示|with|says|saying)$/.test(i.text) && !has(i, 'saying'),
  );
  return (
    card && said && !verb && items.some((i) => i.type === 'quote') && previous?.some((i) => i.type === 'quote') !== true
  );
}

/** Adverbs that a clause may repeat with an amount: "louder, like 30% louder". */
const DEGREES = [
  'louder',
  'quieter',
  'faster',
  'slower',
  'brighter',
  'darker',
  'zoom',
  'saturation',
  'contrast',
] as const;

function repeats(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  // "音乐太吵了，小一点": the same again, without an amount
  const amount =
    items.some((i) => /^(?:percent|db|factor)$/.test(i.type)) || items.every((i) => any(i, [...DEGREES, 'bit']));
  const already = previous?.some((i) => /^(?:percent|db|factor)$/.test(i.type)) === true;
  const heads = items.filter(isHead);
  return (
    amount &&
    !already &&
    previous !== undefined &&
    heads.length > 0 &&
    heads.every((h) => DEGREES.some((d) => has(h, d) && previous.some((i) => has(i, d))))
  );
}

const SHAPED = /^(?:ratio|word)$/;
const isLength = (items: readonly Item[]): boolean =>
  items.filter((i) => i.type === 'time' && /^(?:bare|under|to)$/.test(i.role)).length === 1 &&
  items.every(
    (i) => i.type === 'time' || /^(?:under|max|maximum|below|less|than|within|以内|内|seconds?)$/.test(i.text),
  );

/** Things that have a time of their own; a time said after them without a verb is theirs: "to a GIF, first 4 seconds". */
const TIMED = ['gif', 'freeze', 'sfx', 'reverse', 'faster', 'slower', 'zoom', 'mute', 'blur', 'sticker'] as const;

function timesBelong(items: readonly Item[], previous: readonly Item[]): boolean {
  const isTime = (i: Item): boolean => i.type === 'time' || i.type === 'range';
  // "2x on the warm-up (0:00-0:40)"
  const only =
    items.every((i) => isTime(i) || /^(?:from|at|in)$/.test(i.text)) && items.some((i) => i.type === 'range');
  if (only && previous.some((i) => isHead(i) || i.type === 'factor') && !previous.some(isTime)) return true;
  return previous.some((i) => any(i, TIMED)) && !previous.some(isTime) && !items.some((i) => any(i, ACTIONS));
}

/** "…, 最后三秒出现": when a text that was given is to be seen. */
function appears(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  return (
    previous?.some((i) => i.type === 'quote') === true &&
    items.some((i) => /^(?:出现|显示|表示|보여|표시|appears?|showing|shown)$/.test(i.text) || i.text === '出') &&
    !items.some((i) => i.type === 'quote' || any(i, ['music', 'transition', 'cut', 'remove', 'export']))
  );
}

/** "make it smaller" is about a file only when no logo or text was spoken of. */
const RESIZED = /^(?:make it (?:smaller|bigger|larger)|smaller|bigger|larger)$/;

const resized = (item: Item): Item =>
  RESIZED.test(item.text) ? { ...item, concepts: [item.text.endsWith('smaller') ? 'smaller' : 'bigger'] } : item;

/** "bold white text", "centered", "a black outline" after captions or a title tell how those look. */
function describesText(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  if (
    previous === undefined ||
    !previous.some((i) => any(i, ['caption', 'title', 'text', 'logo', 'watermark', 'sticker']))
  )
    return false;
  // "make the title bigger" names its own thing
  if (
    items.some((i) => RESIZED.test(i.text)) &&
    items.length <= 4 &&
    items.every((i) => RESIZED.test(i.text) || !isHead(i))
  )
    return true;
  if (
    items.some((i) =>
      any(i, [
        'remove',
        'export',
        'music',
        'transition',
        'cut',
        'trim',
        'caption',
        'title',
        'merge',
        'sticker',
        'logo',
        'watermark',
        'effect',
        'filter',
      ]),
    )
  )
    return false;
  const look = items.some(
    (i) => i.concepts.some((k) => /^(?:color|weight|pos)=/.test(k)) || any(i, ['bigger', 'smaller']),
  );
  return (
    look &&
    !items.some(
      (i) =>
        i.type === 'quote' ||
        i.type === 'ratio' ||
        any(i, ['zoom', 'speed', 'grade', 'filter', 'background', 'logo', 'watermark', 'fade', 'intro', 'outro']),
    )
  );
}
