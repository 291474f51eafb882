import type { Failures } from './spec.ts';

/** What the server itself refuses, before any service is asked. `retryAfter` is in seconds. */
export const SERVER_FAILURES = {
  'server.no_such_route': {
    status: 404,
    api: 404,
    remedy: 'fix-input',
    say: (p: { method: string; path: string }) => ({
      en: `There is nothing at ${p.method} ${p.path}. /docs lists every route.`,
      zh: `没有 ${p.method} ${p.path} 这个接口，全部接口见 /docs。`,
    }),
  },
  'server.malformed': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { problem: string }) => ({
      en: `The request cannot be read: ${p.problem}.`,
      zh: `无法读取请求：${p.problem}。`,
    }),
  },
  'server.token_in_url': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'A token does not belong in an address, where logs and histories keep it. Send it as "Authorization: Bearer …", and replace this one.',
      zh: '请不要把令牌放在网址里，日志和浏览记录会留下它。请用“Authorization: Bearer …”发送，并更换这个令牌。',
    }),
  },
  'server.body_too_large': {
    status: 413,
    api: 4002,
    remedy: 'fix-input',
    say: (p: { maxBytes: number }) => ({
      en: `The request is larger than ${p.maxBytes} bytes. Media goes to the upload address.`,
      zh: `请求超过 ${p.maxBytes} 字节。素材请通过上传接口发送。`,
    }),
  },
  'server.body_too_slow': {
    status: 408,
    api: 400,
    remedy: 'retry',
    say: (p: { seconds: number }) => ({
      en: `The request did not arrive within ${p.seconds} seconds. Send it again.`,
      zh: `请求未在 ${p.seconds} 秒内到达，请重新发送。`,
    }),
  },
  'server.rate_limited': {
    status: 429,
    api: 429,
    remedy: 'retry',
    say: (p: { retryAfter: number }) => ({
      en: `That is more requests than this server takes at once. Wait ${p.retryAfter} s, then try once more.`,
      zh: `请求过于频繁，请等待 ${p.retryAfter} 秒后再试一次。`,
    }),
  },
  'server.too_many_streams': {
    status: 429,
    api: 429,
    remedy: 'retry',
    say: (p: { most: number; retryAfter: number }) => ({
      en: `This token has ${p.most} streams open, as many as it may. Close one, or try again in ${p.retryAfter} s; turns and renders go on without their streams.`,
      zh: `该令牌已打开 ${p.most} 个事件流，已达上限。请关闭一个，或 ${p.retryAfter} 秒后再试；剪辑和导出不受影响。`,
    }),
  },
  'server.stopping': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: (_p: { retryAfter: number }) => ({
      en: 'The server is restarting; nothing is lost. Try again in a few seconds.',
      zh: '服务器正在重启，不会丢失任何内容，请几秒后重试。',
    }),
  },
  'server.link_wrong': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: () => ({
      en: 'This address is not complete or was changed. Copy it again from where you got it.',
      zh: '链接不完整或已被改动，请从原处重新复制。',
    }),
  },
  'server.link_expired': {
    status: 410,
    api: 1003,
    remedy: 'fix-input',
    say: () => ({
      en: 'This address worked for a while and has ended. Ask for the render again to get a new one.',
      zh: '链接已过期，请重新查询导出任务以获取新链接。',
    }),
  },
  'server.cannot_listen': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { where: string; why: 'in-use' | 'not-allowed' | 'no-such-address' }) => {
      const why = {
        'in-use': { en: 'another program uses it', zh: '已被其他程序占用' },
        'not-allowed': { en: 'you may not', zh: '没有权限' },
        'no-such-address': { en: 'this machine has no such address', zh: '本机没有这个地址' },
      }[p.why];
      return {
        en: `Cannot listen on ${p.where}: ${why?.en ?? p.why}. Choose another with --port or --host.`,
        zh: `无法监听 ${p.where}：${why?.zh ?? p.why}。请用 --port 或 --host 另选。`,
      };
    },
  },
  'server.cross_site': {
    status: 403,
    api: 403,
    remedy: 'none',
    say: () => ({
      en: 'Another website asked your browser to do this, so it was not done.',
      zh: '这个操作来自其他网站，因此没有执行。',
    }),
  },
} as const satisfies Failures;
