import type { Failures } from './spec.ts';

/** Drafts and edit operations. */
export const DRAFT_FAILURES = {
  'draft.invalid': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { issues: readonly { path: string; problem: string }[] }) => ({
      en: `The draft is not valid: ${p.issues.map((i) => `${i.path}: ${i.problem}`).join('; ')}.`,
      zh: `草稿无效：${p.issues.map((i) => `${i.path}：${i.problem}`).join('；')}。`,
    }),
  },
  'draft.nothing_there': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no clip on the timeline yet. Add a video, a photo or a sound first.',
      zh: '时间线上还没有素材，请先添加视频、照片或声音。',
    }),
  },
  'draft.no_such_segment': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { wanted: string; have: string }) => ({
      en: `There is no "${p.wanted}" on the timeline. It has: ${p.have}.`,
      zh: `时间线上没有“${p.wanted}”。现有：${p.have}。`,
    }),
  },
  'draft.unclear_time': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { text: string }) => ({
      en: `"${p.text}" is not a time that I can read. Say it like 12, 1:15, 90s, end-10, middle or 50%.`,
      zh: `看不懂时间“${p.text}”。可以写成 12、1:15、90s、end-10、middle 或 50%。`,
    }),
  },
  'draft.unclear_value': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { text: string; expected: { en: string; zh: string } }) => ({
      en: `"${p.text}" does not say what I need here: ${p.expected.en}.`,
      zh: `“${p.text}”不够明确，这里需要：${p.expected.zh}。`,
    }),
  },
  'draft.outside': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { wanted: string; length: string }) => ({
      en: `${p.wanted} lies outside the video, which is ${p.length} long.`,
      zh: `${p.wanted} 超出了视频范围（总长 ${p.length}）。`,
    }),
  },
  'draft.would_be_empty': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { operation: string }) => ({
      en: `That would leave nothing of the video (${p.operation}). Nothing was changed.`,
      zh: `这样视频就什么都不剩了（${p.operation}），没有做任何改动。`,
    }),
  },
  'draft.needs': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { what: { en: string; zh: string } }) => ({
      en: `This needs ${p.what.en}, and there is none on the timeline.`,
      zh: `这需要${p.what.zh}，但时间线上没有。`,
    }),
  },
  'draft.no_such_version': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { wanted: number; first: number; last: number }) => ({
      en: `There is no version ${p.wanted}. Versions ${p.first} to ${p.last} can be restored.`,
      zh: `没有第 ${p.wanted} 个版本。可以恢复第 ${p.first} 到 ${p.last} 个版本。`,
    }),
  },
  'draft.nothing_to_undo': {
    status: 422,
    api: 3001,
    remedy: 'none',
    say: (p: { redo: boolean }) => ({
      en: p.redo ? 'There is nothing to redo.' : 'There is nothing to undo.',
      zh: p.redo ? '没有可以重做的操作。' : '没有可以撤销的操作。',
    }),
  },
} as const satisfies Failures;
