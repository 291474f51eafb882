import { requireLength } from '../agent/request-text.ts';
import { problemSaid, TellcutError } from '../base/errors.ts';
import { say } from '../base/say.ts';
import { currentVersion } from '../draft/history.ts';
import type { Brain } from './brain.ts';
import { modelTurn } from './model-turn.ts';
import { planTurn } from './planner-turn.ts';
import { withSelected } from './selected-clip.ts';
import type { Studio } from './studio.ts';
import type { Turn, TurnInput } from './turn-types.ts';
import { closingWords } from './turn-words.ts';

export type { Step, Turn, TurnEvent, TurnInput } from './turn-types.ts';

/**
 * Understands a request and carries it out on the draft, as one undo step. What fails is named; the rest is done. With a
 * model as the brain it is the model's turn; when its provider fails, nothing of that counts and the planner carries the
 * request out instead and says so. Throws `agent.empty_request`, `input.request_too_long`, and the reason of the signal.
 */
export async function runTurn(studio: Studio, given: TurnInput): Promise<Turn> {
  requireLength(given.text);
  const { draft } = currentVersion(given.history);
  const input = { ...given, text: withSelected(given.text, draft, given.selected ?? null) };
  const brain = input.brain ?? null;
  const turn = brain === null ? await planTurn(studio, input) : await withModel(studio, input, brain);
  const words = closingWords(turn);
  if (words !== '') input.onEvent?.({ kind: 'text', text: words });
  return turn;
}

async function withModel(studio: Studio, input: TurnInput, brain: Brain): Promise<Turn> {
  try {
    return await modelTurn(studio, input, brain);
  } catch (error) {
    input.signal.throwIfAborted();
    if (!(error instanceof TellcutError) || !error.code.startsWith('model.')) throw error;
    const instead = say(
      '{problem} I read your request by my own rules instead.',
      '{problem}已改用内置规则理解您的请求。',
      {
        problem: problemSaid(error),
      },
    );
    input.onEvent?.({ kind: 'fallback', code: error.code, said: instead });
    return { ...(await planTurn(studio, input)), instead };
  }
}
