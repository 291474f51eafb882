import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { removeRanges } from '../draft/ripple.ts';
import { retakesIn } from './disfluencies.ts';
import { done, type OperationContext, type Outcome } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { requireTranscript } from './remove-fillers.ts';
import { cutsAround, mergeSpans } from './transcript.ts';

/** What people call sentences that were said again because the first time went wrong. */
export const isAboutRetakes = (what: string): boolean =>
  /retake|re-take|mistake|blooper|false start|repeated|flub|重说|重录|说错|口误|言い直し|言い間違い|NG/i.test(what);

/** Cuts sentences that were begun again; the last attempt stays. Throws `captions.words_needed`. */
export function withoutRetakes(draft: Draft, context: OperationContext): Outcome {
  const { facts } = context;
  const { words } = requireTranscript(draft, context);
  const spans = mergeSpans(retakesIn(words));
  const cuts = cutsAround({ draft, facts }, words, spans);
  if (cuts.length === 0)
    return done(
      draft,
      say(
        'No sentence is begun a second time with the same words; nothing was changed.',
        '没有用同样的词重新开头的句子，没有改动。',
      ),
    );
  const after = removeRanges(draft, cuts, facts, 'cut_range');
  const lengths = lengthsSaid(draftLength(draft), draftLength(after));
  return done(
    after,
    say(
      'Cut out {n} {n:attempt|attempts} that {n:was|were} said again, {lengths}.',
      '剪掉了 {n} 处重说的句子，{lengths}。',
      {
        n: spans.length,
        lengths,
      },
    ),
    [
      say(
        'I went by sentences that begin with the same words; the last attempt stayed.',
        '我是按开头相同的句子找的，保留了最后一遍。',
      ),
    ],
  );
}
