import type { Draft } from '../draft/model.ts';
import { translateLines } from '../llm/translate.ts';
import { inTime } from '../operations/captions-language.ts';
import type { Brain } from './brain.ts';

/**
 * Captions in another language: the operation is a function of its arguments, so the model is asked before it, and what
 * it says becomes the argument `texts`.
 */

/** Names of the codes that the planner writes, for a model. */
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** The call with the captions that stand in the language that it names, where a model is set up; else as it was. */
export async function withTranslation<C extends { readonly op: string; readonly [argument: string]: unknown }>(
  call: C,
  { draft, brain, signal }: { draft: Draft; brain: Brain | null; signal: AbortSignal },
): Promise<C> {
  const { op, lang } = call;
  if (op !== 'captions' || call['translate'] !== true || brain === null) return call;
  const captions = inTime(draft);
  if (captions.length === 0 || call['texts'] !== undefined) return call;
  const language = languageNamed(typeof lang === 'string' ? lang : '');
  const texts = await translateLines(
    brain.model,
    captions.map(({ text }) => text),
    language,
    signal,
  );
  return { ...call, texts };
}

/** `es` as "Spanish"; of two, the last: the first is what is spoken. English where none is named. */
export function languageNamed(lang: string): string {
  const last = lang
    .split(/[,+/&、和]|\band\b/)
    .map((part) => part.trim())
    .findLast((part) => part !== '');
  if (last === undefined) return 'English';
  return /^[a-z]{2,3}(?:-[A-Za-z]{2,8}){0,2}$/.test(last) ? (languages.of(last) ?? last) : last.slice(0, 40);
}
