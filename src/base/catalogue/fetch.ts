import { say } from '../say.ts';
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
    say: (p: { address: string }) =>
      say(
        '"{address}" is no address that I fetch from. Give a plain http or https link to the file.',
        '“{address}”不是可以下载的地址，请提供文件的 http 或 https 链接。',
        p,
      ),
  },
  'fetch.refused_address': {
    status: 400,
    api: 4003,
    remedy: 'fix-input',
    say: (p: { address: string }) =>
      say(
        '"{address}" does not lead to a public web server, so nothing was fetched. Upload the file itself.',
        '“{address}”不指向公开的网站，没有下载。请直接上传文件。',
        p,
      ),
  },
  'fetch.too_many_redirects': {
    status: 400,
    api: 4003,
    remedy: 'fix-input',
    say: (p: { address: string; most: number }) =>
      say(
        '"{address}" redirects more than {most} times. Give the address of the file itself.',
        '“{address}”跳转超过 {most} 次，请提供文件本身的地址。',
        p,
      ),
  },
  'fetch.no_file': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { address: string; status: number }) =>
      say(
        '"{address}" answered {status} and no file. Check that the link works without signing in.',
        '“{address}”返回 {status}，没有文件。请确认无需登录即可打开该链接。',
        p,
      ),
  },
  'fetch.unreachable': {
    status: 422,
    api: 4004,
    remedy: 'retry',
    say: (p: { address: string }) =>
      say(
        '"{address}" cannot be reached, or stopped sending before the end. Try again, or upload the file itself.',
        '无法访问“{address}”，或传输中断。请重试，或直接上传文件。',
        p,
      ),
  },
  'fetch.encoded': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { address: string }) =>
      say(
        '"{address}" sends the file in a compressed form that was not asked for. Upload the file itself.',
        '“{address}”以压缩形式发送文件，无法使用。请直接上传文件。',
        p,
      ),
  },
} as const satisfies Failures;
