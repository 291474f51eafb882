import type { Failures } from './spec.ts';

/**
 * Files that are fetched from an address which somebody gave us. What is refused says one sentence for every reason, so
 * that nobody can ask us which machines of a private network exist.
 */
export const FETCH_FAILURES = {
  'fetch.not_an_address': {
    status: 400,
    api: 4003,
    remedy: 'fix-input',
    say: (p: { address: string }) => ({
      en: `"${p.address}" is no address that I fetch from. Give a plain http or https link to the file.`,
      zh: `“${p.address}”不是可以下载的地址，请提供文件的 http 或 https 链接。`,
    }),
  },
  'fetch.refused_address': {
    status: 400,
    api: 4003,
    remedy: 'fix-input',
    say: (p: { address: string }) => ({
      en: `"${p.address}" does not lead to a public web server, so nothing was fetched. Upload the file itself.`,
      zh: `“${p.address}”不指向公开的网站，没有下载。请直接上传文件。`,
    }),
  },
  'fetch.too_many_redirects': {
    status: 400,
    api: 4003,
    remedy: 'fix-input',
    say: (p: { address: string; most: number }) => ({
      en: `"${p.address}" redirects more than ${p.most} times. Give the address of the file itself.`,
      zh: `“${p.address}”跳转超过 ${p.most} 次，请提供文件本身的地址。`,
    }),
  },
  'fetch.no_file': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { address: string; status: number }) => ({
      en: `"${p.address}" answered ${p.status} and no file. Check that the link works without signing in.`,
      zh: `“${p.address}”返回 ${p.status}，没有文件。请确认无需登录即可打开该链接。`,
    }),
  },
  'fetch.unreachable': {
    status: 422,
    api: 4004,
    remedy: 'retry',
    say: (p: { address: string }) => ({
      en: `"${p.address}" cannot be reached, or stopped sending before the end. Try again, or upload the file itself.`,
      zh: `无法访问“${p.address}”，或传输中断。请重试，或直接上传文件。`,
    }),
  },
  'fetch.encoded': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { address: string }) => ({
      en: `"${p.address}" sends the file in a compressed form that was not asked for. Upload the file itself.`,
      zh: `“${p.address}”以压缩形式发送文件，无法使用。请直接上传文件。`,
    }),
  },
} as const satisfies Failures;
