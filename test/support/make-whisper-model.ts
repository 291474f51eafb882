import { writeFileSync } from 'node:fs';

/**
 * A file that whisper.cpp loads as a model: the head, mel filters and a vocabulary, and no weights, which it takes for
 * an empty model made for tests. It hears nothing, whatever is said. `layers`, `vocabulary`: as of the real ones.
 * `tokens`: how many the file says that it has; more than 256 are not there, as in a file that was cut off.
 */
export function makeWhisperModel(file: string, { vocabulary = 51_865, layers = 4, tokens = 256 } = {}): void {
  const [mels, bins] = [80, 201];
  const written = Math.min(tokens, 256);
  const numbers = [0x67676d6c, vocabulary, 1500, 16, 1, layers, 16, 16, 1, layers, mels, 1, mels, bins];
  const head = Buffer.alloc(numbers.length * 4 + mels * bins * 4 + 4 + written * 5);
  for (const [i, number] of numbers.entries()) head.writeInt32LE(number, i * 4);
  let at = numbers.length * 4 + mels * bins * 4;
  at = head.writeInt32LE(tokens, at);
  for (let i = 0; i < written; i++) {
    at = head.writeInt32LE(1, at);
    at = head.writeUInt8(i, at);
  }
  writeFileSync(file, head);
}
