import { readFileSync } from 'node:fs';

/** One box of an ISO media file: its type, where its content begins, and its content. */
export type Box = {
  readonly type: string;
  readonly at: number;
  readonly body: Buffer;
  readonly children: readonly Box[];
};

/** Boxes that hold boxes. */
const HOLDERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'udta', 'moof', 'traf']);

/** The boxes of a file, as a tree. */
export function boxesOf(file: string): readonly Box[] {
  return parse(readFileSync(file), 0);
}

function parse(bytes: Buffer, base: number): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const small = bytes.readUInt32BE(at);
    const isLarge = small === 1;
    const size = isLarge ? Number(bytes.readBigUInt64BE(at + 8)) : small === 0 ? bytes.length - at : small;
    const head = isLarge ? 16 : 8;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + head, at + size);
    boxes.push({ type, at: base + at, body, children: HOLDERS.has(type) ? parse(body, base + at + head) : [] });
    if (size < 8) break;
    at += size;
  }
  return boxes;
}

/** Every box of a type, at any depth. */
export function findBoxes(boxes: readonly Box[], type: string): Box[] {
  return boxes.flatMap((box) => [...(box.type === type ? [box] : []), ...findBoxes(box.children, type)]);
}
