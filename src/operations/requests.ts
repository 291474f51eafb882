import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { clock } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { summarySaid } from '../draft/summary.ts';
import { LengthArg, TimeArg } from './args.ts';
import { qualityOf } from './export-options.ts';
import { type Outcome, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { endWithin, lengthArgument, pointWithin } from './time-argument.ts';

/** Operations that change nothing here: what they ask for is done by who keeps versions, balances and files. */

const Steps = z.object({ steps: z.int().min(1).max(500).optional() });

export const undo = operation({
  name: 'undo',
  summary: 'Goes back to how the draft was before the last request.',
  args: Steps,
  needs: () => [],
  apply: (draft, args) => {
    const steps = args.steps ?? 1;
    return {
      draft,
      said:
        steps === 1
          ? say('Undoing the last change.', '撤销上一步。')
          : say('Undoing the last {steps} changes.', '撤销最近 {steps} 步。', { steps }),
      notes: [],
      requests: [{ kind: 'undo', steps }],
    };
  },
  examples: [{ en: 'undo', zh: '撤销' }],
});

export const redo = operation({
  name: 'redo',
  summary: 'Does again what was undone.',
  args: Steps,
  needs: () => [],
  apply: (draft, args) => {
    const steps = args.steps ?? 1;
    return {
      draft,
      said:
        steps === 1
          ? say('Redoing the change.', '重做上一步。')
          : say('Redoing {steps} changes.', '重做 {steps} 步。', { steps }),
      notes: [],
      requests: [{ kind: 'redo', steps }],
    };
  },
  examples: [{ en: 'redo', zh: '重做' }],
});

export const status = operation({
  name: 'status',
  summary: 'Tells what is on the timeline, or how long the video is.',
  args: z.object({ about: z.enum(['length']).optional() }),
  needs: () => [],
  apply: (draft, { about }, { facts }) => ({
    draft,
    said:
      about === 'length' && draftLength(draft) > 0
        ? say('The video is {length} long. {summary}.', '视频总长 {length}。{summary}。', {
            length: lengthSaid(draftLength(draft)),
            summary: summarySaid(draft, facts),
          })
        : say('{summary}.', '{summary}。', { summary: summarySaid(draft, facts) }),
    notes: [],
    requests: [{ kind: 'status' }],
  }),
  examples: [{ en: 'show tracks', zh: '状态' }],
});

export const credits = operation({
  name: 'credits',
  summary: 'Tells how many credits are left.',
  args: z.object({}),
  needs: () => [],
  apply: (draft) => ({
    draft,
    said: say('Looking up your credits.', '正在查询积分。'),
    notes: [],
    requests: [{ kind: 'credits' }],
  }),
  examples: [{ en: 'balance', zh: '积分' }],
});

const exporting = (draft: Draft, said: Said, options: Readonly<Record<string, unknown>>): Outcome => ({
  draft,
  said,
  notes: [],
  requests: [{ kind: 'export', options }],
});

/** Sound formats that can be asked for. */
const SOUND_FORMATS = ['mp3', 'wav', 'm4a'];

export const extractAudio = operation({
  name: 'extract_audio',
  summary: 'Makes a sound file of the whole (mp3, wav or m4a).',
  args: z.object({ format: z.string().max(20).optional(), quality: z.string().max(40).optional() }),
  needs: () => [],
  apply: (draft, args) => {
    requireMain(draft);
    const format = (args.format ?? 'mp3').trim().toLowerCase().replace(/^\./, '');
    if (!SOUND_FORMATS.includes(format))
      throw fail('draft.unclear_value', { text: format, expected: say('mp3, wav or m4a', 'mp3、wav 或 m4a') });
    const quality = args.quality === undefined ? null : qualityOf(args.quality);
    return exporting(
      draft,
      say('Exporting the sound as {format}.', '导出声音为 {format}。', { format: format.toUpperCase() }),
      { format, ...(quality === null ? {} : { quality }) },
    );
  },
  examples: [{ en: 'extract the audio as mp3', zh: '提取音频 mp3' }],
});

export const gif = operation({
  name: 'gif',
  summary: 'Makes an animated GIF of the video or a stretch of it.',
  args: z.object({
    from: TimeArg.optional(),
    to: TimeArg.optional(),
    start: TimeArg.optional(),
    end: TimeArg.optional(),
    duration: LengthArg.optional(),
  }),
  needs: () => [],
  apply: (draft, args) => {
    requireMain(draft);
    const length = draftLength(draft);
    const first = args.from ?? args.start;
    const last = args.to ?? args.end;
    const from = first === undefined ? 0 : pointWithin(first, length);
    const to =
      last !== undefined
        ? endWithin(last, length)
        : args.duration === undefined
          ? length
          : Math.min(length, from + lengthArgument(args.duration));
    if (to <= from) throw fail('draft.unclear_time', { text: `${first ?? 0} – ${last ?? 'end'}` });
    return exporting(
      draft,
      say('Exporting a GIF of {from}–{to}.', '导出 GIF：{from}–{to}。', { from: clock(from), to: clock(to) }),
      { format: 'gif', from, to },
    );
  },
  examples: [{ en: 'make a gif of the first 3 seconds', zh: '前 3 秒做成 GIF' }],
});

export const thumbnail = operation({
  name: 'thumbnail',
  summary: 'Takes a picture out of the video, at a time or every so many seconds.',
  args: z.object({ at: TimeArg.optional(), every: LengthArg.optional().describe('One picture per so many seconds') }),
  needs: () => [],
  apply: (draft, args) => {
    requireMain(draft);
    const length = draftLength(draft);
    if (args.every !== undefined) {
      const every = lengthArgument(args.every);
      if (every < 1) throw fail('draft.unclear_time', { text: String(args.every) });
      return exporting(
        draft,
        say('Exporting a picture every {every} s.', '每 {every} 秒导出一张图片。', { every: every / 1000 }),
        { format: 'jpg', every },
      );
    }
    // A third of the way in, the picture is past any fade and shows what it is about.
    const at =
      args.at === undefined ? Math.round(length / 3) : Math.min(pointWithin(args.at, length), Math.max(0, length - 1));
    return exporting(draft, say('Exporting the picture at {at}.', '导出 {at} 的画面。', { at: clock(at) }), {
      format: 'jpg',
      at,
    });
  },
  examples: [{ en: 'take the frame at 3 seconds as the cover', zh: '截取第 3 秒作为封面' }],
});
