import { commas, say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Files that are read as media, in child processes. */
export const MEDIA_FAILURES = {
  'media.unsupported_type': {
    status: 415,
    api: 4001,
    remedy: 'fix-input',
    say: (p: { file: string; supported: readonly string[] }) =>
      say(
        '"{file}" is not a video, picture or sound file that we can read. We read {supported}.',
        '“{file}”不是可以读取的视频、图片或声音文件。支持的格式：{supported}。',
        { file: p.file, supported: commas(p.supported) },
      ),
  },
  'media.photo_type': {
    status: 415,
    api: 4001,
    remedy: 'fix-input',
    say: (p: { file: string; type: string }) =>
      say(
        '"{file}" is an {type} photo, which we cannot read yet. Export it as JPEG (iPhone: Settings → Camera → Formats → Most Compatible) and add it again.',
        '“{file}”是 {type} 照片，暂时无法读取。请导出为 JPEG 后重新添加（iPhone：设置 → 相机 → 格式 → 兼容性最佳）。',
        p,
      ),
  },
  'media.lut_unreadable': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; line: number | null }) =>
      p.line === null
        ? say(
            '"{file}" is not a whole colour table (.cube): its size and its rows do not fit together. Export it again.',
            '“{file}”不是完整的色彩表（.cube）：大小与行数不符，请重新导出。',
            { file: p.file },
          )
        : say(
            '"{file}" cannot be read as a colour table (.cube): line {line} is not right. Export it again.',
            '“{file}”无法作为色彩表（.cube）读取：第 {line} 行有误，请重新导出。',
            { file: p.file, line: p.line },
          ),
  },
  'media.lut_too_large': {
    status: 413,
    api: 4002,
    remedy: 'fix-input',
    say: (p: { file: string; points: number }) =>
      say(
        '"{file}" is too large for a colour table: at most {points} points on an axis. Export a smaller one; 33 is usual.',
        '“{file}”作为色彩表过大：每轴最多 {points} 个点。请导出较小的版本，通常为 33。',
        p,
      ),
  },
  'media.unreadable': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say(
        '"{file}" cannot be read as media: it is damaged or incomplete. Export or copy it again.',
        '“{file}”无法作为媒体读取：文件已损坏或不完整，请重新导出或复制。',
        p,
      ),
  },
  'media.cut_short': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; have: string; of: string }) =>
      say(
        '"{file}" is cut short: only {have} of its {of} are there. Copy or download it again.',
        '“{file}”不完整：总长 {of}，只有 {have} 可用。请重新复制或下载。',
        p,
      ),
  },
  'media.over_limit': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; what: string; most: string }) =>
      say(
        '"{file}" is over the limit: {what} (at most {most}). Make a smaller or shorter copy and add that.',
        '“{file}”超出限制：{what}（最多 {most}）。请缩小或剪短后重新添加。',
        p,
      ),
  },
  'media.crashed': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say(
        'Reading "{file}" crashed the decoder, so it was put aside. Convert it to MP4 and try again.',
        '读取“{file}”时解码器崩溃，已跳过该文件。请转换为 MP4 后重试。',
        p,
      ),
  },
  'media.stuck': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; seconds: number }) =>
      say(
        'Reading "{file}" made no progress for {seconds} seconds and was stopped. Convert it to MP4 and try again.',
        '读取“{file}”时 {seconds} 秒没有进展，已停止。请转换为 MP4 后重试。',
        p,
      ),
  },
} as const satisfies Failures;
