import { newHistory } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import type { Library } from './session.ts';
import type { Studio } from './studio.ts';
import { carryOut, startState } from './tool-layer.ts';
import type { Step, TurnInput } from './turn-types.ts';

/** A draft made by a template that came beside the request, before anything of the request is done. */
export async function withGivenTemplate(
  studio: Studio,
  name: string,
  given: { draft: Draft; library: Library; signal: AbortSignal; onMeasure: (filename: string) => void },
): Promise<{ draft: Draft; library: Library; step: Step }> {
  const input: TurnInput = { text: '', lang: null, history: newHistory(given.draft), ...given };
  const call = { op: 'template', name };
  const state = await carryOut(studio, { state: startState(input), call, notes: [], allowed: null, input });
  const [step] = state.steps;
  if (step === undefined) throw new Error('the call left no step');
  return { draft: state.draft, library: state.library, step };
}
