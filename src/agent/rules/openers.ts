import { actionOn, type Clause, describing, free, names, op, take, takeType, time, wording } from '../clause.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp } from '../types.ts';
import { quoteOf } from './lettering.ts';

/** A title said after the card and not of one piece with it ("片头文字"): the card's own words. */
function isWordsOf(c: Clause, card: Item, title: Item): boolean {
  // "片头加标题" puts a title at the start
  const between = c.items.slice(c.items.indexOf(card) + 1, c.items.indexOf(title));
  if (between.some((i) => has(i, 'add') && !has(i, 'saying') && !/^(?:写|带)/.test(i.text))) return false;
  const apart = c.items.indexOf(title) - c.items.indexOf(card);
  return apart > 1 || (apart === 1 && /[,、:]/.test(c.s.text.slice(card.end, title.at)));
}

/** Openers and closing cards are made only by adding; "the intro" alone is a part of the video. */
export function openers(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  const pairs = [
    ['intro', free(c, 'intro')],
    ['outro', free(c, 'outro')],
  ] as const;
  for (const [name, item] of pairs) {
    if (item === undefined || item.type === 'clip') continue;
    // "add our intro (intro.mp4)": a video that is there, not a card to be made
    const film = c.items.find((i) => i.type === 'file' && !i.used && /\.(?:mp4|mov|webm|mkv|avi|m4v)$/i.test(i.text));
    if (film !== undefined && actionOn(c, item) === 'add') {
      item.used = true;
      film.used = true;
      out.push(op('merge', { clip: film.text, position: name === 'intro' ? 'start' : 'end' }));
      continue;
    }
    const action = actionOn(c, item);
    const plain = /^(?:opening|closing|ending)$/.test(item.text);
    const isPlace = c.items.some(
      (i) =>
        i !== item &&
        (has(i, 'fade') ||
          has(i, 'speed') ||
          has(i, 'caption') ||
          has(i, 'transition') ||
          // "an intro with the title 'Sea'": its own words
          ((has(i, 'text') || has(i, 'title')) &&
            !(isWordsOf(c, item, i) && c.items.some((q) => q.type === 'quote'))) ||
          has(i, 'faster') ||
          has(i, 'slower') ||
          has(i, 'sfx') ||
          has(i, 'sticker') ||
          has(i, 'effect')),
    );
    const made =
      action === 'add' ||
      // "end card 'Follow me', 360p"
      (action === null && c.items[c.items.indexOf(item) + 1]?.type === 'quote') ||
      // "片头要3秒，文字是…"
      (c.items.some((i) => i.type === 'quote') && c.items.some((i) => i.type === 'time') && action === null) ||
      ((names(c, 'make', 'create') || (c.items.length <= 3 && action === null)) &&
        !names(c, 'export', 'extract', 'shorten', 'trim'));
    if (!made || plain || isPlace || action === 'trim') continue;
    item.used = true;
    const words = wording(c);
    const subscribe = name === 'outro' && /subscrib|关注|订阅|구독|チャンネル登録/.test(words + c.s.text.toLowerCase());
    const adjective = c.s.lang === 'en' ? describing(c, item) : '';
    const spoken = quoteOf(c);
    if (spoken !== undefined) take(c, 'title', 'text', 'saying');
    const length = time(c, 'adj', 'for', 'bare');
    out.push(
      op(name, {
        text: spoken ?? (subscribe ? 'Subscribe' : undefined),
        style: adjective === '' ? undefined : adjective,
        duration: length?.value,
        source: takeType(c, 'file')?.text ?? (names(c, 'logo') && take(c, 'logo') !== undefined ? 'logo' : undefined),
      }),
    );
  }
  return out;
}
