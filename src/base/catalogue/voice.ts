import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Voice-overs: text that is spoken. */
export const VOICE_FAILURES = {
  'voice.no_text': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'What shall be said? Put the text in quotes (add a voice-over saying "…"), or bring a recording (use voice.mp3 as the voice-over).',
      zh: '要说什么？请把文字放在引号里（加配音“……”），或提供录音（用 voice.mp3 做配音）。',
    }),
  },
  'voice.too_long': {
    status: 413,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { most: number }) =>
      say(
        'That is too much text for one voice-over: at most {most} characters. Split it.',
        '配音文字太长：一次最多 {most} 个字符，请分几次。',
        p,
      ),
  },
  'voice.no_speaker': {
    status: 503,
    api: 5000,
    remedy: 'fix-input',
    say: () => ({
      en: 'Nobody can speak here yet. Install espeak-ng (Debian, Ubuntu: apt-get install espeak-ng; macOS: brew install espeak-ng), or name a speech server with TELLCUT_SPEAK_URL. A recording works too: "use voice.mp3 as the voice-over".',
      zh: '目前没有可用的语音合成。请安装 espeak-ng（Debian、Ubuntu：apt-get install espeak-ng；macOS：brew install espeak-ng），或用 TELLCUT_SPEAK_URL 指定语音服务。也可以提供录音：“用 voice.mp3 做配音”。',
    }),
  },
  'voice.bad_speaker': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: () => ({
      en: 'TELLCUT_SPEAK_URL must be an http or https address up to the version, for example http://127.0.0.1:8880/v1.',
      zh: 'TELLCUT_SPEAK_URL 必须是 http 或 https 地址，写到版本号为止，例如 http://127.0.0.1:8880/v1。',
    }),
  },
  'voice.not_spoken': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { host: string; why: string }) =>
      say(
        'The text was not spoken: {host} did not answer as it should ({why}).',
        '配音没有生成：{host} 没有正常回应（{why}）。',
        p,
      ),
  },
} as const satisfies Failures;
