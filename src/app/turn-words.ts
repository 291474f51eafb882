import type { Exchange } from '../llm/instructions.ts';
import type { Turn } from './turn-types.ts';

/**
 * What is said at the end of a turn, after the words that a model has spoken itself: why the planner stood in, what was
 * assumed, and what changed, by the steps that were done and no one's claim. Empty when nothing is left to say.
 */
export function closingWords(turn: Turn): string {
  const { lang, steps, by, instead, plan, question } = turn;
  const lines: string[] = [];
  if (instead !== null) lines.push(instead[lang]);
  if (by.kind === 'planner') {
    if (steps.length === 0 || question !== null) lines.push(turn.reply);
    else lines.push(...plan.assumed.map((said) => said[lang]));
  }
  for (const step of steps) {
    lines.push(step.said[lang]);
    if (step.kind === 'done') lines.push(...step.notes.map((note) => note[lang]));
  }
  return lines.join('\n').trim();
}

/** All words of a turn: those of who carried it out, and {@link closingWords}. Never empty. */
export function turnWords(turn: Turn): string {
  const own = turn.by.kind === 'model' ? [turn.reply] : [];
  return [...own, closingWords(turn)].filter((part) => part !== '').join('\n\n');
}

/** A turn for the memory of the turns after it (`TurnInput.before`). */
export function exchangeOf(text: string, turn: Turn): Exchange {
  const refused = turn.steps.flatMap((step) => (step.kind === 'failed' ? [step.code] : []));
  return { text, reply: turnWords(turn), refused };
}
