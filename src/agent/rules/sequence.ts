import { op } from '../clause.ts';
import { ordinal } from '../line-edit.ts';
import type { PlannedOp } from '../types.ts';

const CLIP = '(?:the )?(?:(?:clip|video|part) )?(\\w+)(?: (?:clip|video|one|part))?';
const ENGLISH = new RegExp(
  `^(?:please )?(?:start|begin|open|go|put|play|show)(?: with)? ${CLIP}(?: first)?((?:,? (?:and )?(?:then|next|finally|lastly|last)(?: (?:put|play|show|comes?))? ${CLIP})+)[.!]?$`,
  'i',
);
const CHINESE =
  /^(?:请)?(?:先|首先)(?:放|播放?)?第(.{1,2}?)(?:段|个)(?:视频|片段)?((?:[，,](?:再|然后|接着|最后)(?:放|播放?)?第.{1,2}?(?:段|个)(?:视频|片段)?)+)[。！]?$/;

/** "start with the third clip, then the first, then the second", 先放第三段，再放第一段: an order. Null for anything else. */
export function sequence(text: string): PlannedOp | null {
  const said = text.normalize('NFC').trim();
  const english = ENGLISH.exec(said);
  const found = english ?? CHINESE.exec(said);
  if (found === null) return null;
  const [, first = '', rest = ''] = found;
  const more =
    english === null
      ? [...rest.matchAll(/第(.{1,2}?)(?:段|个)/g)]
      : [...rest.matchAll(new RegExp(`(?:then|next|finally|lastly|last)(?: (?:put|play|show|comes?))? ${CLIP}`, 'gi'))];
  const order = [first, ...more.map(([, which = '']) => which)].map(ordinal);
  const isOrder = new Set(order).size === order.length && order.every((one) => one !== null);
  return isOrder ? op('reorder', { order: order.join(',') }) : null;
}
