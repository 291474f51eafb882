import { NOISE_BANDS, NoiseMeter } from '../base/denoise.ts';
import type { NoiseFacts, SilenceFacts } from '../draft/facts.ts';
import { readAudio } from '../media/audio-reader.ts';

/** The edges of a pause still hold the end of a word and the breath before the next, in ms. */
const EDGE_MS = 60;
/** A shorter rest of a pause than this says nothing, in ms. */
const LEAST_MS = 120;
/** So much of one pause is listened to, and so many pauses: the noise of a room does not change faster, in ms. */
const MOST_MS = 1500;
const MOST_PAUSES = 12;
/** Softer than this a machine put silence there: it tells nothing of the room, in dBFS. */
const DIGITAL_DB = -90;

/**
 * The noise of a recording from its own pauses, the longest ones first. Reads a few seconds at most. Throws what `readAudio`
 * throws.
 */
export function measureNoise(file: string, { silences }: SilenceFacts, name?: string): NoiseFacts {
  const pauses = silences
    .map(([from, to]) => ({ from: from + EDGE_MS, to: Math.min(to - EDGE_MS, from + EDGE_MS + MOST_MS) }))
    .filter(({ from, to }) => to - from >= LEAST_MS)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MOST_PAUSES);
  const meter = new NoiseMeter();
  let [energy, count] = [0, 0];
  for (const { from, to } of pauses) {
    const where = { stream: null, from: from / 1000, length: (to - from) / 1000 };
    const how = { sampleRate: 48_000, channels: 2, tempo: 1, ...(name === undefined ? {} : { name }) } as const;
    const blocks = [...readAudio(file, { ...where, ...how })].map((block) => block.slice());
    const loud = blocks.reduce((sum, block) => sum + block.reduce((all, x) => all + x * x, 0), 0);
    const samples = blocks.reduce((sum, block) => sum + block.length, 0);
    if (samples === 0 || 10 * Math.log10(loud / samples + 1e-14) < DIGITAL_DB) continue;
    energy += loud;
    count += samples;
    meter.break();
    for (const block of blocks) meter.add(block);
  }
  const bands = meter.result();
  if (bands?.length !== NOISE_BANDS || count === 0) return { bands: null, noiseDb: -100 };
  return { bands, noiseDb: Math.round(100 * Math.log10(energy / count + 1e-14)) / 10 };
}
