import { has, type Item } from './items.ts';

/** Words that stand for the clip that was spoken of: "reverse the first one", "el primero". */
const ONE = /^(?:one|ones|1)$/;

/** What may follow a number whose unit is left out. */
const ENDS = /^(?:and|&|then|too|off|out|as|but|y|und|et|e|plus|with|from|of)$/;

/** What may follow an ordinal that stands for a clip: where it goes, what becomes of it. */
const PLACED =
  /^(?:is|looks|plays|esta|ist|steht|est|to|before|after|at|by|al|zu|a|au|para|twice|louder|quieter|faster|slower|brighter|darker)$/;

/**
 * Fills in what a sentence leaves out because it was said before: the unit ("the first 12 seconds and the last 3") and
 * the noun ("reverse the first one").
 */
export function leftOut(items: readonly Item[]): Item[] {
  return clipsLeftOut(unitsLeftOut(items));
}

function unitsLeftOut(given: readonly Item[]): Item[] {
  const items = ordered(given);
  const spoken = items.findIndex((item) => item.type === 'time' && !/:/.test(item.raw));
  if (spoken < 0) return items;
  /** "the first 4 minutes and the last 10": the unit of the time before. */
  const unit = (i: number): Partial<Item> => {
    const before = items.slice(0, i).findLast((item) => item.type === 'time' && !/:/.test(item.raw));
    return before?.clock === true && before.value % 60 === 0 ? { clock: true, value: (items[i]?.value ?? 0) * 60 } : {};
  };
  return items.map((item, i) => {
    const next = items[i + 1];
    const isLast = next === undefined || /^(?:comma|stop|ask|mark)$/.test(next.type) || ENDS.test(next.text);
    const edge = items.slice(Math.max(0, i - 2), i).some((b) => has(b, 'first') || has(b, 'last'));
    // "8 seconds from the start and 4 from the end"
    const off =
      /^(?:from|off)$/.test(next?.text ?? '') &&
      items.slice(i + 2, i + 5).some((b) => has(b, 'first') || has(b, 'last'));
    if (item.type === 'num' && i > spoken && off) return { ...item, type: 'time', ...unit(i) };
    // "the first 6 and last 9 seconds": the unit comes with the second of them
    const later = items.slice(i + 1, i + 5).find((n) => n.type === 'time' && !/:/.test(n.raw));
    if (item.type === 'num' && edge && later !== undefined && /^(?:and|&|y|e|et|und)$/.test(next?.text ?? ''))
      return { ...item, type: 'time', value: item.value * (later.clock && later.value % 60 === 0 ? 60 : 1) };
    // "at 5 and 9 seconds"
    const list =
      /^(?:and|&|,|y|e|et|und)$/.test(next?.text ?? '') &&
      items[i + 2]?.type === 'time' &&
      !/:/.test(items[i + 2]?.raw ?? '');
    if (item.type === 'num' && list && /^(?:at|a|bei|um|em|en)$/.test(items[i - 1]?.text ?? ''))
      return { ...item, type: 'time', value: item.value * (items[i + 2]?.clock === true ? 60 : 1) };
    // "a flash at 0:02 and a pop at 5", "en el segundo 2 … y en el 5"
    if (item.type === 'num' && i > spoken && isLast && /^(?:at|el|bei)$/.test(items[i - 1]?.text ?? ''))
      return { ...item, type: 'time' };
    const scaled = item.type === 'num' && edge && isLast && i > spoken ? unit(i) : {};
    // minutes go on only right after "the last", seconds with a word between
    const near = scaled.value === undefined || has(items[i - 1], 'first') || has(items[i - 1], 'last');
    return item.type === 'num' && i > spoken && isLast && edge && near ? { ...item, type: 'time', ...scaled } : item;
  });
}

/** "les 3 premières et les 2 dernières secondes": the edge goes before its number, as in English. */
function ordered(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let i = 0; i + 2 < out.length; i++) {
    const [number, edge] = [out[i], out[i + 1]];
    const listed =
      /^(?:and|y|e|et|und)$/.test(out[i + 2]?.text ?? '') && out.slice(i + 3, i + 8).some((n) => n.type === 'time');
    if (number?.type !== 'num' || edge === undefined || !(has(edge, 'first') || has(edge, 'last')) || !listed) continue;
    out[i] = edge;
    out[i + 1] = number;
    i++;
  }
  return out;
}

function clipsLeftOut(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  const spoken = items.findIndex((item) => item.type === 'clip');
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item;
    const next = items[i + 1];
    // "the first and last clip"
    if (
      (item.type === 'ord' || has(item, 'first')) &&
      next?.text === 'and' &&
      items[i + 2]?.type === 'clip' &&
      items[i + 2]?.text === 'last'
    ) {
      const last = items[i + 2] as Item;
      const number = item.type === 'ord' ? item.value : 1;
      out.push({ ...last, text: `${number},last`, raw: `${item.raw} and ${last.raw}`, at: item.at });
      i += 2;
      continue;
    }
    // "move the second clip to the front and delete the fourth"
    const isSubject = /^(?:is|looks|esta|est|ist|steht)(?: |$)/.test(next?.text ?? '');
    const alone =
      item.type === 'ord' &&
      ((spoken >= 0 && spoken < i) || isSubject) &&
      /^(?:the|el|la|den|die|das|le|o|a|第)$/.test(items[i - 1]?.text ?? '') &&
      (next === undefined ||
        /^(?:comma|stop|ask)$/.test(next.type) ||
        isSubject ||
        ENDS.test(next.text) ||
        PLACED.test(next.text));
    // 把第二个视频放在第一个前面
    const placed =
      item.type === 'ord' &&
      spoken >= 0 &&
      spoken < i &&
      next?.text === '个' &&
      /^(?:前|后|之前|之后)/.test(items[i + 2]?.text ?? '');
    if (placed) {
      out.push({ ...item, type: 'clip', concepts: ['clip'], text: String(item.value) });
      i++;
      continue;
    }
    if (alone) {
      out.push({ ...item, type: 'clip', concepts: ['clip'], text: String(item.value) });
      continue;
    }
    const counted = item.type === 'ord' || has(item, 'first') || has(item, 'last');
    if (!counted || next === undefined || !ONE.test(next.text)) {
      out.push(item);
      continue;
    }
    const text = item.type === 'ord' ? String(item.value) : has(item, 'last') ? 'last' : '1';
    out.push({ ...item, type: 'clip', concepts: ['clip'], text, raw: `${item.raw} ${next.raw}`, end: next.end });
    i++;
  }
  return out;
}
