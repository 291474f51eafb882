import type { Failures } from './spec.ts';

/** Captions: files of them, scripts, and hearing words. */
export const CAPTION_FAILURES = {
  'captions.too_large': {
    status: 413,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { cues: number; kilobytes: number }) => ({
      en: `That is too much for captions: at most ${p.cues} lines and ${p.kilobytes} KB. Split the file and the video.`,
      zh: `字幕太长：最多 ${p.cues} 条、${p.kilobytes} KB。请把文件和视频分开处理。`,
    }),
  },
  'captions.unreadable': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'There are no captions with times in that. I read SRT, WebVTT and ASS files; a plain text works as a script.',
      zh: '其中没有带时间的字幕。支持 SRT、WebVTT 和 ASS 文件；纯文本可以作为脚本使用。',
    }),
  },
  'captions.no_words': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'I have no words to show yet. Two ways on: give me a captions file (--captions talk.srt; VTT and ASS work too), or give me the text that is spoken (captions from this script: "…", or --captions script.txt): I lay it over the speech.',
      zh: '还没有可以显示的文字。两种办法：提供字幕文件（--captions talk.srt，也可用 VTT、ASS）；或提供讲稿（用这份讲稿加字幕：“……”，或 --captions script.txt），我来按语音对齐。',
    }),
  },
  'captions.nothing_falls_in': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'None of those captions falls within the video. Check that their times count from its beginning.',
      zh: '这些字幕的时间都不在视频范围内，请确认时间从视频开头算起。',
    }),
  },
} as const satisfies Failures;
