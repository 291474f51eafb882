import type { Said } from '../lang.ts';
import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Pictures, clips and music made by a provider's model. */
export const MAKE_FAILURES = {
  'make.bad_setting': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { variable: string; setting: string; supported: string }) =>
      say(
        '{variable} is "{setting}". Write provider/model; providers: {supported}.',
        '{variable} 的值是“{setting}”。请写成 provider/model；支持：{supported}。',
        p,
      ),
  },
  'make.bad_value': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { variable: string; expected: string }) =>
      say('{variable} must be {expected}.', '{variable} 必须是 {expected}。', p),
  },
  'make.no_key': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { variable: string; key: string }) =>
      say('{variable} needs a key: set {key}.', '{variable} 需要密钥：请设置 {key}。', p),
  },
  'make.no_prompt': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'What should be made? For example: generate an image of a lighthouse at dusk.',
      zh: '要生成什么？例如：生成一张黄昏灯塔的图片。',
    }),
  },
  'make.needs_go': {
    status: 422,
    api: 400,
    remedy: 'answer',
    exit: 4,
    say: (p: { what: Said; label: string; cost: Said }) =>
      say(
        'That is {what}, made by {label}. Cost: {cost}. Say "go" and I make it; nothing was charged so far.',
        '将由 {label} 生成：{what}。费用：{cost}。回复“开始”就生成；目前没有扣费。',
        p,
      ),
  },
  'make.too_many': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say(
        'At most {most} pictures, clips and pieces of music are made in one request. Ask for the rest in another one.',
        '一次请求最多生成 {most} 个素材，其余请再说一次。',
        p,
      ),
  },
  'make.key_refused': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { label: string; variable: string }) =>
      say(
        'The provider of {label} did not accept the key in {variable}. No credits were charged.',
        '{label} 的服务方拒绝了 {variable} 中的密钥。没有扣积分。',
        p,
      ),
  },
  'make.refused': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { label: string; why: string }) =>
      say(
        '{label} did not take this ({why}). No credits were charged; say it in other words.',
        '{label} 拒绝了这个请求（{why}）。没有扣积分，请换个说法。',
        p,
      ),
  },
  'make.busy': {
    status: 503,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string }) =>
      say(
        '{label} is overloaded or its quota is used up. No credits were charged.',
        '{label} 正忙，或配额已用完。没有扣积分。',
        p,
      ),
  },
  'make.unreachable': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string; host: string }) =>
      say(
        '{label} cannot be reached at {host}. No credits were charged.',
        '无法连接 {host} 上的 {label}。没有扣积分。',
        p,
      ),
  },
  'make.failed': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string; why: string }) =>
      say(
        '{label} did not make it ({why}). No credits were charged.',
        '{label} 没有生成成功（{why}）。没有扣积分。',
        p,
      ),
  },
  'make.unsure': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string }) =>
      say(
        'The connection to {label} ended before it answered, so it may have charged its account holder. I did not ask twice, and no credits were charged. Say it again to have it made.',
        '与 {label} 的连接在它回应之前断开，服务方可能已计费。没有重复提交，没有扣积分。要生成请再说一次。',
        p,
      ),
  },
  'make.not_media': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string; wanted: Said }) =>
      say(
        'What {label} sent is not {wanted}. It was thrown away and no credits were charged.',
        '{label} 返回的不是{wanted}，已丢弃，没有扣积分。',
        p,
      ),
  },
  'make.too_big': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string; most: string }) =>
      say(
        'What {label} sent is larger than {most}. It was thrown away and no credits were charged.',
        '{label} 返回的文件超过 {most}，已丢弃，没有扣积分。',
        p,
      ),
  },
  'make.timed_out': {
    status: 504,
    api: 5000,
    remedy: 'retry',
    say: (p: { label: string; minutes: number }) =>
      say(
        '{label} was not ready after {minutes} minutes. It was called off and no credits were charged.',
        '{label} {minutes} 分钟后仍未完成，已取消，没有扣积分。',
        p,
      ),
  },
  'make.cancelled': {
    status: 409,
    api: 3001,
    remedy: 'none',
    say: (p: { label: string }) =>
      say('{label} was called off. No credits were charged.', '已取消 {label} 的生成。没有扣积分。', p),
  },
} as const satisfies Failures;
