import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** The ledger of credits. */
export const CREDITS_FAILURES = {
  'credits.not_enough': {
    status: 402,
    api: 2001,
    remedy: 'fix-input',
    say: (p: { needed: number; available: number }) =>
      say(
        'This takes {needed} credits and {available} are left. Register or top up, then send it again; nothing was changed.',
        '此操作需要 {needed} 积分，当前剩余 {available}。请注册或充值后重新发送，内容没有改动。',
        p,
      ),
  },
  'credits.bad_amount': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { amount: string }) =>
      say(
        '"{amount}" is not an amount of credits. Give a whole number from 1 to 1,000,000,000.',
        '“{amount}”不是有效的积分数量。请填写 1 到 1,000,000,000 之间的整数。',
        p,
      ),
  },
} satisfies Failures;
