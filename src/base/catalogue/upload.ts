import type { Failures } from './spec.ts';

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} MB`;

/** Files on their way to us. */
export const UPLOAD_FAILURES = {
  'upload.too_large': {
    status: 413,
    api: 4002,
    remedy: 'fix-input',
    say: (p: { file: string; maxBytes: number }) => ({
      en: `"${p.file}" is larger than ${megabytes(p.maxBytes)}. Compress it or cut it into parts.`,
      zh: `“${p.file}”超过 ${megabytes(p.maxBytes)}。请压缩，或分成几段上传。`,
    }),
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
    say: (p: { most: number }) => ({
      en: `At most ${p.most} files fit into one upload. Send the rest in another.`,
      zh: `一次最多上传 ${p.most} 个文件，其余请分次上传。`,
    }),
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
    say: (p: { file: string }) => ({
      en: `"${p.file}" stopped arriving, so what had come was removed. Send it again; /files/ can resume.`,
      zh: `“${p.file}”传输停滞，已删除未完成的部分。请重新上传；/files/ 支持断点续传。`,
    }),
  },
  'upload.storage_full': {
    status: 507,
    api: 5002,
    remedy: 'retry',
    say: (p: { file: string }) => ({
      en: `There is no room for "${p.file}" on the server; nothing of it was kept. Delete projects, or try later.`,
      zh: `服务器空间不足，无法保存“${p.file}”，没有留下任何内容。请删除项目或稍后再试。`,
    }),
  },
} as const satisfies Failures;
