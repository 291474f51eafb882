import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Desk } from '../desk.ts';
import { makeSampleClips, SAMPLE_NAMES } from '../sample.ts';
import { addFile } from './assets.ts';
import type { FileRecord } from './file-record.ts';
import { studioFor } from './studio-for.ts';

type Where = { readonly accountId: string; readonly sessionId: string; readonly signal: AbortSignal };

/** Makes our sample clips and adds them to a session, for somebody who has none at hand. Throws what adding files throws. */
export async function addSamples(desk: Desk, { accountId, sessionId, signal }: Where): Promise<readonly FileRecord[]> {
  const folder = await mkdtemp(path.join(desk.studio.scratch, 'samples-'));
  try {
    const files = await makeSampleClips(studioFor(desk.studio, 'now'), folder, { signal, onProgress: () => undefined });
    const added: FileRecord[] = [];
    for (const [index, file] of files.entries()) {
      const filename = SAMPLE_NAMES[index] ?? path.basename(file);
      added.push(await addFile(desk, { accountId, sessionId, path: file, filename, signal }));
    }
    return added;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
