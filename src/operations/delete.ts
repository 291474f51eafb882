import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { ClipArg, WordsArg } from './args.ts';
import { withoutCard } from './card.ts';
import { cutRange } from './cut-range.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { quoted, removeSide, withoutSegments } from './remove-side.ts';
import { noSuch, segmentWithId, sideKindOf, textsSaying } from './resolve.ts';
import { transitions } from './transitions.ts';

const Args = z.object({
  what: WordsArg.optional().describe(
    '"music", "title", "captions", "watermark", "transitions", "intro", the words of a text, or an id',
  ),
  clip: ClipArg.optional(),
});

/** Takes something off the timeline by its name. */
export const remove = operation({
  name: 'delete',
  summary:
    'Takes something off the timeline: music, titles, captions, the watermark, transitions, a text by its words, or a clip.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    if (args.clip !== undefined) return cutRange.apply(draft, { clip: args.clip }, context);
    if (args.what === undefined)
      throw fail('draft.unclear_value', {
        text: '',
        expected: say('what to delete: a clip, the music, a title …', '要删除什么：片段、音乐、标题……'),
      });
    return removeNamed(draft, args.what, context);
  },
  examples: [
    { en: 'delete the title', zh: '删除标题' },
    { en: 'remove the watermark', zh: '去掉水印' },
  ],
});

function removeNamed(draft: Draft, what: string, context: OperationContext): Outcome {
  const words = what.trim();
  const segment = segmentWithId(draft, words);
  if (segment !== null && !mainSegments(draft).some((s) => s.id === segment.id)) {
    return done(
      withoutSegments(draft, new Set([segment.id])),
      say('Removed {id}.', '删除了 {id}。', { id: shown(segment.id) }),
    );
  }
  const texts = /^["'“”‘’「『《]/.test(words) ? textsSaying(draft, words) : [];
  if (texts.length === 0) {
    if (/transition|转场/i.test(words)) return transitions.apply(draft, { style: 'none' }, context);
    const place = /\bintro\b|片头/i.test(words)
      ? 'intro'
      : /\boutro\b|end (?:card|screen)|片尾/i.test(words)
        ? 'outro'
        : null;
    if (place !== null) {
      const after = withoutCard(draft, place, context.facts);
      if (after !== draft)
        return done(
          after,
          place === 'intro'
            ? say('Removed the intro card.', '删除了片头。')
            : say('Removed the end card.', '删除了片尾。'),
        );
    }
    const kind = sideKindOf(words);
    if (kind !== null) return removeSide(draft, kind);
  }
  const saying = texts.length > 0 ? texts : textsSaying(draft, words);
  if (saying.length > 0) {
    const name = quoted(saying[0]?.text ?? '');
    const more =
      saying.length > 1
        ? say(' ({saying} {saying:text|texts})', '（{saying} 处）', { saying: saying.length })
        : say('', '');
    return done(
      withoutSegments(draft, new Set(saying.map((s) => s.id))),
      say('Removed the text {name}{more}.', '删除了文字{name}{more}。', { name, more }),
    );
  }
  if (mainSegments(draft).length === 0) throw noSuch(draft, words, context.facts);
  return cutRange.apply(draft, { clip: words }, context);
}
