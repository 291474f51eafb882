import type { Encoding, Span } from '../../protocol/chunk.ts';

/** Part of every key: raise it when the same plan would give other pictures than before. */
export const ENGINE = 7;

/** SHA-256 of a text, as 64 hex digits. Handed in, so that planning needs no runtime of its own. */
export type Hash = (text: string) => string;

/**
 * The key of a chunk: everything that determines its pixels and nothing else. Threads are left out: they change how
 * fast it is made, and the bytes only in ways that every decoder treats alike.
 */
export function chunkKey(spans: readonly Span[], encoding: Encoding, hash: Hash): string {
  const { threads: _, ...look } = encoding;
  return hash(canonical({ engine: ENGINE, look, spans }));
}

/** JSON with sorted keys, and numbers rounded to nine digits after the point: noise of arithmetic is no difference. */
export function canonical(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1e9) / 1e9 + 0);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
