import { actionOn, type Clause, clipOf, free, names, ofType, op, take, time, timeSlot, wording } from '../clause.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/** Pauses go unless the clause says which of them stay. "静音" after a cutting verb is a silent part, not "mute". */
export function silence(c: Clause): PlannedOp[] {
  const muteAsThing = c.items.find(
    (i) =>
      !i.used &&
      has(i, 'mute') &&
      /^静音$/.test(i.text) &&
      c.items.some((v) => v !== i && ['remove', 'keep'].some((a) => has(v, a))),
  );
  // "the dead space at the end" is a silence, "on the sides" a border
  const dead = c.items.find((i) => !i.used && /^dead space$/.test(i.text));
  const gap =
    dead !== undefined && !/\b(?:sides?|edges?|around|top|bottom|borders?|frame)\b/.test(c.s.text.toLowerCase())
      ? dead
      : undefined;
  const item = free(c, 'silence') ?? muteAsThing ?? gap;
  if (item === undefined) return [];
  if (actionOn(c, item) === 'add' && names(c, 'add')) return [];
  // "I uploaded a file but nothing happens" asks for no cut
  if (
    /^nothing (?:happens|is happening)/.test(item.text) &&
    !['remove', 'cut', 'trim'].includes(actionOn(c, item) ?? '') &&
    !names(c, 'faster')
  )
    return [];
  // "the first 20 seconds of dead air" are named by their time
  const spelled = c.items.some(
    (i, k) =>
      i.type === 'time' &&
      /^(?:first|last)$/.test(i.role) &&
      c.items[k + 1]?.text === 'of' &&
      c.items.indexOf(item) <= k + 3,
  );
  if (spelled) {
    item.used = true;
    return [];
  }
  take(c, 'silence', 'focus');
  item.used = true;
  if (c.negated) return [];
  const keeps = actionOn(c, item) === 'keep';
  const numbers = c.items.filter((i) => i.type === 'num' || i.type === 'ord').map((i) => i.value);
  if (keeps && numbers.length > 0) return [op('remove_silence', { except: numbers.join(',') })];
  if (keeps) return [];
  const at = time(c, 'at');
  const min = c.items.find(
    (i) => i.type === 'time' && !i.used && !['at', 'first', 'last', 'until', 'every'].includes(i.role),
  );
  const longer =
    min !== undefined &&
    /longer|over|more|超过|以上|大于|mas de|plus de|uber|langer|以上の|이상|mayores|mas largos|acima de|maior|au dela|supérieur|länger|超え/.test(
      `${c.s.text.toLowerCase()} ${wording(c)}`,
    );
  if (longer && min !== undefined) min.used = true;
  const middle = names(c, 'silence') && /middle|中间|中部/.test(wording(c)) ? 'middle' : undefined;
  return [
    op('remove_silence', {
      at: at === undefined ? middle : timeSlot(at.value, at.clock),
      min: longer ? min?.value : undefined,
      leave: leftOf(c),
      clip: clipOf(c),
    }),
  ];
}

const LEAVES = /^(?:leave|leaving|keep|留|留下|保留|deja|dejando|lass|laisse|deixe|deixa|残し|남기|남겨)$/;
const AMONG = /\b(?:between|of silence|of each|around|gaps?|pauses?|sentences|entre|zwischen)\b|句子|之间|停顿|間|사이/;

/** "…, but leave half a second between sentences": how much of each pause stays. */
function leftOf(c: Clause): number | undefined {
  const { items } = c.s;
  const at = items.findIndex((i) => LEAVES.test(i.text));
  const length = at < 0 ? undefined : items.slice(at + 1, at + 5).find((i) => i.type === 'time' && !i.used);
  if (length === undefined || length.value > 5 || !AMONG.test(c.s.text.slice(items[at]?.at ?? 0).toLowerCase()))
    return undefined;
  for (const i of items.slice(at)) {
    if (/^(?:comma|stop)$/.test(i.type)) break;
    i.used = true;
  }
  return length.value;
}

const FILLER_QUOTE =
  /^(?:嗯+|啊+|呃|额|那个|这个|然后|就是|um+|uh+|like|you know|i mean|kind of|so|basically|actually|right|eh|este|o sea|pues|ähm?|also|euh|ben|tipo|né|えー+と?|あの|음|어)$/i;

const isFillerQuote = (i: Item): boolean => i.type === 'quote' && FILLER_QUOTE.test(i.text);

export function fillers(c: Clause): PlannedOp[] {
  const spoken = c.items.find(isFillerQuote);
  if (spoken !== undefined && (names(c, 'remove', 'cut') || c.inherited === 'remove' || c.inherited === 'cut')) {
    for (const i of c.items) if (i.type === 'quote') i.used = true;
    // "every 'like' and 'you know'": the clause before has said both
    if (c.before?.items.some(isFillerQuote) === true) return [];
    const words = c.s.items.flatMap((i) => (isFillerQuote(i) ? [i.text] : []));
    // "the filler words like 'um' and 'uh'" are examples, "every 'like'" is the word itself
    return [op('remove_fillers', { words: names(c, 'filler') ? undefined : words.join(', ').slice(0, 300) })];
  }
  const item = take(c, 'filler');
  if (item !== undefined) {
    take(c, 'focus', 'highlight');
    for (const i of c.items) if (i.type === 'quote') i.used = true;
  }
  return item === undefined || c.negated || actionOn(c, item) === 'keep' ? [] : [op('remove_fillers')];
}

/** Retakes and bloopers need ears that hear words; the operation names what is wanted. */
export function retakes(c: Clause): PlannedOp[] {
  const item = free(c, 'retake');
  if (item === undefined || c.negated || ofType(c, 'range') !== undefined) return [];
  if (c.items.some((i) => i.type === 'time' && (i.role === 'first' || i.role === 'last'))) return [];
  const action = actionOn(c, item);
  if (action !== 'remove' && action !== 'cut' && action !== 'trim') return [];
  item.used = true;
  const at = time(c, 'at');
  return [
    at === undefined ? op('cut_range', { what: 'retakes' }) : op('cut_range', { at: timeSlot(at.value, at.clock) }),
  ];
}
