import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { composed } from '../base/say.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { WHERE } from './args.ts';
import { fillersIn, repeatsIn } from './disfluencies.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { lengthsSaid, listed, say } from './phrase.ts';
import { requireClips, whereOf } from './resolve.ts';
import { cutsAround, type Span, type Transcript, textOf, transcriptOf, wordKey } from './transcript.ts';

const Args = z.object({
  ...WHERE,
  words: z.string().max(300).optional().describe('Only these words, with commas between them: "like, you know"'),
  kind: z
    .enum(['fillers', 'repeats', 'all'])
    .optional()
    .describe('Filler words, starts that are said again ("I I want"), or both, which is usual'),
});
type Args = z.output<typeof Args>;

/** What tells which words are spoken, and when: measured before an edit by words. */
export const wordsNeeded = (draft: Draft): { asset: string; fact: 'words' | 'silence' | 'waveform' }[] =>
  assetsHeard(draft).flatMap((asset) => (['silence', 'words', 'waveform'] as const).map((fact) => ({ asset, fact })));

/** The words of a draft. Throws `captions.words_needed` where nobody knows them. */
export function requireTranscript(draft: Draft, { facts }: OperationContext): Transcript {
  const transcript = transcriptOf(draft, facts);
  if (transcript === null) throw fail('captions.words_needed', undefined);
  return transcript;
}

/** Cuts filler words and repeated starts out of speech whose words are known. */
export const removeFillers = operation({
  name: 'remove_fillers',
  summary:
    'Cuts filler words (um, uh, 嗯 …) and starts that are said again out of speech. Needs the words with their times: from a speech model, a transcription server or captions with word times. Never cuts inside a word that stays.',
  args: Args,
  needs: (_args, draft) => wordsNeeded(draft),
  apply: (draft, args, context) => {
    requireClips(draft);
    const transcript = requireTranscript(draft, context);
    // By an estimate of a third of a second, a word of a quarter would take another one along.
    if (!transcript.words.some(({ isMeasured }) => isMeasured)) throw fail('captions.word_times_needed', undefined);
    return withoutFillers(draft, { args, transcript, context });
  },
  examples: [
    { en: 'remove the filler words', zh: '去掉口头禅' },
    { en: 'remove every "like" and "you know"', zh: '把“那个”都剪掉' },
    { en: 'remove the repeated starts', zh: '去掉重复的开头' },
  ],
});

type Wanted = { readonly args: Args; readonly transcript: Transcript; readonly context: OperationContext };

function withoutFillers(draft: Draft, { args, transcript, context }: Wanted): Outcome {
  const { facts } = context;
  const { words } = transcript;
  const only = args.words === undefined ? null : listOf(args.words);
  const where = whereOf(draft, args, context);
  const covered = where.kind === 'clips' ? where.clips.map((clip) => clip.range) : [where.range];
  const isWanted = ({ from, to }: Span): boolean => {
    const [first, last] = [words[from], words[to - 1]];
    if (first === undefined || last === undefined || !words.slice(from, to).every((word) => word.isMeasured))
      return false;
    return covered.some((range) => first.start >= range.start && last.end <= range.end);
  };
  const found = args.kind === 'repeats' ? { spans: [], kept: 0 } : fillersIn(transcript, only);
  const fillers = found.spans.filter(isWanted);
  const gone = new Set(fillers.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
  const repeats = args.kind === 'fillers' || only !== null ? [] : repeatsIn(words, gone).filter(isWanted);
  const notes = notesFor(only === null ? 0 : found.kept, transcript);
  const cuts = cutsAround({ draft, facts }, words, [...fillers, ...repeats]);
  if (cuts.length === 0)
    return done(
      draft,
      say(
        'I found none of those words to cut in {words} words; nothing was changed.',
        '在 {words} 个词里没有找到要剪的，没有改动。',
        {
          words: words.length,
        },
      ),
      notes,
    );
  const after = removeRanges(draft, cuts, facts, 'remove_fillers');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  const what = listed([
    ...(fillers.length === 0 ? [] : [fillersSaid(transcript, fillers)]),
    ...(repeats.length === 0 ? [] : [say('{n} repeated {n:start|starts}', '{n} 处重复的开头', { n: repeats.length })]),
  ]);
  return done(after, say('Cut out {what}, {lengths}.', '剪掉了 {what}，{lengths}。', { what, lengths }), notes);
}

const listOf = (words: string): string[] =>
  words
    .split(/[,，、;；/]|\band\b|和|\by\b|\bund\b|\bet\b/)
    .map((word) => word.trim())
    .filter((word) => wordKey(word) !== '')
    .slice(0, 20);

/** `12 filler words (um 5, uh 4, you know 3)`. */
function fillersSaid({ words }: Transcript, spans: readonly Span[]): Said {
  const counts = new Map<string, number>();
  for (const span of spans) {
    const text = textOf(words, span)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\sー〜'’-]/gu, '');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 6);
  const list = composed([], (_, locale) =>
    most.map(([text, n]) => `${shown(text, 30)} ${n}`).join(locale === 'zh' || locale === 'ja' ? '、' : ', '),
  );
  return say('{n} filler {n:word|words} ({list})', '{n} 个语气词（{list}）', { n: spans.length, list });
}

function notesFor(kept: number, { words, language }: Transcript): Said[] {
  const notes: Said[] = [];
  if (kept > 0)
    notes.push(
      say('I left {kept} that may mean something where they stand.', '有 {kept} 处可能有实际意思，没有剪。', { kept }),
    );
  if (language === null)
    notes.push(
      say(
        'I know no filler words of that language; name them and I cut those: remove every "…".',
        '我没有这种语言的语气词表；可以直接说要剪哪些词：把“……”都剪掉。',
      ),
    );
  const unsure = words.filter(({ isMeasured }) => !isMeasured).length;
  if (unsure > 0)
    notes.push(
      say(
        '{unsure} {unsure:word has|words have} no measured times and stayed as they are.',
        '有 {unsure} 个词没有测得的时间，保持原样。',
        { unsure },
      ),
    );
  return notes;
}
