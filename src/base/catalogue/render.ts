import type { Said } from '../lang.ts';
import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Turning a draft into a file. */
export const RENDER_FAILURES = {
  'render.chunk_failed': {
    status: 500,
    api: 5000,
    remedy: 'retry',
    say: (p: { from: string; to: string; why: Said }) =>
      say(
        'The part from {from} to {to} could not be rendered ({why}). Nothing was written.',
        '{from} 到 {to} 的部分渲染失败（{why}），没有写出任何文件。',
        p,
      ),
  },
  'render.disk_full': {
    status: 507,
    api: 5002,
    remedy: 'retry',
    /** `file`: what could not be written; null for parts of ours, whose names and places say nothing to anybody. */
    say: (p: { file: string | null }) =>
      p.file === null
        ? say(
            'The disk is full: no room for half-done work in the cache. Free some space and run it again: finished parts are kept.',
            '磁盘已满，无法写入缓存中的半成品。请腾出空间后重试，已完成的部分会保留。',
          )
        : say(
            'The disk is full: no room for "{file}". Free some space and run it again: finished parts are kept.',
            '磁盘已满，无法写入“{file}”。请腾出空间后重试，已完成的部分会保留。',
            { file: p.file },
          ),
  },
  'render.cannot_write': {
    status: 422,
    api: 400,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say(
        '"{file}" cannot be written. Check that the folder exists and that you may write there.',
        '无法写入“{file}”。请确认文件夹存在且有写入权限。',
        p,
      ),
  },
  'render.too_large': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { what: string; most: string }) =>
      say(
        'That video would be too large to render: {what} (at most {most}).',
        '视频过大，无法渲染：{what}（最多 {most}）。',
        p,
      ),
  },
  'render.no_sound': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: (p: { format: string }) =>
      say(
        'There is no sound in this video, so there is nothing to write as {format}.',
        '视频里没有声音，无法导出 {format}。',
        p,
      ),
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
    say: (p: { most: string; least: string }) =>
      say(
        'This video cannot be made as small as {most}: {least} is about the least. Allow more, or make it shorter.',
        '无法压缩到 {most}，最小约 {least}。请放宽大小限制，或缩短视频。',
        p,
      ),
  },
} as const satisfies Failures;
