import type { Failures } from './spec.ts';

/** Accounts, tokens, logins. `retryAfter` is in seconds. */
export const ACCOUNT_FAILURES = {
  'account.token_invalid': {
    status: 401,
    api: 1001,
    remedy: 'fix-input',
    say: () => ({
      en: 'The token is missing, unknown, expired or revoked. Get a new one: POST /api/auth/anonymous-token, or log in.',
      zh: '令牌缺失、未知、已过期或已撤销。请重新获取：POST /api/auth/anonymous-token，或登录。',
    }),
  },
  'account.scope_missing': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: (p: { scope: string }) => ({
      en: `This token may not do that: it lacks "${p.scope}". Use another one.`,
      zh: `该令牌没有“${p.scope}”权限，请换一个令牌。`,
    }),
  },
  'account.claim_calls_nothing': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: () => ({
      en: 'A claim token opens its project in the browser and calls no API. Open its link instead.',
      zh: '认领令牌只能在浏览器里打开对应项目，不能调用接口。请打开认领链接。',
    }),
  },
  'account.owner_only': {
    status: 403,
    api: 403,
    remedy: 'none',
    say: () => ({
      en: 'Only the owner of this server can do that, in a browser on the machine that it runs on.',
      zh: '只有这台服务器的所有者可以这样做，请在运行它的电脑上用浏览器打开。',
    }),
  },
  'account.client_id': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'Send the header X-Client-Id with a UUID that you keep, so that you find your account again.',
      zh: '请发送 X-Client-Id 请求头，值为您保存的 UUID，以便再次找到您的账户。',
    }),
  },
  'account.too_many_tokens': {
    status: 429,
    api: 429,
    remedy: 'retry',
    say: (_p: { retryAfter: number }) => ({
      en: 'You have had a token in this period already. Use that one, or register for an account.',
      zh: '本周期内已经发放过令牌。请继续使用原来的令牌，或注册账户。',
    }),
  },
  'account.not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no such account, or it is not yours. "me" stands for your own.',
      zh: '没有这个账户，或它不属于您。您自己的账户可写作“me”。',
    }),
  },
  'account.unknown': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { name: string }) => ({
      en: `There is no account "${p.name}". "tellcut admin users" lists them.`,
      zh: `没有账户“${p.name}”。可用 tellcut admin users 查看全部账户。`,
    }),
  },
  'account.token_not_found': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({ en: 'You have no such token.', zh: '您没有这个令牌。' }),
  },
  'account.tokens_full': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { most: number }) => ({
      en: `You have ${p.most} API tokens, the most that one account may have. Revoke one first.`,
      zh: `您已有 ${p.most} 个 API 令牌，达到单个账户上限。请先撤销一个。`,
    }),
  },
  'account.bind_needs_proof': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: () => ({
      en: 'To keep the projects of that account, show that it is yours: send its token, or open its claim link first.',
      zh: '要保留该账户的项目，请证明它属于您：发送它的令牌，或先打开它的认领链接。',
    }),
  },
  'account.email_unavailable': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'That e-mail address cannot be registered. If it is yours, log in.',
      zh: '该邮箱无法注册。如果是您的邮箱，请直接登录。',
    }),
  },
  'account.login_failed': {
    status: 401,
    api: 1001,
    remedy: 'fix-input',
    say: () => ({
      en: 'E-mail address and password do not belong together.',
      zh: '邮箱或密码不正确。',
    }),
  },
  'account.too_many_logins': {
    status: 429,
    api: 429,
    remedy: 'retry',
    say: (p: { retryAfter: number }) => ({
      en: `Too many attempts to log in. Wait ${p.retryAfter} s, then try again.`,
      zh: `登录尝试过多，请等待 ${p.retryAfter} 秒后再试。`,
    }),
  },
  'account.claim_unknown': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'This link is not known here. Ask for a new one where you got it.',
      zh: '链接无效，请在原处重新获取。',
    }),
  },
  'account.claim_gone': {
    status: 410,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'This link was used already or has expired. Ask for a new one where you got it.',
      zh: '链接已使用或已过期，请在原处重新获取。',
    }),
  },
} as const satisfies Failures;
