import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Projects, sessions, their turns, their files and renders. Who asks for what is somebody else's hears that it is not there. */
export const SESSION_FAILURES = {
  'session.not_found': {
    status: 404,
    api: 1002,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no such session, or it is not yours. Create one: POST /api/tasks/me/with-session/nemo_agent.',
      zh: '没有这个会话，或它不属于您。请新建：POST /api/tasks/me/with-session/nemo_agent。',
    }),
  },
  'session.too_many': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say(
        'You have {most} sessions, the most that one account may have. Delete a project first.',
        '您已有 {most} 个会话，达到单个账户上限。请先删除一个项目。',
        p,
      ),
  },
  'session.idempotency_reused': {
    status: 409,
    api: 3004,
    remedy: 'fix-input',
    say: () => ({
      en: 'This Idempotency-Key was used for another request. Use a new key.',
      zh: '这个 Idempotency-Key 已用于另一个请求，请换一个新的。',
    }),
  },
  'session.busy': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: (p: { retryAfter: number }) =>
      say(
        'There is more waiting than this server can take. Try again in {retryAfter} s.',
        '排队任务过多，请 {retryAfter} 秒后再试。',
        p,
      ),
  },
  'project.not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no such project, or it is not yours.',
      zh: '没有这个项目，或它不属于您。',
    }),
  },
  'asset.not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({ en: 'There is no such file in your projects.', zh: '您的项目里没有这个文件。' }),
  },
  'turn.not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({ en: 'There is no such turn, or it is not yours.', zh: '没有这次请求，或它不属于您。' }),
  },
  'turn.running': {
    status: 409,
    api: 3005,
    remedy: 'retry',
    say: (_p: { turnId: string }) => ({
      en: 'The request before this one is still being carried out. Wait until it is done, or cancel it.',
      zh: '上一个请求还在处理中。请等它完成，或先取消。',
    }),
  },
  'turn.timed_out': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: (p: { minutes: number }) =>
      say(
        'That took longer than {minutes} minutes, so it was stopped. Nothing was changed and nothing was charged. Ask for less at once.',
        '处理超过 {minutes} 分钟，已停止。没有任何改动，也没有扣费。请分几次提出要求。',
        p,
      ),
  },
  'turn.gave_up': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: () => ({
      en: 'That failed several times on our side. Nothing was changed and nothing was charged. Try again, or ask for less at once.',
      zh: '我们这边多次处理失败。没有任何改动，也没有扣费。请重试，或分几次提出要求。',
    }),
  },
  'session.draft_changed': {
    status: 409,
    api: 3002,
    remedy: 'retry',
    say: (p: { version: number }) =>
      say(
        'The draft has changed since: it is at version {version} now. Load it and apply the edit again.',
        '草稿已更新到第 {version} 版。请重新加载后再应用修改。',
        p,
      ),
  },
  'render.not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({ en: 'There is no such render, or it is not yours.', zh: '没有这个导出任务，或它不属于您。' }),
  },
  'render.id_used': {
    status: 409,
    api: 3003,
    remedy: 'fix-input',
    say: (p: { id: string }) =>
      say('The render id "{id}" is used already. Send a new one.', '导出编号“{id}”已被使用，请换一个新的。', p),
  },
  'render.not_ready': {
    status: 404,
    api: 1003,
    remedy: 'retry',
    say: (p: { state: string }) =>
      say('There is nothing to download: this render is {state}.', '暂无可下载的文件，导出状态：{state}。', p),
  },
  'render.expired': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'This video was kept for a while and is gone now. Export it again: the project is still there.',
      zh: '该视频已超过保存期限。项目仍在，请重新导出。',
    }),
  },
  'render.attribution': {
    status: 402,
    api: 402,
    remedy: 'fix-input',
    say: () => ({
      en: 'Export needs the headers X-Skill-Source, X-Skill-Version and X-Skill-Platform, or a registered account. It costs no credits.',
      zh: '导出需要 X-Skill-Source、X-Skill-Version、X-Skill-Platform 请求头，或使用注册账户。导出不消耗积分。',
    }),
  },
  'render.gave_up': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: () => ({
      en: 'The video could not be made: it failed several times on our side. Nothing is lost; export it again.',
      zh: '导出多次失败，没有丢失任何内容，请重新导出。',
    }),
  },
} as const satisfies Failures;
