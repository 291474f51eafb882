import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** What an account keeps for its next videos: templates, a brand. */
export const KEPT_FAILURES = {
  'template.invalid': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { issues: readonly string[] }) =>
      say('This is no template of ours: {issues}.', '这不是有效的模板：{issues}。', { issues: p.issues.join('; ') }),
  },
  'template.unknown': {
    status: 404,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { name: string; have: string }) =>
      say('There is no template "{name}". There are: {have}.', '没有模板“{name}”。现有：{have}。', p),
  },
  'template.too_many': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say('There are {most} templates already. Remove one first.', '模板已有 {most} 个，请先删除一个。', p),
  },
  'kept.nowhere': {
    status: 422,
    api: 3001,
    remedy: 'none',
    say: () => ({
      en: 'Nothing can be kept for later here.',
      zh: '这里无法保存以后使用的内容。',
    }),
  },
} as const satisfies Failures;
