import type { PlannedOp } from './types.ts';

/*
 * "zoom in when I say "example"", "每次说到“价格”的时候加一个叮的音效": a time by what is said. What is left of the
 * request is read as ever, and each of its operations that has a time gets that one.
 */

const WHO = '(?:i|we|you|he|she|they|someone|somebody|the (?:speaker|host|guest|man|woman|person))';
const SAYS = '(?:says?|mentions?|talks? about|speaks? (?:of|about))';
const WORDS = "(?:the (?:word|words|phrase) )?(?:[\"“‘'](?<quoted>.{1,70}?)[\"”’']|(?<bare>[\\p{L}\\p{N}' -]{2,60}?))";
const WHENEVER = '(?<every>every time|each time|whenever)';
const LAST = new RegExp(
  `^(?<rest>.+?)[,，]? (?:${WHENEVER}|when|as soon as|the moment) ${WHO} (?:first )?${SAYS} (?:that )?${WORDS}[.!]?$`,
  'iu',
);
const FIRST = new RegExp(`^(?:${WHENEVER}|when|as soon as) ${WHO} (?:first )?${SAYS} ${WORDS}, ?(?<rest>.+)$`, 'iu');
const CHINESE =
  /^(?:在)?(?<every>每次|每当)?(?:我|他|她|我们|他们|主持人|有人)?(?:说到?|讲到?|提到)(?:了)?[“"「](?<quoted>.{1,70}?)[”"」](?:的?时候|的?时|的地方)[，,]?(?<rest>.+)$/u;

/** A request in its two halves: what shall be done, and the words that say when; null for one without such a time. */
export function whenSaid(text: string): { readonly rest: string; readonly when: string } | null {
  const said = text.normalize('NFC').trim();
  const found = FIRST.exec(said) ?? LAST.exec(said) ?? CHINESE.exec(said);
  const { rest, quoted, bare, every } = found?.groups ?? {};
  const words = (quoted ?? bare?.replace(/^(?:the|a|an|our|my)\s+/i, ''))?.trim().replaceAll(/["“”]/g, '');
  if (rest === undefined || words === undefined || words === '') return null;
  return { rest: rest.trim(), when: `${every === undefined ? 'when' : 'every'} "${words}"` };
}

/** The slots of an operation that a moment or a stretch goes into. */
const SLOTS: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['start'], ['title', 'text', 'sticker', 'sfx', 'shape', 'lower_third', 'watermark', 'voiceover']],
  [
    ['from', 'to'],
    ['zoom', 'effect', 'filter', 'color', 'blur_region', 'blur_background', 'speed', 'volume', 'pip'],
  ],
  [['start', 'end'], ['animate']],
  [['at'], ['freeze', 'split', 'thumbnail', 'chapters']],
];
const TIMES = ['start', 'end', 'from', 'to', 'at', 'part'];

/** The operations at that time; null where none of them has a time. */
export function putWhere(ops: readonly PlannedOp[], when: string): PlannedOp[] | null {
  let isPut = false;
  const put = ops.map((one): PlannedOp => {
    const slots = SLOTS.find(([, names]) => names.includes(one.op))?.[0];
    const isTimed = TIMES.some((key) => one[key] !== undefined);
    if (slots === undefined || isTimed || one['visible'] === false) return one;
    isPut = true;
    return { ...one, ...Object.fromEntries(slots.map((slot) => [slot, when])) };
  });
  return isPut ? put : null;
}
