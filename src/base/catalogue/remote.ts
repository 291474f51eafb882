import type { Failures } from './spec.ts';

/** What somebody meets who edits on a server from elsewhere; what the server refuses is said in its own sentences. */
export const REMOTE_FAILURES = {
  'remote.usage': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { usage: string }) => ({ en: `Use: ${p.usage}.`, zh: `用法：${p.usage}。` }),
  },
  'remote.no_server': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: (p: { url: string }) => ({
      en: `Nothing answers at ${p.url}. Start it with "tellcut serve", or set TELLCUT_URL to the address of a server.`,
      zh: `${p.url} 没有响应。请用“tellcut serve”启动服务，或把 TELLCUT_URL 设为服务器地址。`,
    }),
  },
  'remote.bad_address': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { url: string }) => ({
      en: `"${p.url}" is no address of a server. It begins with http:// or https://.`,
      zh: `“${p.url}”不是有效的服务器地址，地址应以 http:// 或 https:// 开头。`,
    }),
  },
  'remote.no_file': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `${p.file} is no file that can be read.`,
      zh: `${p.file} 不是可读取的文件。`,
    }),
  },
  'remote.some_refused': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { failed: number; all: number }) => ({
      en: `${p.failed} of ${p.all} files failed; the lines above say why.`,
      zh: `${p.all} 个文件中有 ${p.failed} 个失败，原因见上方。`,
    }),
  },
  'remote.still_working': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: () => ({
      en: 'The server is still working on it. Look at "status" later; do not send it again.',
      zh: '服务器仍在处理。请稍后用“status”查看，不要重复发送。',
    }),
  },
  'remote.render_ended': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: (p: { status: string; error: string | null }) => ({
      en: p.error ?? `The export ended as ${p.status}.`,
      zh: p.error ?? `导出未完成：${p.status}。`,
    }),
  },
} as const satisfies Failures;
