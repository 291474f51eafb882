import type { Failures } from './spec.ts';

/** The ledger of credits. */
export const CREDITS_FAILURES = {
  'credits.not_enough': {
    status: 402,
    api: 2001,
    remedy: 'fix-input',
    say: (p: { needed: number; available: number }) => ({
      en: `This takes ${p.needed} credits and ${p.available} are left. Register or top up, then send it again; nothing was changed.`,
      zh: `此操作需要 ${p.needed} 积分，当前剩余 ${p.available}。请注册或充值后重新发送，内容没有改动。`,
    }),
  },
  'credits.bad_amount': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { amount: string }) => ({
      en: `"${p.amount}" is not an amount of credits. Give a whole number from 1 to 1,000,000,000.`,
      zh: `“${p.amount}”不是有效的积分数量。请填写 1 到 1,000,000,000 之间的整数。`,
    }),
  },
} satisfies Failures;
