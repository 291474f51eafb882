import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { firstOf } from '../base/text.ts';
import { overlaps } from '../base/time.ts';
import type { Cue } from '../captions/cue.ts';
import { readCues } from '../captions/read.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { mapSegments, rangeOf, textSegments } from '../draft/queries.ts';
import { USUAL_SECOND } from './captions-look.ts';
import { spokenLanguage } from './filler-words.ts';
import { done, type Outcome } from './operation.ts';
import { say } from './phrase.ts';
import { wordKey } from './transcript.ts';

/** Longest text of one caption, in characters. */
const MOST_CHARACTERS = 500;

/** What captions in another language are asked for with. */
type LanguageArgs = {
  readonly lang?: string | undefined;
  /** The captions that stand, in order, in the other language. */
  readonly texts?: readonly string[] | undefined;
};

/** Whether a language argument names two: "en,zh", "English and Chinese". */
export const namesTwo = (lang: string | undefined): boolean => /[,+/&、和]|\band\b|^bilingual$|双语/.test(lang ?? '');

/** The captions that stand in the order in which their translations are given. */
export const inTime = (draft: Draft): TextSegment[] =>
  textSegments(draft, 'caption').toSorted((a, b) => a.start - b.start);

/**
 * The captions in another language: in the place of what they say, or, where two languages are named, below it. Throws
 * `captions.no_translator` without the texts.
 */
export function translated(draft: Draft, { lang, texts }: LanguageArgs): Outcome {
  const captions = inTime(draft);
  if (captions.length === 0) throw fail('draft.needs', { what: { en: 'captions', zh: '字幕' } });
  if (texts === undefined || texts.length !== captions.length) throw fail('captions.no_translator', undefined);
  const isSecond = namesTwo(lang);
  const made = new Map(captions.map(({ id }, i) => [id, texts[i] ?? '']));
  const after = isSecond ? withSeconds(draft, made) : withTexts(draft, made);
  const n = captions.length;
  return isSecond
    ? done(after, say('Put the translation below {n} {n:caption|captions}.', '在 {n} 条字幕下面加上了译文。', { n }))
    : done(after, say('Translated {n} {n:caption|captions}.', '翻译了 {n} 条字幕。', { n }));
}

/** Captions of a file as the second line of those that stand: each below the one that it shares most time with. */
export function secondLines(draft: Draft, file: string): Outcome {
  const captions = inTime(draft);
  if (captions.length === 0) throw fail('draft.needs', { what: { en: 'captions', zh: '字幕' } });
  const below = new Map<string, string[]>();
  let left = 0;
  for (const cue of readCues(file)) {
    const shared = captions
      .filter((caption) => overlaps(rangeOf(caption), cue))
      .map((caption) => ({ caption, ms: Math.min(rangeOf(caption).end, cue.end) - Math.max(caption.start, cue.start) }))
      .toSorted((a, b) => b.ms - a.ms)[0];
    if (shared === undefined) left++;
    else below.set(shared.caption.id, [...(below.get(shared.caption.id) ?? []), oneLine(cue.text)]);
  }
  if (below.size === 0) throw fail('captions.nothing_falls_in', undefined);
  const texts = new Map([...below].map(([id, lines]) => [id, lines.join(' ')] as const));
  const notes =
    left === 0
      ? []
      : [say('{left} of them fell on no caption and were left out.', '有 {left} 条没有对应的字幕，已略过。', { left })];
  const n = below.size;
  return done(
    withSeconds(draft, texts),
    say('Put a second line below {n} {n:caption|captions}.', '在 {n} 条字幕下面加上了第二行。', { n }),
    notes,
  );
}

/** These texts below captions, by the ids of these; the captions keep their own words and times. */
function withSeconds(draft: Draft, texts: ReadonlyMap<string, string>): Draft {
  const before = inTime(draft).find(({ second }) => second !== undefined)?.second ?? USUAL_SECOND;
  return mapSegments(draft, (segment) => {
    const text = segment.kind === 'text' ? oneLine(texts.get(segment.id) ?? '').trim() : '';
    if (segment.kind !== 'text' || text === '') return segment;
    const { size, color } = before;
    return { ...segment, second: { text: firstOf(text, MOST_CHARACTERS), size, color } };
  });
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** New words have no measured times. */
function withTexts(draft: Draft, texts: ReadonlyMap<string, string>): Draft {
  return mapSegments(draft, (segment) => {
    const text = segment.kind === 'text' ? texts.get(segment.id) : undefined;
    if (segment.kind !== 'text' || text === undefined) return segment;
    const { words: _, estimated: _estimated, ...rest } = segment;
    return { ...rest, text: firstOf(text, MOST_CHARACTERS) };
  });
}

/** Said where captions were asked for in a language that is not the one that they are in. */
export function otherLanguage(lang: string | undefined, cues: readonly Cue[]): Said[] {
  if (lang === undefined) return [];
  const words = cues.slice(0, 200).flatMap(({ text }) => text.split(/\s+/).map(wordKey));
  const spoken = spokenLanguage(null, words);
  const code = /^[a-z]{2}(?=$|-)/.exec(lang.trim().toLowerCase())?.[0];
  if (namesTwo(lang)) {
    if (cues.some(({ second }) => second !== undefined)) return [];
    return [
      say(
        'The second language is still missing: add its captions file as the second line, or set up a model that translates.',
        '还缺第二种语言：请把它的字幕文件加为第二行，或配置一个可以翻译的模型。',
      ),
    ];
  }
  if (code === undefined || spoken === null || code === spoken) return [];
  return [
    say(
      'They are in the language that is spoken. Say "translate the captions" with the language for another one.',
      '字幕是所说的语言。需要其他语言时，请说“把字幕翻译成……”。',
    ),
  ];
}
