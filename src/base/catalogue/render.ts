import type { Said } from '../lang.ts';
import type { Failures } from './spec.ts';

/** Turning a draft into a file. */
export const RENDER_FAILURES = {
  'render.chunk_failed': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: (p: { from: string; to: string; why: Said }) => ({
      en: `The part from ${p.from} to ${p.to} could not be rendered (${p.why.en}). Nothing was written.`,
      zh: `${p.from} 到 ${p.to} 的部分渲染失败（${p.why.zh}），没有写出任何文件。`,
    }),
  },
  'render.disk_full': {
    status: 507,
    api: 5002,
    remedy: 'retry',
    /** `file`: what could not be written; null for parts of ours, whose names and places say nothing to anybody. */
    say: (p: { file: string | null }) => ({
      en: `The disk is full: no room for ${p.file === null ? 'half-done work in the cache' : `"${p.file}"`}. Free some space and run it again: finished parts are kept.`,
      zh: `磁盘已满，无法写入${p.file === null ? '缓存中的半成品' : `“${p.file}”`}。请腾出空间后重试，已完成的部分会保留。`,
    }),
  },
  'render.cannot_write': {
    status: 422,
    api: 400,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `"${p.file}" cannot be written. Check that the folder exists and that you may write there.`,
      zh: `无法写入“${p.file}”。请确认文件夹存在且有写入权限。`,
    }),
  },
  'render.too_large': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { what: string; most: string }) => ({
      en: `That video would be too large to render: ${p.what} (at most ${p.most}).`,
      zh: `视频过大，无法渲染：${p.what}（最多 ${p.most}）。`,
    }),
  },
  'render.no_sound': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: (p: { format: string }) => ({
      en: `There is no sound in this video, so there is nothing to write as ${p.format}.`,
      zh: `视频里没有声音，无法导出 ${p.format}。`,
    }),
  },
  'render.no_such_part': {
    status: 404,
    api: 404,
    remedy: 'retry',
    say: () => ({
      en: 'That part of the preview is gone: the video has changed. Load the preview again.',
      zh: '视频已修改，这段预览已失效，请重新加载预览。',
    }),
  },
  'render.cannot_fit': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { most: string; least: string }) => ({
      en: `This video cannot be made as small as ${p.most}: ${p.least} is about the least. Allow more, or make it shorter.`,
      zh: `无法压缩到 ${p.most}，最小约 ${p.least}。请放宽大小限制，或缩短视频。`,
    }),
  },
} as const satisfies Failures;
