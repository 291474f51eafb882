import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Studio } from './studio.ts';

/** File names of the sample clips, in order. */
export const SAMPLE_NAMES = ['city dawn.mp4', 'city noon.mp4', 'city night.mp4'] as const;

/** Makes the sample clips in `folder` (they replace older ones) and returns their paths. `onProgress` gets 0–1. */
export async function makeSampleClips(
  studio: Studio,
  folder: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const done = SAMPLE_NAMES.map(() => 0);
  const report = (index: number, value: number): void => {
    done[index] = value;
    onProgress(done.reduce((sum, part) => sum + part, 0) / done.length);
  };
  return Promise.all(
    SAMPLE_NAMES.map(async (name, index) => {
      const out = path.join(folder, name);
      const onOne = (value: number): void => {
        report(index, value);
      };
      await studio.pool.run(
        { kind: 'sample', index, out },
        { label: name, stallMs: 30_000, signal, onProgress: onOne },
      );
      report(index, 1);
      return out;
    }),
  );
}
