import { commas, say } from '../say.ts';
import type { Failures } from './spec.ts';

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} MB`;

/** Files on their way to us. */
export const UPLOAD_FAILURES = {
  'upload.too_large': {
    status: 413,
    api: 4002,
    remedy: 'fix-input',
    say: (p: { file: string; maxBytes: number }) =>
      say(
        '"{file}" is larger than {maxBytes}. Compress it or cut it into parts.',
        '“{file}”超过 {maxBytes}。请压缩，或分成几段上传。',
        { file: p.file, maxBytes: megabytes(p.maxBytes) },
      ),
  },
  'upload.no_file': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no file in this upload. Send it as a form part named "files", or give addresses as "urls".',
      zh: '上传内容中没有文件。请以名为“files”的表单字段发送，或用“urls”提供地址。',
    }),
  },
  'upload.too_many_files': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say(
        'At most {most} files fit into one upload. Send the rest in another.',
        '一次最多上传 {most} 个文件，其余请分次上传。',
        p,
      ),
  },
  'upload.malformed': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'This upload cannot be read: its form is cut off or not well formed. Send it again.',
      zh: '无法读取上传内容：表单不完整或格式有误，请重新发送。',
    }),
  },
  'upload.stalled': {
    status: 408,
    api: 400,
    remedy: 'retry',
    say: (p: { file: string }) =>
      say(
        '"{file}" stopped arriving, so what had come was removed. Send it again; /files/ can resume.',
        '“{file}”传输停滞，已删除未完成的部分。请重新上传；/files/ 支持断点续传。',
        p,
      ),
  },
  'upload.too_slow': {
    status: 408,
    api: 400,
    remedy: 'retry',
    say: (p: { file: string }) =>
      say(
        '"{file}" came too slowly (less than 32 KB a second over a minute) or not at all. What has come is kept: ask for its offset and go on from there.',
        '“{file}”传输过慢（一分钟内平均低于 32 KB/s）或已中断。已收到的部分已保留，请查询偏移量后继续上传。',
        p,
      ),
  },
  'upload.checksum_wrong': {
    status: 460,
    api: 400,
    remedy: 'retry',
    say: (p: { file: string }) =>
      say(
        'This piece of "{file}" did not arrive as it was sent, so it was not kept. Send it again.',
        '“{file}”的这一段与校验和不符，未保存，请重新发送。',
        p,
      ),
  },
  'upload.checksum_unknown': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { supported: readonly string[] }) =>
      say(
        'The header Upload-Checksum must be one of {supported}, a space, and the digest in Base64.',
        'Upload-Checksum 应为 {supported} 之一，加空格和 Base64 编码的摘要。',
        { supported: commas(p.supported) },
      ),
  },
  'upload.storage_full': {
    status: 507,
    api: 5002,
    remedy: 'retry',
    say: (p: { file: string }) =>
      say(
        'There is no room for "{file}" on the server; nothing of it was kept. Delete projects, or try later.',
        '服务器空间不足，无法保存“{file}”，没有留下任何内容。请删除项目或稍后再试。',
        p,
      ),
  },
} as const satisfies Failures;
