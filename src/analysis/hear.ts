import { availableParallelism } from 'node:os';
import type { WordFacts } from '../draft/facts.ts';
import { heardFrom, readSegments } from '../draft/heard-words.ts';
import { readAudio } from '../media/audio-reader.ts';
import { type Heard, runWhisper, WHISPER } from '../media/whisper.ts';

type Task = {
  readonly name: string;
  readonly parts: readonly (readonly [number, number])[];
  readonly model: string;
  readonly modelName: string;
  readonly language: string;
  readonly out: string;
};

/**
 * The words of a sound by a whisper model. It is heard twice: once in lines, which have the spaces and the punctuation,
 * once token by token, which have the times but not the spaces between words: the filter takes them off. A line whose
 * tokens do not add up to it has no word times. `parts`: stretches of at most a window each, in ms. Progress is 0–1.
 */
export function hear(file: string, task: Task, onProgress: (share: number) => void): WordFacts {
  const { model, modelName, language, parts, out } = task;
  const how = { model, name: modelName, language, threads: availableParallelism() };
  let done = 0;
  function* stretches(): Generator<Heard> {
    for (const [from, to] of parts) {
      yield { start: from, samples: samplesOf(file, task.name, from, Math.min(to, from + WHISPER.windowMs)) };
      onProgress(++done / (parts.length * 2));
    }
  }
  const lines = readSegments(runWhisper(stretches(), { ...how, pieces: false, out: `${out}.lines` }));
  if (lines.length === 0) return { language: null, lines: [] };
  const pieces = readSegments(runWhisper(stretches(), { ...how, pieces: true, out: `${out}.pieces` }));
  return { language: null, lines: heardFrom(lines, pieces) };
}

function samplesOf(file: string, name: string, from: number, to: number): Float32Array {
  const { rate } = WHISPER;
  const length = (to - from) / 1000;
  const whole = new Float32Array(Math.ceil(length * rate));
  let at = 0;
  const sound = { stream: null, from: from / 1000, length, sampleRate: rate, channels: 1, tempo: 1 } as const;
  for (const block of readAudio(file, { ...sound, name })) {
    whole.set(block.subarray(0, whole.length - at), at);
    at = Math.min(whole.length, at + block.length);
  }
  return whole;
}
