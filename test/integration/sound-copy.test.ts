import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { emptyDraft, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { VideoSegment } from '../../src/draft/model.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import { joinChunks } from '../../src/media/join.ts';
import { PacketSource, SoundHeader } from '../../src/media/packet-file.ts';
import { probeFile } from '../../src/media/probe.ts';
import { writeSoundFile } from '../../src/media/sound-writer.ts';
import type { SoundPlan } from '../../src/protocol/sound.ts';
import { copySound } from '../../src/render/sound/copy-sound.ts';
import { mixed } from '../../src/render/sound/mixer.ts';
import { planSound } from '../../src/render/sound/plan-sound.ts';
import { randomFrom } from '../support/make-speech.ts';

const RATE = 48_000;
const BLOCK = 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-sound-copy-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);
const files = new Map<string, string>();
const assets = new Map<string, Asset>();
const CANVAS = { width: 640, height: 360, fps: 30, background: { kind: 'color', color: '#000000' } } as const;
const TALK = path.resolve(import.meta.dirname, '../../../shared/media/talk.mp4');

function assetOf(id: string, file: string): Asset {
  const probe = probeFile(file);
  const made: Asset = {
    id,
    filename: path.basename(file),
    probe,
    silence: null,
    loudness: null,
    waveform: null,
    scenes: null,
  };
  assets.set(id, made);
  files.set(id, file);
  return made;
}

/** An M4A of sweeps that never repeat, other ones on each side, with a level that `level` gives at a frame. */
function sweeps(id: string, seconds: number, level: (frame: number) => number, rate = RATE): Asset {
  const voices = [
    [211, 3.1],
    [523, -7.3],
    [1237, 11.9],
    [2903, -23.7],
  ] as const;
  const blocks = function* (): Generator<Float32Array> {
    for (let at = 0; at < seconds * RATE; at += 4800) {
      const block = new Float32Array(9600);
      for (let i = 0; i < 4800; i++) {
        const t = (at + i) / RATE;
        const loud = level(at + i) / voices.length;
        for (const [hertz, slope] of voices) {
          const angle = 2 * Math.PI * (hertz * t + (slope * t * t) / 2);
          block[2 * i] = (block[2 * i] as number) + loud * Math.sin(angle);
          block[2 * i + 1] = (block[2 * i + 1] as number) + loud * Math.sin(angle * 1.13 + 1);
        }
      }
      yield block;
    }
  };
  const file = path.join(folder, `${id}.m4a`);
  writeSoundFile(blocks(), file, { format: 'm4a', sampleRate: rate, bitRate: 256_000, title: null });
  return assetOf(id, file);
}

const clip = (asset: Asset, start: number, from: number, over: Partial<VideoSegment>): VideoSegment => ({
  ...videoSegment(`v${start}`, asset, start),
  in: from,
  ...over,
});

function planOf(segments: readonly VideoSegment[], targetLufs: number | null = null): SoundPlan {
  const main = { ...track('t1', 'video', 'main'), segments: [...segments] } as ReturnType<typeof track>;
  const draft = { ...emptyDraft(CANVAS), tracks: [main], master: { targetLufs, peakDb: 0 } };
  const end = Math.max(...segments.map(({ start, duration }) => start + duration));
  const frame = {
    frames: Math.round((end * 30) / 1000),
    rate: { num: 30, den: 1 },
    bitRate: 256_000,
    isVariable: true,
  };
  return planSound(draft, { assets }, frame, (text) => createHash('sha256').update(text).digest('hex'));
}

const sources = { files, names: new Map<string, string>(), scratch };

/** What the plan sounds like when every sound is read where it lies, `lags` samples later in its source. */
function expected(plan: SoundPlan, lags: readonly number[]): Float32Array {
  const sounds = plan.sounds.map((sound, i) =>
    sound.source.kind === 'file'
      ? { ...sound, source: { ...sound.source, from: sound.source.from + (lags[i] ?? 0) / RATE } }
      : sound,
  );
  const blocks = function* (): Generator<Float32Array> {
    for (const { plain } of mixed(sounds, plan.samples, sources)) yield plain;
  };
  return gathered(blocks(), plan.samples);
}

function gathered(blocks: Iterable<Float32Array>, samples: number): Float32Array {
  const all = new Float32Array(samples * 2);
  let at = 0;
  for (const block of blocks) {
    all.set(block.subarray(0, Math.min(block.length, all.length - at)), at);
    at += block.length;
  }
  return all;
}

function decoded(out: string, samples: number): Float32Array {
  const file = `${out}.m4a`;
  joinChunks({ chunks: [], rate: { num: 30, den: 1 }, audio: out, out: file, title: null }, () => undefined);
  const read = { stream: null, from: 0, length: samples / RATE, sampleRate: RATE, channels: 2, tempo: 1 } as const;
  return gathered(readAudio(file, read), samples);
}

/** By how many samples `got` runs ahead of `wanted` within samples `[from, to)`: where the two are most alike. */
function lagOf(got: Float32Array, wanted: Float32Array, from: number, to: number): number {
  let [best, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let lag = -600; lag <= 600; lag++) {
    let [sum, power] = [0, 1e-9];
    for (let i = from; i < to; i++) {
      const there = wanted[2 * (i + lag)] ?? 0;
      sum += (got[2 * i] as number) * there;
      power += there * there;
    }
    if (sum / Math.sqrt(power) > best) [best, at] = [sum / Math.sqrt(power), lag];
  }
  return at;
}

/** What is softer than this beside loud sound is not heard, in dBFS: an error below it is none. */
const MASKED_DB = -45;

/** Signal to noise of each packet's span, in dB. */
function ratios(got: Float32Array, wanted: Float32Array): number[] {
  return Array.from({ length: Math.floor(got.length / 2 / BLOCK) }, (_, n) => {
    let [signal, error] = [2 * BLOCK * 10 ** (MASKED_DB / 10), 1e-12];
    for (let i = 2 * n * BLOCK; i < 2 * (n + 1) * BLOCK; i++) {
      signal += (wanted[i] as number) ** 2;
      error += ((got[i] as number) - (wanted[i] as number)) ** 2;
    }
    return 10 * Math.log10(signal / error);
  });
}

/** The window sequence of a channel pair: 0 long, 1 long to short, 2 short, 3 short to long; null when it has two. */
const sequenceOf = (packet: Buffer): number | null =>
  (packet[0] ?? 0) >> 5 === 1 && ((packet[0] ?? 0) & 1) === 1 ? ((packet[1] ?? 0) >> 5) & 3 : null;

/** Whether the halves of two windows that overlap have one length. */
function follows(before: Buffer, packet: Buffer): boolean {
  const [a, b] = [sequenceOf(before), sequenceOf(packet)];
  return a === null || b === null || (a === 1 || a === 2) === (b === 2 || b === 3);
}

/** Copies, and holds every block of the result against what it must be. The number of packets that were copied. */
function proved(plan: SoundPlan): { copied: number; packets: number } {
  const out = path.join(folder, `${plan.key.slice(0, 12)}.aac`);
  const done = copySound(plan, { ...sources, out, onProgress: () => undefined });
  assert.ok(!('why' in done), `not copied: ${JSON.stringify(done)}`);
  {
    using written = new PacketSource(out, SoundHeader);
    assert.equal(written.count, plan.samples);
    const packets = [...written.packets()];
    const wanted = Array.from({ length: Math.ceil(plan.samples / BLOCK) }, (_, i) => i);
    assert.deepEqual(
      packets.map(({ number }) => number),
      wanted,
      'no packet is missing',
    );
    for (const [n, { data }] of packets.entries()) {
      const before = packets[n - 1];
      if (before !== undefined) assert.ok(follows(before.data, data), `the window of packet ${n} does not fit`);
    }
  }
  const got = decoded(out, plan.samples);
  const exact = expected(plan, []);
  const lags = plan.sounds.map(({ start, length }) => {
    const edge = 1500;
    const window = Math.min(24_000, length - 2 * edge);
    const found = [start + edge, start + length - edge - window].map((from) => lagOf(got, exact, from, from + window));
    assert.equal(found[0], found[1], 'a sound keeps its place from one seam to the next');
    assert.ok(Math.abs(found[0] ?? 9999) <= BLOCK / 2, `${found[0]} samples beside its place`);
    return found[0] ?? 0;
  });
  const all = ratios(got, expected(plan, lags));
  // Windows that do not fit, a gap, a click or a wrong place leave less than 12 dB in their block.
  // The first one has no window before it: it rises from nothing, as in every file of ours.
  for (const [n, db] of all.entries()) assert.ok(n === 0 || db > 12, `block ${n} of ${all.length}: ${db} dB`);
  const same = all.filter((db) => db > 80).length;
  // Noise that decoders make up themselves is another one each time, so not every copied block is equal.
  assert.ok(same >= done.copied * 0.85, `${same} blocks are the source's own, of ${done.copied} copied packets`);
  return done;
}

const steady = sweeps('ast_steady', 40, () => 0.5);

test('cuts of one source: packets are its own but for a few at each seam, and every sample is where it belongs', () => {
  const random = randomFrom(3);
  let start = 0;
  const segments = Array.from({ length: 8 }, (_, i) => {
    const duration = Math.round(1500 + random() * 2500);
    const made = clip(steady, start, Math.round(i * 4500 + random() * 300), { duration });
    start += duration;
    return made;
  });
  const { copied, packets } = proved(planOf(segments));
  assert.ok(packets - copied <= 8 * 8, `${packets - copied} of ${packets} encoded`);
});

test('attacks, for which encoders change their windows, near every cut', () => {
  const beats = sweeps('ast_beats', 30, (frame) => (frame % 9600 < 700 ? 0.9 : 0.02));
  const segments = Array.from({ length: 8 }, (_, i) => clip(beats, i * 3000, i * 3300 + i * 37, { duration: 3000 }));
  const { copied, packets } = proved(planOf(segments));
  assert.ok(copied > packets * 0.7, `${copied} of ${packets}`);
});

test('fades, levels and silence are encoded, what stands between them is copied', () => {
  const segments = [
    clip(steady, 0, 500, { duration: 3000, fade: { in: 700, out: 0 } }),
    clip(steady, 3500, 9000, { duration: 2000, volume: 0.5 }),
    clip(steady, 5500, 20_000, { duration: 3000, fade: { in: 0, out: 500 } }),
  ];
  const { copied, packets } = proved(planOf(segments));
  const untouched = ((3000 - 700 + (3000 - 500)) * 48) / BLOCK;
  assert.ok(copied > untouched - 30 && copied < untouched, `${copied} of ${packets}`);
});

test('a talk from a camera', { skip: existsSync(TALK) ? false : 'needs ../shared/media' }, () => {
  const talk = assetOf('ast_talk', TALK);
  const segments = [0, 1, 2, 3, 4, 5].map((i) => clip(talk, i * 2400, i * 2900 + 333, { duration: 2400 }));
  const { copied, packets } = proved(planOf(segments));
  assert.ok(copied > packets * 0.75, `${copied} of ${packets}`);
});

test('what cannot be copied says why, and leaves nothing behind', () => {
  const other = sweeps('ast_44', 5, () => 0.5, 44_100);
  const whole = [clip(steady, 0, 0, { duration: 4000 })];
  const refusals: [SoundPlan, string][] = [
    [planOf(whole, -14), 'mastered'],
    [planOf([clip(steady, 0, 0, { duration: 4000, speed: 1.5 })]), 'effects'],
    [planOf([clip(steady, 0, 0, { duration: 300 })]), 'nothing_untouched'],
    [planOf([clip(other, 0, 0, { duration: 4000 })]), 'other_shape'],
  ];
  for (const [plan, why] of refusals) {
    const out = path.join(folder, `${why}.aac`);
    assert.deepEqual(copySound(plan, { ...sources, out, onProgress: () => undefined }), { why });
    assert.ok(!existsSync(out) && !existsSync(`${out}.part`));
  }
});
