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
} as const satisfies Failures;
