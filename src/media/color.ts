import type { AVColorPrimaries, AVColorRange, AVColorSpace, AVColorTransferCharacteristic } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { PictureColor } from './types.ts';

/** Names as FFmpeg writes them, at the numbers of ITU-T H.273 (which FFmpeg's constants are); `-` has no name. */
const names = (list: string): (string | null)[] => list.split(' ').map((name) => (name === '-' ? null : name));
const MATRICES = names('gbr bt709 - - fcc bt470bg smpte170m smpte240m ycgco bt2020nc bt2020c smpte2085');
const PRIMARIES = names('- bt709 - - bt470m bt470bg smpte170m smpte240m film bt2020 smpte428 smpte431 smpte432');
const TRANSFERS = names(
  '- bt709 - - bt470m bt470bg smpte170m smpte240m linear log100 log316 iec61966-2-4 bt1361e iec61966-2-1 bt2020-10 ' +
    'bt2020-12 smpte2084 smpte428 arib-std-b67',
);
const RANGES = [null, 'tv', 'pc'] as const;

/** H.273's number for "not said". */
const UNSPECIFIED = 2;

/** What a frame says about its colours; null where it does not, or in a way that has no name. */
export function colorOf(frame: Frame): PictureColor {
  return {
    matrix: MATRICES[frame.colorSpace] ?? null,
    primaries: PRIMARIES[frame.colorPrimaries] ?? null,
    transfer: TRANSFERS[frame.colorTrc] ?? null,
    range: RANGES[frame.colorRange] ?? null,
  };
}

/** Says what a frame's numbers mean; the pixels stay. Null fields become "not said". */
export function setColor(frame: Frame, color: PictureColor): void {
  frame.colorSpace = numberOf(MATRICES, color.matrix) as AVColorSpace;
  frame.colorPrimaries = numberOf(PRIMARIES, color.primaries) as AVColorPrimaries;
  frame.colorTrc = numberOf(TRANSFERS, color.transfer) as AVColorTransferCharacteristic;
  frame.colorRange = RANGES.indexOf(color.range) as AVColorRange;
}

function numberOf(all: readonly (string | null)[], name: string | null): number {
  if (name === null) return UNSPECIFIED;
  const index = all.indexOf(name);
  if (index < 0) throw new TypeError(`no colour property is called ${name}`);
  return index;
}
