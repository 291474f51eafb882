import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TellcutError } from '../../base/errors.ts';
import type { Draft } from '../../draft/model.ts';
import { renderAhead } from '../../render/preview/render-ahead.ts';
import type { Desk } from '../desk.ts';
import { prepareExport } from '../export.ts';
import type { Library } from '../session.ts';

/** A draft that somebody looks at. */
export type Watched = {
  readonly draft: Draft;
  /** With paths on this machine. */
  readonly library: Library;
  /** When its preview was last asked for, in ms since the epoch. */
  readonly usedAt: () => number;
};

/** So long nobody edits or plays before the export is made ahead. */
const QUIET_MS = 4000;
/** After real work wanted the worker. */
const AGAIN_MS = 10_000;

/**
 * Makes the parts of the export that will probably be asked for, in the usual format and quality, while nobody needs the
 * workers: an export then only joins what is there. Ends with the signal; what fails is left for the export to name.
 */
export async function exportAhead(desk: Desk, { draft, library, usedAt }: Watched, signal: AbortSignal): Promise<void> {
  const { studio } = desk;
  const isQuiet = (): boolean => Date.now() - usedAt() >= QUIET_MS;
  const out = path.join(studio.scratch, 'ahead.mp4'); // only its ending counts: nothing is written there
  try {
    for (let wait = QUIET_MS; ; wait = AGAIN_MS) {
      await sleep(wait, undefined, { signal, ref: false });
      if (!isQuiet()) continue;
      const input = { draft, library, options: {}, out, title: null, signal, onProgress: () => undefined };
      const { render } = await prepareExport(studio, input);
      const made = await renderAhead({ ...render, isIdle: isQuiet });
      desk.log.debug({ ...made }, 'made ahead of an export');
      if (made.left === 0) return;
    }
  } catch (error) {
    if (signal.aborted || error instanceof TellcutError) return;
    throw error;
  }
}
