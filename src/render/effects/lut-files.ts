import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Cube, readCube } from '../../draft/cube.ts';
import type { Span } from '../../protocol/chunk.ts';
import type { LutFile } from '../chunk/wiring.ts';

/** Assets of the LUTs that some spans use. */
export function lutsOf(spans: readonly Span[]): string[] {
  const used = spans.flatMap(({ background, base, over }) => [
    ...(background.kind === 'picture' ? [background.layer] : []),
    ...(base.kind === 'one' ? [base.layer] : base.kind === 'pair' ? [base.from, base.into] : []),
    ...over.flatMap((item) => (item.kind === 'picture' ? [item.layer] : [])),
  ]);
  const luts = used.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.kind === 'lut' ? [effect.asset] : [])),
  );
  return [...new Set(luts)];
}

type Where = {
  readonly files: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  /** The chunk's own file; LUTs lie beside it while it is made. */
  readonly out: string;
};

/**
 * Writes LUTs for FFmpeg: what our parser has read, in one form, so that no byte of a user's file gets to a parser in C.
 * Disposing removes the files.
 */
export function writeLuts(
  assets: readonly string[],
  { files, names, out }: Where,
): { readonly files: ReadonlyMap<string, LutFile> } & Disposable {
  const written = new Map<string, LutFile>();
  const remove = (): void => {
    for (const { file } of written.values()) rmSync(file, { force: true });
  };
  try {
    for (const [index, asset] of assets.entries()) {
      const path = files[asset];
      if (path === undefined) throw new Error(`no file for ${asset}`);
      const cube = readCube(readFileSync(path, 'latin1'), names[asset] ?? asset);
      const file = `${out}.${index}.cube`;
      written.set(asset, { file, dimensions: cube.dimensions });
      writeFileSync(file, cubeText(cube));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { files: written, [Symbol.dispose]: remove };
}

/** A LUT as text again. Values keep six digits, which is finer than ten bits. */
export function cubeText({ dimensions, size, min, max, values }: Cube): string {
  const three = (numbers: ArrayLike<number>, at = 0): string =>
    [0, 1, 2].map((i) => (numbers[at + i] ?? 0).toFixed(6)).join(' ');
  const lines = [`LUT_${dimensions}D_SIZE ${size}`, `DOMAIN_MIN ${three(min)}`, `DOMAIN_MAX ${three(max)}`];
  for (let at = 0; at < values.length; at += 3) lines.push(three(values, at));
  return `${lines.join('\n')}\n`;
}
