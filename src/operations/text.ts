import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { textSegment } from '../draft/build.ts';
import type { Draft, TextSegment, TextStyle } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength, textSegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { textLasting } from '../draft/slice.ts';
import { clearOfCaptions } from './clear-of-captions.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { shape } from './shape.ts';
import { dressed, isTimeWord, readableText, redressTexts, TEXT_ARGS, type TextArgs, textRange } from './text-edit.ts';
import { placeOf } from './text-look.ts';
import { changesSaid } from './title.ts';

/** How long a text stands when nobody says: long enough to read it twice, in ms. */
const usualLength = (text: string): number => Math.min(8000, Math.max(3000, 1200 + text.length * 90));

const TEXT_STYLE: TextStyle = {
  font: 'sans',
  weight: 'bold',
  italic: false,
  size: 0.06,
  color: '#ffffff',
  // A shadow alone does not carry white words over a white wall.
  outline: { color: '#000000', width: 0.045 },
  shadow: true,
  box: null,
  align: 'center',
  upper: false,
};

const CARD_BOX = { color: '#000000b3', radius: 0.25 };

/** Words over the picture, smaller than a title and below the middle. */
export const text = operation({
  name: 'text',
  summary: 'Puts words over the picture at a time and a place. Without text it changes the texts that are there.',
  args: z.object({
    ...TEXT_ARGS,
    source: z.string().max(200).optional().describe('Where the words come from ("key quotes")'),
  }),
  needs: () => [],
  apply: (draft, args, context) => {
    if (draftLength(draft) === 0) throw fail('draft.nothing_there', undefined);
    if (args.source !== undefined && args.text === undefined) {
      throw fail('agent.cannot_yet', {
        what: say('Taking texts from "{source}"', '自动提取“{source}”', { source: shown(args.source) }),
      });
    }
    const words = readableText(args.text);
    if (words !== null && /call ?-?out|标注/i.test(args.style ?? '')) {
      const { start, end, duration, clip, position, color } = args;
      return shape.apply(
        draft,
        { shape: 'callout', text: words, start, end, duration, clip, position, color },
        context,
      );
    }
    if (words !== null) return added(draft, words, args, context);
    const present = textSegments(draft).filter((s) => s.role === 'text' || s.role === 'title');
    if (present.length === 0) {
      throw fail('agent.question', {
        question: say(
          'What should the text say? For example: add the text "Subscribe!" at 0:05.',
          '要加什么文字？例如：第 5 秒加文字“关注我”。',
        ),
      });
    }
    const after = redressTexts(draft, new Set(present.map((s) => s.id)), args, context);
    const changes = changesSaid(args);
    return done(
      after,
      say('Changed {present} {present:text|texts}: {changes}.', '改了 {present} 处文字：{changes}。', {
        present: present.length,
        changes,
      }),
    );
  },
  examples: [
    { en: "add 'Subscribe!' in the last 10 seconds", zh: '最后 10 秒加文字“关注我”' },
    { en: "put 'Hello' at the bottom left for 3 seconds", zh: '打字幕 Hello 3 秒放左下' },
  ],
});

function added(draft: Draft, words: string, args: TextArgs, context: OperationContext): Outcome {
  const laid = /\btable\b|表/.test(args.style ?? '') ? words.split(/\s*[,，;；、]\s*/).join('\n') : words;
  const range = textRange(draft, args, usualLength(laid), context);
  const [id, made] = freshId(draft, 'txt');
  const isCard = /\b(?:card|table|box)\b|卡片|表/.test(args.style ?? '');
  const style: TextStyle = { ...TEXT_STYLE, size: sizeFor(laid), ...(isCard ? { box: CARD_BOX, outline: null } : {}) };
  const base: TextSegment = {
    ...textSegment(id, laid, { start: range.start, duration: range.end - range.start }),
    role: 'text',
    style,
  };
  const anchored = args.position === undefined || isTimeWord(args.position);
  const usual = placeOf({ horizontal: 'center', vertical: isCard ? 'middle' : 'bottom' }, laid, style, draft.canvas);
  const segment = textLasting(dressed({ ...base, ...(anchored ? usual : {}) }, args, draft), base.duration);
  const after = clearOfCaptions(placeSegment(made, segment, 'titles'));
  const at = spanLabel(range);
  return done(after, say('Added the text "{words}", {at}.', '加了文字“{words}”，{at}。', { words: shown(words), at }));
}

/** Long texts are set smaller so that they stay a few lines. */
function sizeFor(words: string): number {
  if (words.length <= 24) return 0.065;
  return words.length <= 80 ? 0.052 : 0.042;
}
