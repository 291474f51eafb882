import type { Locale, Said } from '../base/lang.ts';
import { inLocale } from '../base/say.ts';

/** The command line's own words; everything else comes from operations, the planner and the error catalogue. */
const WORDS = {
  reading: { en: 'Reading your clips', zh: '正在读取素材' },
  thinking: { en: 'Asking the model', zh: '正在询问模型' },
  listening: { en: 'Listening to the sound', zh: '正在分析声音' },
  making: { en: 'Having it made', zh: '正在生成' },
  rendering: { en: 'Rendering', zh: '正在渲染' },
  painting: { en: 'Making sample clips', zh: '正在制作示例素材' },
  skipped: { en: 'Left out', zh: '已跳过' },
  next: { en: 'Next you could say', zh: '接下来可以说' },
  doneBefore: { en: 'Done before', zh: '之前已完成' },
  batchDone: { en: 'done', zh: '完成' },
  batchSkipped: { en: 'done before', zh: '之前已完成' },
  batchFailed: { en: 'failed', zh: '失败' },
  batchAsked: { en: 'waiting for an answer', zh: '等待回答' },
  batchStopped: {
    en: 'Stopped. What is finished stays; run the same command again to go on.',
    zh: '已停止。完成的部分已保留，再次运行同一命令即可继续。',
  },
  request: { en: 'Request', zh: '请求' },
  stopped: { en: 'Stopped. Nothing was written.', zh: '已停止，没有写出任何文件。' },
} as const satisfies Readonly<Record<string, Said>>;

export type Word = keyof typeof WORDS;

export const say = (word: Word, locale: Locale): string => inLocale(WORDS[word], locale);
