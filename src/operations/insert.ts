import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, onFrame } from '../draft/queries.ts';
import { insertAt } from '../draft/ripple.ts';
import { TimeArg, WordsArg } from './args.ts';
import { newClip } from './new-clip.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';
import { clipNamed, noSuch } from './resolve.ts';
import { pointWithin } from './time-argument.ts';

const Args = z.object({
  source: WordsArg.optional().describe('A file of the project: its name or its id'),
  at: TimeArg.optional().describe('Where it begins; a clip that runs there is cut in two'),
  position: z.string().max(60).optional().describe('"start", "end" (when not given), "before 2", "after 3"'),
});

/** Puts a file into the timeline as a clip of its own, also one that is on it already; the rest moves on. */
export const insert = operation({
  name: 'insert',
  summary: 'Puts a video or photo of the project into the timeline as a clip, at a time or between clips.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    if (context.facts.assets.size === 0) throw fail('draft.nothing_there', undefined);
    if (args.source === undefined) throw fail('draft.unclear_value', { text: '', expected: WHICH });
    const asset = fileNamed(draft, args.source, context.facts);
    const name = shown(asset.filename, 40);
    if (asset.probe.kind === 'audio' || asset.probe.video === null)
      throw fail('draft.unclear_value', {
        text: name,
        expected: say('a video or a photo; a sound is added as music', '视频或照片；声音可以作为配乐添加'),
      });
    const at = placeOf(draft, args, context);
    const [segment, made] = newClip(draft, asset);
    const after = insertAt(made, at, segment, context.facts);
    return done(
      after,
      say('Put {name} in at {at}; the video is {length} long.', '在 {at} 处插入了 {name}，视频总长 {length}。', {
        name,
        at: clock(at),
        length: lengthSaid(draftLength(after)),
      }),
    );
  },
  examples: [
    { en: 'insert beach.mp4 at 0:10', zh: '在 0:10 插入 beach.mp4' },
    { en: 'insert photo.jpg after clip 2', zh: '在第二个片段后面插入 photo.jpg' },
  ],
});

const WHICH = say('the name of a video or photo of the project', '项目中视频或照片的文件名');

/** The file that some words name: its id, its name with or without its extension, or a part of it. */
function fileNamed(draft: Draft, words: string, facts: Facts): Asset {
  const wanted = words.normalize('NFC').trim().toLowerCase();
  const all = [...facts.assets.values()];
  const tests: ((asset: Asset) => boolean)[] = [
    ({ id }) => id.toLowerCase() === wanted,
    ({ filename }) => filename.toLowerCase() === wanted,
    ({ filename }) => filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted,
    ({ filename }) => wanted.length >= 3 && filename.toLowerCase().includes(wanted),
  ];
  for (const is of tests) {
    const found = all.find(is);
    if (found !== undefined) return found;
  }
  throw noSuch(draft, words, facts);
}

/** The time that a place means: its own, beside a clip, or an end. Throws `draft.unclear_value`, `draft.unclear_time`. */
export function placeOf(
  draft: Draft,
  { at, position }: { readonly at?: number | string | undefined; readonly position?: string | undefined },
  context: OperationContext,
): Ms {
  const length = draftLength(draft);
  if (at !== undefined) return Math.min(length, onFrame(pointWithin(at, length), draft));
  const text = (position ?? 'end').normalize('NFKC').trim().toLowerCase();
  const beside =
    /^(?:right )?(before|after|在)?\s*(?:clip|第)?\s*(\d+|first|last)(?:\s*个?片段)?(之前|之后|前面|后面)?/.exec(text);
  if (beside !== null && clipsOf(draft).length > 0) {
    const clip = clipNamed(draft, beside[2] ?? '1', context);
    return /before|前/.test(text) ? clip.range.start : clip.range.end;
  }
  if (/start|begin|front|first|开头|最前/.test(text)) return 0;
  if (/end|last|back|final|最后|末尾|结尾/.test(text)) return length;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a time, "start", "end" or "after 2"', '时间、“开头”“最后”或“第 2 个片段之后”'),
  });
}
