import type { Draft } from '../draft/model.ts';
import { translateLines } from '../llm/translate.ts';
import { inTime, namesTwo } from '../operations/captions-language.ts';
import { spokenLanguage } from '../operations/filler-words.ts';
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
  const language = languageNamed(typeof lang === 'string' ? lang : '', spokenIn(captions));
  const texts = await translateLines(
    brain.model,
    captions.map(({ text }) => text),
    language,
    signal,
  );
  return { ...call, texts };
}

/** What is still to be said in a second language after captions were made in the one that is spoken; null: nothing. */
export function secondStill(
  { op, lang, translate }: { readonly op: string; readonly [argument: string]: unknown },
  draft: Draft,
  brain: Brain | null,
): { readonly op: 'captions'; readonly translate: true; readonly lang: string } | null {
  if (op !== 'captions' || translate === true || brain === null || typeof lang !== 'string' || !namesTwo(lang))
    return null;
  const captions = inTime(draft);
  const isMissing = captions.length > 0 && captions.every(({ second }) => second === undefined);
  return isMissing ? { op: 'captions', translate: true, lang } : null;
}

const spokenIn = (captions: readonly { readonly text: string }[]): string | null =>
  spokenLanguage(
    null,
    captions.slice(0, 200).flatMap(({ text }) => text.toLowerCase().split(/[^\p{L}\p{N}']+/u)),
  );

/**
 * `es` as "Spanish"; of two, the one that is not spoken, or the last where nobody knows which is. English where none is
 * named.
 */
export function languageNamed(lang: string, spoken: string | null = null): string {
  const named = lang
    .split(/[,+/&、和]|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(?:bilingual|双语)$/i.test(part));
  const isSpoken = (part: string): boolean =>
    spoken !== null && (part === spoken || part.toLowerCase() === languages.of(spoken)?.toLowerCase());
  const last = named.findLast((part) => !isSpoken(part)) ?? named.at(-1);
  if (last === undefined) return 'English';
  return /^[a-z]{2,3}(?:-[A-Za-z]{2,8}){0,2}$/.test(last) ? (languages.of(last) ?? last) : last.slice(0, 40);
}
