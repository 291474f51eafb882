import type { Said } from '../lang.ts';
import { say } from '../say.ts';
import type { Failures } from './spec.ts';

const WHY_NO_MODEL = {
  'there is no such file that can be read': say('there is no such file that can be read', '文件不存在或无法读取'),
  'it is no ggml file': say('it is no ggml file', '不是 ggml 文件'),
  'it is a ggml file, but no whisper model': say(
    'it is a ggml file, but no whisper model',
    '是 ggml 文件，但不是 whisper 模型',
  ),
  'it cannot be loaded': say('it cannot be loaded', '无法加载，可能不完整'),
} as const;

/** Captions: files of them, scripts, and hearing words. */
export const CAPTION_FAILURES = {
  'captions.too_large': {
    status: 413,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { cues: number; kilobytes: number }) =>
      say(
        'That is too much for captions: at most {cues} lines and {kilobytes} KB. Split the file and the video.',
        '字幕太长：最多 {cues} 条、{kilobytes} KB。请把文件和视频分开处理。',
        p,
      ),
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
      en: 'I can’t hear the words by myself yet. Give me captions as a file (SRT, VTT or ASS), or the text that is spoken: captions from this script: "…". Or connect something that listens; "tellcut models" says how.',
      zh: '我自己还听不出说了什么。可以给我字幕文件（SRT、VTT 或 ASS），或者讲稿：用这份讲稿加字幕：“……”。也可以接上语音识别，运行“tellcut models”查看方法。',
    }),
  },
  'captions.words_needed': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'To cut by what is said, I need the words first: captions of this video (SRT, VTT or ASS), or the text that is spoken: captions from this script: "…". Or connect something that listens; "tellcut models" says how. "Cut the pauses" works right away.',
      zh: '要按说的话来剪，我得先知道说了什么：给我这个视频的字幕（SRT、VTT 或 ASS），或者讲稿：用这份讲稿加字幕：“……”。也可以接上语音识别，运行“tellcut models”查看方法。“剪掉停顿”现在就能用。',
    }),
  },
  'captions.word_times_needed': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'I know what is said, but not exactly when each word falls, and a guess would cut into others. Captions with word times (VTT or ASS) or something that listens ("tellcut models" says how) make it exact. Whole sentences work now: remove the part where I say "…".',
      zh: '知道说了什么，但每个词的时间只是大概，硬剪会碰到别的词。带逐词时间的字幕（VTT、ASS）或语音识别（运行“tellcut models”查看方法）可以做到准确。整句话现在就能剪：删掉“……”这句话。',
    }),
  },
  'captions.not_said': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { text: string; near: Said }) =>
      say('Nobody says "{text}" in this video. {near}', '视频里没有说“{text}”。{near}', p),
  },
  'captions.bad_transcriber': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: () => ({
      en: 'TELLCUT_TRANSCRIBE_URL must be an http or https address up to the version, for example http://127.0.0.1:8000/v1.',
      zh: 'TELLCUT_TRANSCRIBE_URL 必须是 http 或 https 地址，写到版本号为止，例如 http://127.0.0.1:8000/v1。',
    }),
  },
  'captions.no_translator': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'Translating needs a language model (TELLCUT_MODEL; docs/models.md). Without one: bring captions in that language as SRT or VTT, and I show those, or put them below the others as a second line.',
      zh: '翻译需要语言模型（TELLCUT_MODEL，见 docs/models.md）。没有模型时：提供那种语言的 SRT 或 VTT 字幕，可以直接使用，或作为第二行放在原字幕下面。',
    }),
  },
  'captions.not_translated': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) =>
      say(
        '{model} did not answer line by line, so the captions stayed as they were. Another model may; captions in that language as a file work without one.',
        '{model} 没有逐行给出译文，字幕保持原样。可以换一个模型，或直接提供那种语言的字幕文件。',
        p,
      ),
  },
  'captions.bad_model': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: {
      file: string;
      why:
        | 'there is no such file that can be read'
        | 'it is no ggml file'
        | 'it is a ggml file, but no whisper model'
        | 'it cannot be loaded';
    }) =>
      say(
        'TELLCUT_WHISPER_MODEL names {file}, which I cannot use: {why}. It takes a model of whisper.cpp, such as ggml-base.bin; "tellcut models" says where to get one.',
        'TELLCUT_WHISPER_MODEL 指向的 {file} 无法使用：{why}。需要 whisper.cpp 的模型文件，例如 ggml-base.bin；运行“tellcut models”查看获取方法。',
        { file: p.file, why: WHY_NO_MODEL[p.why] },
      ),
  },
  'captions.not_heard': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { host: string; why: string }) =>
      say(
        'The transcription server at {host} did not answer as it should ({why}). A captions file or a script works without it.',
        '转写服务 {host} 没有正常回应（{why}）。也可以直接提供字幕文件或讲稿。',
        p,
      ),
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
