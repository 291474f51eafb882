import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { closing } from './native.ts';

/** What the boxes of an MP4 or MOV file say that no demuxer tells. */
export type BoxFacts = {
  /** The index stands before the data, so that playing can begin while loading. */
  readonly moovFirst: boolean;
  /** A track has an edit list: platforms cut or shift such files. */
  readonly editLists: boolean;
};

/** Boxes that hold boxes, on the way to an edit list. */
const HOLDERS: readonly string[] = ['moov', 'trak', 'edts'];
/** No file of ours or of a camera has more boxes on these levels; a larger number means damage. */
const MOST_BOXES = 10_000;

/** Looks at an ISO media file box by box, reading heads only. Damage ends the search; what was found up to it counts. */
export function boxFacts(file: string): BoxFacts {
  const descriptor = openSync(file, 'r');
  using _close = closing(() => closeSync(descriptor));
  const order: string[] = [];
  let editLists = false;
  let seen = 0;
  const head = Buffer.alloc(16);
  const walk = (from: number, to: number, level: number): void => {
    for (let at = from; at + 8 <= to && seen < MOST_BOXES; seen++) {
      if (readSync(descriptor, head, 0, 16, at) < 8) return;
      const small = head.readUInt32BE(0);
      const type = head.toString('latin1', 4, 8);
      const size = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? to - at : small;
      if (size < 8) return;
      if (level === 0) order.push(type);
      if (type === 'elst') editLists = true;
      if (HOLDERS.includes(type)) walk(at + (small === 1 ? 16 : 8), Math.min(to, at + size), level + 1);
      at += size;
    }
  };
  walk(0, fstatSync(descriptor).size, 0);
  const [moov, data] = [order.indexOf('moov'), order.indexOf('mdat')];
  return { moovFirst: moov >= 0 && (data < 0 || moov < data), editLists };
}
