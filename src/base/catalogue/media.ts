import type { Failures } from './spec.ts';

/** Files that are read as media, in child processes. */
export const MEDIA_FAILURES = {
  'media.unsupported_type': {
    status: 415,
    api: 4001,
    remedy: 'fix-input',
    say: (p: { file: string; supported: readonly string[] }) => ({
      en: `"${p.file}" is not a video, picture or sound file that we can read. We read ${p.supported.join(', ')}.`,
      zh: `“${p.file}”不是可以读取的视频、图片或声音文件。支持的格式：${p.supported.join('、')}。`,
    }),
  },
  'media.photo_type': {
    status: 415,
    api: 4001,
    remedy: 'fix-input',
    say: (p: { file: string; type: string }) => ({
      en: `"${p.file}" is an ${p.type} photo, which we cannot read yet. Export it as JPEG (iPhone: Settings → Camera → Formats → Most Compatible) and add it again.`,
      zh: `“${p.file}”是 ${p.type} 照片，暂时无法读取。请导出为 JPEG 后重新添加（iPhone：设置 → 相机 → 格式 → 兼容性最佳）。`,
    }),
  },
  'media.unreadable': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `"${p.file}" cannot be read as media: it is damaged or incomplete. Export or copy it again.`,
      zh: `“${p.file}”无法作为媒体读取：文件已损坏或不完整，请重新导出或复制。`,
    }),
  },
  'media.cut_short': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; have: string; of: string }) => ({
      en: `"${p.file}" is cut short: only ${p.have} of its ${p.of} are there. Copy or download it again.`,
      zh: `“${p.file}”不完整：总长 ${p.of}，只有 ${p.have} 可用。请重新复制或下载。`,
    }),
  },
  'media.over_limit': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; what: string; most: string }) => ({
      en: `"${p.file}" is over the limit: ${p.what} (at most ${p.most}). Make a smaller or shorter copy and add that.`,
      zh: `“${p.file}”超出限制：${p.what}（最多 ${p.most}）。请缩小或剪短后重新添加。`,
    }),
  },
  'media.crashed': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `Reading "${p.file}" crashed the decoder, so it was put aside. Convert it to MP4 and try again.`,
      zh: `读取“${p.file}”时解码器崩溃，已跳过该文件。请转换为 MP4 后重试。`,
    }),
  },
  'media.stuck': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string; seconds: number }) => ({
      en: `Reading "${p.file}" made no progress for ${p.seconds} seconds and was stopped. Convert it to MP4 and try again.`,
      zh: `读取“${p.file}”时 ${p.seconds} 秒没有进展，已停止。请转换为 MP4 后重试。`,
    }),
  },
} as const satisfies Failures;
