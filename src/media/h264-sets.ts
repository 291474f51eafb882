/** What the parameter sets of an H.264 stream say, as far as copying must know. */

/** Colours by the numbers of ITU-T H.273; 2 is "not said". */
export type CodedColor = {
  readonly isFullRange: boolean;
  readonly primaries: number;
  readonly transfer: number;
  readonly matrix: number;
  /** Where chroma samples lie (H.264, E.2.1): 0 is left, as nearly always. */
  readonly chroma: number;
};

/** A sequence parameter set. `reorder`, `buffer`: pictures that a decoder holds back and keeps; null when not said. */
export type Sps = {
  readonly id: number;
  readonly profile: number;
  readonly constraints: number;
  readonly level: number;
  readonly chromaFormat: number;
  readonly bitDepth: number;
  readonly isProgressive: boolean;
  readonly width: number;
  readonly height: number;
  readonly references: number;
  readonly isSquare: boolean;
  readonly color: CodedColor;
  readonly reorder: number | null;
  readonly buffer: number | null;
};

/** Profiles whose sets carry chroma format and bit depth (7.3.2.1.1). */
const HIGH = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** Reads a sequence parameter set; null when it ends too early or carries scaling lists, which are rare. */
export function parseSps(unit: Buffer): Sps | null {
  const bits = new Bits(unit.subarray(1));
  try {
    return readSps(bits);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The ids of a picture parameter set and of the sequence parameter set that it is for; null when it is cut off. */
export function parsePps(unit: Buffer): { readonly id: number; readonly sps: number } | null {
  const bits = new Bits(unit.subarray(1));
  try {
    return { id: bits.count(), sps: bits.count() };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The head of a slice: the macroblock that it begins with and the picture parameter set that it uses. */
export function parseSliceHead(unit: Buffer): { readonly first: number; readonly pps: number } | null {
  const bits = new Bits(unit.subarray(1, 24));
  try {
    const first = bits.count();
    bits.count();
    return { first, pps: bits.count() };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSps(bits: Bits): Sps {
  const [profile, constraints, level] = [bits.read(8), bits.read(8), bits.read(8)];
  const id = bits.count();
  let [chromaFormat, bitDepth] = [1, 8];
  if (HIGH.has(profile)) {
    chromaFormat = bits.count();
    if (chromaFormat === 3) bits.read(1);
    bitDepth = 8 + Math.max(bits.count(), bits.count());
    bits.read(1);
    if (bits.read(1) === 1) throw new RangeError('scaling lists');
  }
  bits.count(); // log2_max_frame_num
  skipOrder(bits);
  const references = bits.count();
  bits.read(1); // gaps_in_frame_num
  const [across, along] = [bits.count() + 1, bits.count() + 1];
  const isProgressive = bits.read(1) === 1;
  if (!isProgressive) bits.read(1);
  bits.read(1); // direct_8x8_inference
  const [left, right, top, bottom] = bits.read(1) === 1 ? [0, 0, 0, 0].map(() => bits.count()) : [0, 0, 0, 0];
  const rows = isProgressive ? 1 : 2;
  const cropX = chromaFormat === 1 || chromaFormat === 2 ? 2 : 1;
  const cropY = (chromaFormat === 1 ? 2 : 1) * rows;
  return {
    id,
    profile,
    constraints,
    level,
    chromaFormat,
    bitDepth,
    isProgressive,
    width: across * 16 - cropX * ((left ?? 0) + (right ?? 0)),
    height: along * 16 * rows - cropY * ((top ?? 0) + (bottom ?? 0)),
    references,
    ...readUsability(bits),
  };
}

/** Picture order count, 7.3.2.1.1. */
function skipOrder(bits: Bits): void {
  const type = bits.count();
  if (type === 0) bits.count();
  if (type !== 1) return;
  bits.read(1);
  bits.signed();
  bits.signed();
  const cycle = bits.count();
  if (cycle > 255) throw new RangeError('a cycle of pictures');
  for (let i = 0; i < cycle; i++) bits.signed();
}

type Usability = Pick<Sps, 'isSquare' | 'color' | 'reorder' | 'buffer'>;

const EXTENDED_ASPECT = 255;

/** Video usability information, E.1.1. */
function readUsability(bits: Bits): Usability {
  const color = { isFullRange: false, primaries: 2, transfer: 2, matrix: 2, chroma: 0 };
  if (bits.read(1) === 0) return { isSquare: true, color, reorder: null, buffer: null };
  const aspect = bits.read(1) === 1 ? bits.read(8) : 0;
  const isSquare = aspect === EXTENDED_ASPECT ? bits.read(16) === bits.read(16) : aspect <= 1;
  if (bits.read(1) === 1) bits.read(1);
  if (bits.read(1) === 1) {
    bits.read(3);
    color.isFullRange = bits.read(1) === 1;
    if (bits.read(1) === 1)
      [color.primaries, color.transfer, color.matrix] = [bits.read(8), bits.read(8), bits.read(8)];
  }
  if (bits.read(1) === 1) {
    color.chroma = bits.count();
    bits.count();
  }
  if (bits.read(1) === 1) for (const size of [32, 32, 1]) bits.read(size);
  const rates = [bits.read(1) === 1 && skipRates(bits), bits.read(1) === 1 && skipRates(bits)];
  if (rates.some(Boolean)) bits.read(1);
  bits.read(1);
  if (bits.read(1) === 0) return { isSquare, color, reorder: null, buffer: null };
  bits.read(1);
  for (let i = 0; i < 4; i++) bits.count();
  return { isSquare, color, reorder: bits.count(), buffer: bits.count() };
}

/** Parameters of the hypothetical reference decoder, E.1.2. */
function skipRates(bits: Bits): true {
  const count = bits.count() + 1;
  if (count > 32) throw new RangeError('rates');
  bits.read(8);
  for (let i = 0; i < count; i++) {
    bits.count();
    bits.count();
    bits.read(1);
  }
  bits.read(20);
  return true;
}

/** Reads bits of a unit, without the bytes that keep start codes out of it (7.3.1). Throws RangeError at its end. */
class Bits {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(unit: Buffer) {
    const bytes: number[] = [];
    for (const [i, byte] of unit.entries()) {
      if (byte === 3 && i >= 2 && unit[i - 1] === 0 && unit[i - 2] === 0) continue;
      bytes.push(byte);
    }
    this.#bytes = bytes;
  }

  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new RangeError('a unit ends too early');
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at++;
    }
    return value;
  }

  /** An unsigned Exp-Golomb code, 9.1. */
  count(): number {
    let zeros = 0;
    while (this.read(1) === 0) if (++zeros > 31) throw new RangeError('no number');
    return 2 ** zeros - 1 + this.read(zeros);
  }

  signed(): number {
    const code = this.count();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}
