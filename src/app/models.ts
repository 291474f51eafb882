import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { problemSaid, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import type { Environment } from '../llm/setting.ts';
import { brainFrom } from './brain.ts';
import { earsFrom } from './ears.ts';
import { speakerFrom } from './voice.ts';
import type { WhisperModel } from './whisper-model.ts';

/** What is set up, or why not, and what to do about it. */
export type ModelState = { readonly isSet: boolean; readonly isWorking: boolean | null; readonly said: Said };

/** Who reads requests, who hears words and who speaks here, by the environment. */
export type Models = { readonly requests: ModelState; readonly words: ModelState; readonly voices: ModelState };

/**
 * What models are set up. `scratch`: a folder of ours; with it a second of silence is sent to the one that hears words,
 * to see that it answers. Nothing that is set wrongly is thrown: it is what this tells.
 */
export async function modelsOf(env: Environment, scratch: string | null, signal: AbortSignal): Promise<Models> {
  return {
    requests: requests(env),
    words: await words(env, scratch, signal),
    voices: await voices(env, scratch, signal),
  };
}

function requests(env: Environment): ModelState {
  try {
    const brain = brainFrom(env);
    if (brain === null)
      return {
        isSet: false,
        isWorking: true,
        said: {
          en: 'Requests are read by the built-in planner. For a language model, see docs/models.md.',
          zh: '请求由内置规则理解。要用语言模型，见 docs/models.md。',
        },
      };
    const { label } = brain.model;
    return {
      isSet: true,
      isWorking: null,
      said: say('Requests are read by {label}.', '请求由 {label} 理解。', { label }),
    };
  } catch (error) {
    return wrong(error);
  }
}

async function words(env: Environment, scratch: string | null, signal: AbortSignal): Promise<ModelState> {
  try {
    const ears = earsFrom(env);
    if (ears === null) return { isSet: false, isWorking: null, said: NOBODY_HEARS };
    if (!('transcribe' in ears)) return { isSet: true, isWorking: null, said: modelSaid(ears) };
    const named = `${ears.model} (${ears.host})`;
    if (scratch !== null) {
      const file = path.join(scratch, `hearing-${randomUUID()}.wav`);
      try {
        await writeFile(file, silence());
        await ears.transcribe(file, signal);
      } finally {
        await rm(file, { force: true });
      }
    }
    const isWorking = scratch === null ? null : true;
    const en = `Words are heard by ${named}.${isWorking === true ? ' It answers.' : ''}`;
    return {
      isSet: true,
      isWorking,
      said: { en, zh: `语音由 ${named} 识别。${isWorking === true ? '服务正常。' : ''}` },
    };
  } catch (error) {
    return wrong(error);
  }
}

/** What is known of a model in a file by its head; whether it hears shows with the first sound. */
function modelSaid({ model, size, bytes, isMultilingual }: WhisperModel): Said {
  const megabytes = Math.round(bytes / 1e6);
  const kind = size ?? '?';
  return isMultilingual
    ? say(
        'Words are heard here by {model} (whisper, {kind}, many languages, {megabytes} MB).',
        '语音在本机由 {model} 识别（whisper，{kind}，多种语言，{megabytes} MB）。',
        { model, kind, megabytes },
      )
    : say(
        'Words are heard here by {model} (whisper, {kind}, English only, {megabytes} MB).',
        '语音在本机由 {model} 识别（whisper，{kind}，仅英语，{megabytes} MB）。',
        { model, kind, megabytes },
      );
}

async function voices(env: Environment, scratch: string | null, signal: AbortSignal): Promise<ModelState> {
  try {
    const speaker = await speakerFrom(env);
    if (speaker === null) return { isSet: false, isWorking: null, said: NOBODY_SPEAKS };
    if (scratch !== null) {
      const file = path.join(scratch, `speaking-${randomUUID()}.wav`);
      try {
        await speaker.speak({ text: 'One.', lang: 'en', voice: null }, file, signal);
      } finally {
        await rm(file, { force: true });
      }
    }
    const { label } = speaker;
    return {
      isSet: true,
      isWorking: scratch === null ? null : true,
      said: say('Voice-overs are spoken by {label}.', '配音由 {label} 合成。', { label }),
    };
  } catch (error) {
    return wrong(error);
  }
}

function wrong(error: unknown): ModelState {
  if (!(error instanceof TellcutError)) throw error;
  return {
    isSet: true,
    isWorking: false,
    said: problemSaid(error),
  };
}

const NOBODY_HEARS: Said = {
  en: `Nobody hears words yet; captions come from files (--captions talk.srt) and scripts (--captions script.txt).
To have them heard on this machine, download a model (ggml-base.bin, 148 MB, from huggingface.co/ggerganov/whisper.cpp) and name it:
    export TELLCUT_WHISPER_MODEL=/path/to/ggml-base.bin
Or run a server that speaks OpenAI's transcription protocol and say where it is:
  whisper.cpp (your own machine, no account): download ggml-base.bin from huggingface.co/ggerganov/whisper.cpp, then
    whisper-server -m ggml-base.bin --port 8080 --inference-path /v1/audio/transcriptions
    export TELLCUT_TRANSCRIBE_URL=http://127.0.0.1:8080/v1
  OpenAI: TELLCUT_TRANSCRIBE_URL=https://api.openai.com/v1 and TELLCUT_TRANSCRIBE_KEY`,
  zh: `目前没有可用的语音识别；字幕可以来自文件（--captions talk.srt）或讲稿（--captions script.txt）。
要在本机识别，请下载模型（ggml-base.bin，148 MB，来自 huggingface.co/ggerganov/whisper.cpp）并设置：
    export TELLCUT_WHISPER_MODEL=/path/to/ggml-base.bin
或者运行支持 OpenAI 转写协议的服务，并设置地址：
  whisper.cpp（在自己的电脑上，不需要账号）：从 huggingface.co/ggerganov/whisper.cpp 下载 ggml-base.bin，然后
    whisper-server -m ggml-base.bin --port 8080 --inference-path /v1/audio/transcriptions
    export TELLCUT_TRANSCRIBE_URL=http://127.0.0.1:8080/v1
  OpenAI：TELLCUT_TRANSCRIBE_URL=https://api.openai.com/v1 和 TELLCUT_TRANSCRIBE_KEY`,
};

const NOBODY_SPEAKS: Said = {
  en: 'Nobody speaks voice-overs yet: install espeak-ng, or name a speech server (docs/sound.md). Recordings work as they are.',
  zh: '目前没有可用的语音合成：安装 espeak-ng，或指定语音服务（docs/sound.md）。录音可以直接使用。',
};

/** A second of silence as a WAV of 16 kHz: 44 bytes of header, then zeros. */
function silence(): Buffer {
  const bytes = 32_000;
  const wav = Buffer.alloc(44 + bytes);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write('WAVEfmt ', 8);
  for (const [value, at] of [
    [16, 16],
    [16_000, 24],
    [32_000, 28],
    [bytes, 40],
  ] as const)
    wav.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    wav.writeUInt16LE(value, at);
  wav.write('data', 36);
  return wav;
}
