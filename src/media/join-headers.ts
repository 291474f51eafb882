import { configurationOf, isSlice, lengthPrefixed, type ParameterSets, parseConfiguration, unitsOf } from './h264.ts';
import { parsePps, parseSps } from './h264-sets.ts';
import { ChunkHeader, PacketSource } from './packet-file.ts';
import type { ChunkFile } from './types.ts';

/**
 * What the chunks of a file have in common. `delay` is the longest of theirs, so that decoding leads showing by as much
 * everywhere; `extradata` holds the parameter sets of all of them. `isMixed`: packets go through {@link unified}.
 */
export type Joined = { readonly header: ChunkHeader; readonly isMixed: boolean };

/**
 * Reads the headers of chunks; null without chunks. Encoded and copied chunks of H.264 join when the ids of their
 * parameter sets differ; anything else that differs is a bug of the caller.
 */
export function joinHeaders(chunks: readonly ChunkFile[]): Joined | null {
  const kinds = new Map<string, ChunkHeader>();
  for (const { path } of chunks) {
    using source = new PacketSource(path, ChunkHeader);
    kinds.set(`${source.header.extradata} ${source.header.delay}`, source.header);
  }
  const headers = [...kinds.values()];
  const [first] = headers;
  if (first === undefined) return null;
  const isSame = headers.every((header) => alike(header) === alike(first));
  if (headers.length === 1 && first.framing === undefined) return { header: first, isMixed: false };
  if (!isSame || first.codec !== 'h264') throw new Error('chunks of different encodings');
  const { sps, pps } = allSets(headers);
  const delay = headers.reduce((most, header) => Math.max(most, header.delay), 0);
  return { header: { ...first, delay, extradata: configurationOf(sps, pps).toString('base64') }, isMixed: true };
}

const alike = ({ codec, width, height, rate, color }: ChunkHeader): string =>
  JSON.stringify([codec, width, height, rate, color]);

function allSets(headers: readonly ChunkHeader[]): Pick<ParameterSets, 'sps' | 'pps'> {
  const sets = headers.map((header) => {
    const parsed = parseConfiguration(Buffer.from(header.extradata, 'base64'));
    if (parsed === null) throw new Error('a chunk without parameter sets');
    return parsed;
  });
  const distinct = (units: readonly Buffer[], idOf: (unit: Buffer) => number | null): Buffer[] => {
    const byId = new Map<number | null, Buffer>();
    for (const unit of units) {
      const id = idOf(unit);
      if (id === null || !(byId.get(id) ?? unit).equals(unit)) throw new Error('chunks of different encodings');
      byId.set(id, unit);
    }
    return [...byId.values()];
  };
  return {
    sps: distinct(
      sets.flatMap((set) => set.sps),
      (unit) => parseSps(unit)?.id ?? null,
    ),
    pps: distinct(
      sets.flatMap((set) => set.pps),
      (unit) => parsePps(unit)?.id ?? null,
    ),
  };
}

/** A packet as a mixed file keeps it: slices behind lengths. The parameter sets are in the file's own record. */
export function unified(data: Buffer, header: ChunkHeader): Buffer {
  if (header.framing === 'lengths') return data;
  const units = unitsOf(data, null);
  if (units === null) throw new Error('a packet without units');
  return lengthPrefixed(units.filter(isSlice));
}
