/**
 * As much of H.264 (ITU-T H.264, 08/2021) as copying packets needs: units, parameter sets, and the record that MP4
 * keeps them in. Nothing here decodes; whatever is not understood comes back as null.
 */

/** Kinds of units, 7.4.1. */
export const UNIT = {
  slice: 1,
  idr: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  delimiter: 9,
  end: 10,
  streamEnd: 11,
  filler: 12,
} as const;

export const typeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 0x1f;

/** How a stream keeps its units apart: a length of so many bytes before each, or start codes (null). */
export type Framing = 1 | 2 | 3 | 4 | null;

/** The units of a packet; null when its lengths do not fit together or it has none. Views, not copies. */
export function unitsOf(packet: Buffer, framing: Framing): Buffer[] | null {
  const units = framing === null ? betweenStartCodes(packet) : byLengths(packet, framing);
  return units === null || units.length === 0 || units.some((unit) => unit.length === 0) ? null : units;
}

/** Units as MP4 keeps them: each behind its length in four bytes. */
export function lengthPrefixed(units: readonly Buffer[]): Buffer {
  return Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(unit.length);
      return [length, unit];
    }),
  );
}

/** Units that show pictures: slices. Everything else is left out of a joined stream, whose record has its sets. */
export const isSlice = (unit: Uint8Array): boolean => typeOf(unit) === UNIT.slice || typeOf(unit) === UNIT.idr;

function byLengths(packet: Buffer, size: 1 | 2 | 3 | 4): Buffer[] | null {
  const units: Buffer[] = [];
  let at = 0;
  while (at + size <= packet.length) {
    const length = packet.readUIntBE(at, size);
    at += size;
    if (at + length > packet.length) return null;
    units.push(packet.subarray(at, at + length));
    at += length;
  }
  return at === packet.length ? units : null;
}

const START = Buffer.from([0, 0, 1]);

function betweenStartCodes(packet: Buffer): Buffer[] | null {
  const starts: number[] = [];
  for (let at = packet.indexOf(START); at >= 0; at = packet.indexOf(START, at + 3)) starts.push(at + 3);
  if (starts.length === 0 || packet.subarray(0, (starts[0] ?? 3) - 3).some((byte) => byte !== 0)) return null;
  return starts.map((start, i) => {
    let end = i + 1 < starts.length ? (starts[i + 1] ?? 0) - 3 : packet.length;
    // Zeros before a start code belong to it, and a unit never ends in one (7.4.1).
    while (end > start && packet[end - 1] === 0) end--;
    return packet.subarray(start, end);
  });
}

/** Parameter sets as a container keeps them beside the stream. */
export type ParameterSets = {
  readonly framing: Framing;
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
};

/** Reads a decoder's configuration: MP4's record (ISO/IEC 14496-15, 5.3.3.1) or units with start codes. */
export function parseConfiguration(data: Buffer): ParameterSets | null {
  if (data[0] !== 1) {
    const units = unitsOf(data, null);
    if (units === null) return null;
    const sets = (type: number): Buffer[] => units.filter((unit) => typeOf(unit) === type);
    return { framing: null, sps: sets(UNIT.sps), pps: sets(UNIT.pps) };
  }
  if (data.length < 7) return null;
  const framing = (((data[4] ?? 0) & 3) + 1) as 1 | 2 | 3 | 4;
  let at = 5;
  const list = (count: number): Buffer[] | null => {
    const units: Buffer[] = [];
    for (let i = 0; i < count; i++) {
      if (at + 2 > data.length) return null;
      const end = at + 2 + data.readUInt16BE(at);
      if (end > data.length) return null;
      units.push(data.subarray(at + 2, end));
      at = end;
    }
    return units;
  };
  const sps = list((data[at++] ?? 0) & 0x1f);
  const pps = sps === null || at >= data.length ? null : list(data[at++] ?? 0);
  return sps === null || pps === null ? null : { framing, sps, pps };
}

/** Profiles by what a decoder of them can read: each reads those before it. */
const RANK = new Map([
  [66, 0],
  [77, 1],
  [100, 2],
]);

/**
 * MP4's record of several sequence and picture parameter sets: the highest profile and level of them, lengths in four
 * bytes. 4:2:0 in eight bits, as all that we copy or encode is.
 */
export function configurationOf(sps: readonly Buffer[], pps: readonly Buffer[]): Buffer {
  const [highest] = sps.toSorted((a, b) => (RANK.get(b[1] ?? 0) ?? 3) - (RANK.get(a[1] ?? 0) ?? 3));
  const profile = highest?.[1] ?? 100;
  // A constraint holds for the whole only when every set says so.
  const constraints = sps.reduce((all, set) => all & (set[2] ?? 0), 0xff);
  const level = Math.max(...sps.map((set) => set[3] ?? 0));
  const list = (sets: readonly Buffer[]): Buffer[] =>
    sets.flatMap((set) => [Buffer.from([set.length >> 8, set.length & 0xff]), set]);
  const head = Buffer.from([1, profile, constraints, level, 0xff, 0xe0 | sps.length]);
  // Chroma format 4:2:0, luma and chroma depth 8, no extensions.
  const tail = profile === 100 ? [Buffer.from([0xfc | 1, 0xf8, 0xf8, 0])] : [];
  return Buffer.concat([head, ...list(sps), Buffer.from([pps.length]), ...list(pps), ...tail]);
}
