import { fail } from '../base/errors.ts';
import { newHistory } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { readAsset } from './ingest.ts';
import type { Library } from './session.ts';
import type { Studio } from './studio.ts';
import { carryOut, startState } from './tool-layer.ts';
import type { Step, TurnInput } from './turn-types.ts';

/**
 * A draft graded with a LUT that came beside the request, before anything of the request is done. Throws the named
 * failures of reading a file, and `media.lut_unreadable` for one that is no LUT.
 */
export async function withGivenLut(
  studio: Studio,
  file: string,
  given: { draft: Draft; library: Library; signal: AbortSignal; onMeasure: (filename: string) => void },
): Promise<{ draft: Draft; library: Library; step: Step }> {
  const stored = await readAsset(studio, file, given.signal);
  if (stored.asset.probe.kind !== 'lut')
    throw fail('media.lut_unreadable', { file: stored.asset.filename, line: null });
  const library = new Map([...given.library, [stored.asset.id, stored] as const]);
  const input: TurnInput = {
    text: '',
    lang: null,
    history: newHistory(given.draft),
    library,
    onMeasure: given.onMeasure,
    signal: given.signal,
  };
  const call = { op: 'lut', file: stored.asset.id };
  const state = await carryOut(studio, { state: startState(input), call, notes: [], allowed: null, input });
  const [step] = state.steps;
  if (step === undefined) throw new Error('the call left no step');
  return { draft: state.draft, library: state.library, step };
}
