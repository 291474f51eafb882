import type { Failures } from './spec.ts';

/** Requests in words. */
export const AGENT_FAILURES = {
  'agent.question': {
    status: 422,
    api: 400,
    remedy: 'answer',
    exit: 4,
    say: (p: { question: { en: string; zh: string } }) => p.question,
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
    say: (p: { what: { en: string; zh: string } }) => ({
      en: `${p.what.en} is not something I can do yet, so that part was left out.`,
      zh: `暂时还不支持${p.what.zh}，这一步已跳过。`,
    }),
  },
  'agent.too_many_files': {
    status: 429,
    api: 400,
    remedy: 'fix-input',
    say: (p: { most: number }) => ({
      en: `One request makes at most ${p.most} files. The others were left out; ask for them in another request.`,
      zh: `一次请求最多生成 ${p.most} 个文件，其余已跳过，请再说一次。`,
    }),
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
    say: (p: { times: number }) => ({
      en: `The very same step was done ${p.times} times already in this request.`,
      zh: `这一步在本次请求中已重复 ${p.times} 次。`,
    }),
  },
} as const satisfies Failures;
