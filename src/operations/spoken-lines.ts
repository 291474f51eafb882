import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { generate, generationOf } from './generate.ts';
import type { OperationCall } from './registered.ts';
import { remadeOf, remake } from './remake.ts';
import { narrationOf } from './script/narration.ts';
import type { FilmPlan } from './script/shots.ts';

/** Arguments of `remake` that change nothing of what is said, nor when. */
const SILENT: ReadonlySet<string> = new Set(['op', 'music', 'title']);

/**
 * The lines that somebody must speak before a call is carried out, in order: of a video from words that has a voice. Null
 * for every other call, and for one that is wrong: the operation itself says what is.
 */
export function spokenLines(call: OperationCall, draft: Draft, facts: Facts): string[] | null {
  const { op, ...args } = call;
  if (args['voices'] !== undefined) return null;
  const plan = op === 'generate' ? generated(args, draft, facts) : op === 'remake' ? remade(args, draft, facts) : null;
  return plan?.film.voice === true ? narrationOf(plan.shots).filter((line) => line !== null) : null;
}

function generated(args: unknown, draft: Draft, facts: Facts): FilmPlan | null {
  const parsed = generate.args.safeParse(args);
  if (!parsed.success || parsed.data.voice !== true || parsed.data.storyboard === true) return null;
  return generationOf(draft, parsed.data, facts);
}

function remade(args: Record<string, unknown>, draft: Draft, facts: Facts): FilmPlan | null {
  const parsed = remake.args.safeParse(args);
  const asked = Object.keys(args).filter((name) => args[name] !== undefined);
  const isSilent = asked.length > 0 && asked.every((name) => SILENT.has(name));
  if (!parsed.success || draft.film === undefined || isSilent) return null;
  return remadeOf(draft, parsed.data, facts).plan;
}
