import type { Said } from '../lang.ts';
import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Requests in words. */
export const AGENT_FAILURES = {
  'agent.question': {
    status: 422,
    api: 400,
    remedy: 'answer',
    exit: 4,
    say: (p: { question: Said }) => p.question,
  },
  'agent.empty_request': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: () => ({
      en: 'Say what to do with the video, for example: "cut the silences and add music".',
      zh: '请说说要怎么剪，例如：“剪掉停顿，加背景音乐”。',
    }),
  },
  'agent.cannot_yet': {
    status: 422,
    api: 400,
    remedy: 'none',
    say: (p: { what: Said }) =>
      say('{what} is not something I can do yet, so that part was left out.', '暂时还不支持{what}，这一步已跳过。', p),
  },
  'agent.too_many_files': {
    status: 429,
    api: 400,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say(
        'One request makes at most {most} files. The others were left out; ask for them in another request.',
        '一次请求最多生成 {most} 个文件，其余已跳过，请再说一次。',
        p,
      ),
  },
  'agent.needs_your_word': {
    status: 422,
    api: 400,
    remedy: 'answer',
    say: (p: { undo: boolean }) =>
      p.undo
        ? {
            en: 'That would take back earlier requests, and you did not ask for it. Say "undo" if you want it.',
            zh: '这会撤销之前的请求，而您没有要求。如果需要，请说“撤销”。',
          }
        : {
            en: 'That would take away more than half of the video, and you did not ask for it. Say so if you want it.',
            zh: '这会去掉一半以上的视频，而您没有要求。如果需要，请明确说明。',
          },
  },
  'agent.repeated': {
    status: 429,
    api: 400,
    remedy: 'none',
    say: (p: { times: number }) =>
      say(
        'The very same step was done {times} times already in this request.',
        '这一步在本次请求中已重复 {times} 次。',
        p,
      ),
  },
} as const satisfies Failures;
