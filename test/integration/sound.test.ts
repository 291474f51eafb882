import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { measureBlocks } from '../../src/base/loudness.ts';
import { audioSegment, emptyDraft, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset, Facts } from '../../src/draft/facts.ts';
import type { AudioSegment, Draft, VideoSegment } from '../../src/draft/model.ts';
import type { SoundPlan } from '../../src/protocol/sound.ts';
import { mixed } from '../../src/render/sound/mixer.ts';
import { planSound } from '../../src/render/sound/plan-sound.ts';
import { mixToTape, renderSound } from '../../src/render/sound/render-sound.ts';

const RATE = 48_000;
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-sound-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);
const names = new Map<string, string>();
const files = new Map<string, string>();
const assets = new Map<string, Asset>();
const facts: Facts = { assets };
const CANVAS = { width: 640, height: 360, fps: 25, background: { kind: 'color', color: '#000000' } } as const;

/** Writes a stereo WAV (16 bit) of `seconds` and makes an asset of it; `sample` gives both sides at a frame. */
function wav(id: string, seconds: number, sample: (frame: number) => number, rate = RATE): Asset {
  const frames = Math.round(seconds * rate);
  const data = Buffer.alloc(44 + frames * 4);
  data.write('RIFF', 0, 'ascii');
  data.writeUInt32LE(36 + frames * 4, 4);
  data.write('WAVEfmt ', 8, 'ascii');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(2, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 4, 28);
  data.writeUInt16LE(4, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'ascii');
  data.writeUInt32LE(frames * 4, 40);
  for (let i = 0; i < frames; i++) {
    const value = Math.round(Math.max(-1, Math.min(1, sample(i))) * 32_767);
    data.writeInt16LE(value, 44 + i * 4);
    data.writeInt16LE(value, 46 + i * 4);
  }
  const file = path.join(folder, `${id}.wav`);
  writeFileSync(file, data);
  files.set(id, file);
  const duration = (frames / rate) * 1000;
  const audio = [
    { codec: 'pcm_s16le', sampleRate: rate, channels: 2, streamIndex: 0, language: null, startMs: 0, duration },
  ];
  const made: Asset = {
    id,
    filename: `${id}.wav`,
    probe: { kind: 'audio', format: 'wav', duration, video: null, audio },
    silence: null,
    loudness: null,
    waveform: null,
    scenes: null,
  };
  assets.set(id, made);
  return made;
}

let state = 1;
const noise = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state / 2 ** 31;
};
const sine =
  (hz: number, level: number) =>
  (frame: number): number =>
    level * Math.sin((2 * Math.PI * hz * frame) / RATE);

const clip = (source: Asset, start: number, duration: number, over: Partial<VideoSegment> = {}): VideoSegment => ({
  ...videoSegment(`v${start}`, source, start),
  duration,
  ...over,
});
const draftOf = (segments: VideoSegment[], audio: AudioSegment[] = [], targetLufs: number | null = null): Draft => ({
  ...emptyDraft(CANVAS),
  tracks: [
    { ...track('main', 'video', 'main'), segments },
    { ...track('music', 'audio', 'music'), segments: audio },
  ],
  master: { targetLufs, peakDb: -1 },
});
const planOf = (draft: Draft): SoundPlan => {
  const ms = Math.max(...draft.tracks.flatMap((t) => t.segments.map((s) => s.start + s.duration)));
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return planSound(draft, facts, { frames: Math.round(ms / 40), rate: { num: 25, den: 1 }, bitRate: 192_000 }, hash);
};

/** The left side of a mix as one array. */
function mixOf(plan: SoundPlan): Float32Array {
  const left = new Float32Array(plan.samples);
  let at = 0;
  for (const { plain } of mixed(plan.sounds, plan.samples, { files, names, scratch })) {
    for (let i = 0; i < plain.length; i += 2) left[at++] = plain[i] ?? 0;
  }
  assert.equal(at, plan.samples);
  return left;
}
/** The left side of what the tape gives back: music has stepped back, nothing is mastered. */
async function tapeOf(plan: SoundPlan): Promise<Float32Array> {
  using tape = await mixToTape(plan, { files, names, scratch, onProgress: () => undefined });
  const left = new Float32Array(plan.samples);
  let at = 0;
  for (const block of tape.blocks()) for (let i = 0; i < block.length; i += 2) left[at++] = block[i] ?? 0;
  return left;
}
const rms = (samples: Float32Array, from: number, to: number): number => {
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 0) / part.length + 1e-20);
};
const peaksOf = (samples: Float32Array, over = 0.3): number[] => {
  const found: number[] = [];
  samples.forEach((value, i) => {
    if (Math.abs(value) > over) found.push(i);
  });
  return found;
};

const clicks = wav('ast_clicks', 20, (frame) => (frame % RATE === RATE / 2 ? 0.9 : 0));
const clicks44 = wav('ast_clicks44', 20, (frame) => (frame % 44_100 === 22_050 ? 0.9 : 0), 44_100);
const tone = wav('ast_tone', 20, sine(300, 0.5));
const hiss = wav('ast_hiss', 20, () => noise() * 0.4);

test('after cuts every impulse lies where it must, to the sample', () => {
  const segments = [
    clip(clicks, 0, 1000, { in: 250 }),
    clip(clicks, 1000, 2000, { in: 7100 }),
    clip(clicks, 3000, 1000, { in: 3333 }),
  ];
  assert.deepEqual(peaksOf(mixOf(planOf(draftOf(segments)))), [
    (500 - 250) * 48,
    (1000 + 7500 - 7100) * 48,
    (1000 + 8500 - 7100) * 48,
    (3000 + 3500 - 3333) * 48,
  ]);
});

test('another sample rate moves no impulse', () => {
  const found = peaksOf(mixOf(planOf(draftOf([clip(clicks44, 0, 2000, { in: 4200 })]))));
  assert.ok(found.length >= 2);
  for (const at of found) assert.ok(Math.min(Math.abs(at - 300 * 48), Math.abs(at - 1300 * 48)) <= 1, `${at}`);
});

test('a split clip sounds sample by sample as the whole one', () => {
  const whole = mixOf(planOf(draftOf([clip(hiss, 0, 6000, { in: 1000 })])));
  const parts = [0, 1234, 1235, 4001].map((start, i, all) =>
    clip(hiss, start, (all[i + 1] ?? 6000) - start, { in: 1000 + start }),
  );
  assert.deepEqual(mixOf(planOf(draftOf(parts))), whole);
  const quieter = parts.map((part, i) => (i === 2 ? { ...part, volume: 0.999 } : part));
  const nearly = mixOf(planOf(draftOf(quieter)));
  const worst = nearly.reduce((most, value, i) => Math.max(most, Math.abs(value - (whole[i] ?? 0))), 0);
  assert.ok(worst < 0.002, `a change of volume leaves a step of ${worst}`);
});

test('ramps take the clicks out of cuts', () => {
  const segments = [0, 1, 2, 3].map((i) => clip(tone, i * 700, 700, { in: i * 2117 + 1 }));
  const mix = mixOf(planOf(draftOf(segments)));
  let jump = 0;
  for (let i = 1; i < mix.length; i++) jump = Math.max(jump, Math.abs((mix[i] ?? 0) - (mix[i - 1] ?? 0)));
  // The steepest step of the tone itself is 2π·300/48000·0.5 = 0.02.
  assert.ok(jump < 0.022, `${jump}`);
});

test('a cross-fade of unlike sounds keeps their energy within 1 dB, over exactly its span', () => {
  const segments = [
    clip(hiss, 0, 3000, { in: 1000 }),
    clip(hiss, 3000, 3000, { in: 9000, transition: { name: 'fade', duration: 1000 } }),
  ];
  const mix = mixOf(planOf(draftOf(segments)));
  const level = rms(mix, 1, 2);
  for (let t = 2.4; t < 3.6; t += 0.1)
    assert.ok(Math.abs(rms(mix, t, t + 0.1) - level) < 1, `${t}: ${rms(mix, t, t + 0.1) - level} dB`);
  const first = mixOf(planOf(draftOf([clip(hiss, 0, 3000, { in: 1000 })])));
  assert.deepEqual(mix.subarray(480, 2.5 * RATE), first.subarray(480, 2.5 * RATE));
  assert.notEqual(mix[Math.round(2.6 * RATE)], first[Math.round(2.6 * RATE)]);
});

test('speed keeps the pitch and takes as long as it must', () => {
  for (const speed of [0.5, 2]) {
    const plan = planOf(draftOf([clip(tone, 0, 2000, { speed })]));
    const mix = mixOf(plan);
    let crossings = 0;
    for (let i = RATE / 2; i < RATE * 1.5; i++) if ((mix[i - 1] ?? 0) < 0 && (mix[i] ?? 0) >= 0) crossings++;
    assert.ok(Math.abs(crossings - 300) <= 3, `${speed}x: ${crossings} Hz`);
    assert.ok(rms(mix, 1.9, 1.98) > -12, 'sounds to its end');
  }
});

test('reversed sound is the same samples backwards', () => {
  const forward = mixOf(planOf(draftOf([clip(hiss, 0, 2000, { in: 3000 })])));
  const backward = mixOf(planOf(draftOf([clip(hiss, 0, 2000, { in: 3000, reverse: true })])));
  assert.deepEqual(backward.toReversed(), forward);
  assert.deepEqual(readdirSync(scratch), [], 'nothing is left in the scratch folder');
});

test('a short song is looped without a hole', () => {
  const short = wav('ast_short', 1, sine(440, 0.3));
  const source = { kind: 'asset', asset: short.id, in: 0, loop: true } as const;
  const mix = mixOf(planOf(draftOf([], [audioSegment('s', source, { start: 0, duration: 4600 })])));
  for (let t = 0.1; t < 4.4; t += 0.05) assert.ok(rms(mix, t, t + 0.05) > -17, `${t}: ${rms(mix, t, t + 0.05)} dB`);
});

test('music steps back under speech by what was asked, in time, and stays back between words', async () => {
  const isWord = (t: number): boolean => (t >= 3 && t < 4) || (t >= 4.4 && t < 6) || (t >= 9 && t < 10);
  const speech = wav('ast_speech', 13, (frame) => {
    const t = frame / RATE;
    const syllable = frame % 8640 < 5800 ? 1 : 0.12;
    return isWord(t) ? 0.25 * syllable * Math.sin((2 * Math.PI * 1900 * frame) / RATE) : noise() * 0.0006;
  });
  const bed = wav('ast_bed', 13, sine(220, 0.1));
  const source = { kind: 'asset', asset: bed.id, in: 0, loop: false } as const;
  const music = { ...audioSegment('s', source, { start: 0, duration: 13_000 }), duckDb: 12 };
  const both = await tapeOf(planOf(draftOf([clip(speech, 0, 13_000)], [music])));
  const alone = await tapeOf(planOf(draftOf([clip(speech, 0, 13_000)])));
  const bedOnly = both.map((value, i) => value - (alone[i] ?? 0));
  const full = rms(bedOnly, 1, 2);
  const down = (from: number, to: number): number => full - rms(bedOnly, from, to);
  assert.ok(Math.abs(down(2, 2.8)) < 0.2, 'nothing happens before it must');
  for (const [from, to] of [
    [3, 3.9],
    [4, 4.4],
    [4.5, 6],
    [9, 10],
  ] as const) {
    assert.ok(Math.abs(down(from, to) - 12) < 0.7, `${from}-${to} s: ${down(from, to)} dB`);
  }
  assert.ok(Math.abs(down(7, 8.7)) < 0.3, 'it comes back');
});

test('the result has its loudness within half a LU, its peak, and its length', async () => {
  for (const [level, targetLufs] of [
    [0.02, -14],
    [0.3, -14],
    [0.9, -23],
  ] as const) {
    const loud = wav(`ast_level${level * 100}`, 9, (frame) => level * noise() * (frame % 24_000 < 16_000 ? 1 : 0.1));
    const plan = planOf(draftOf([clip(loud, 0, 9000)], [], targetLufs));
    const out = path.join(folder, 'out.sound');
    const seen: number[] = [];
    const report = await renderSound(plan, { files, names, scratch, out, onProgress: (done) => seen.push(done) });
    assert.equal(report.samples, 9 * RATE);
    assert.ok(
      Math.abs((report.loudness.integrated ?? 0) - targetLufs) <= 0.5,
      `${level}: ${report.loudness.integrated} LUFS`,
    );
    assert.ok((report.loudness.truePeak ?? 0) <= -1, `${level}: ${report.loudness.truePeak} dBTP`);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
      'progress only rises',
    );
    assert.equal(seen.at(-1), 1);
    assert.deepEqual(readdirSync(scratch), []);
    assert.ok(statSync(out).size > 20_000);
  }
});

test('the noise of an empty room is not raised', async () => {
  const room = wav('ast_room', 6, () => noise() * 0.0012);
  const report = await renderSound(planOf(draftOf([clip(room, 0, 6000)], [], -14)), {
    files,
    names,
    scratch,
    out: path.join(folder, 'room.sound'),
    onProgress: () => undefined,
  });
  assert.ok((report.loudness.integrated ?? -99) < -50, `${report.loudness.integrated}`);
});

test('a video without any sound gets a silent track of its length', async () => {
  const out = path.join(folder, 'silent.sound');
  const plan = planOf(draftOf([clip(clicks, 0, 3000, { volume: 0 })]));
  const report = await renderSound(plan, { files, names, scratch, out, onProgress: () => undefined });
  assert.deepEqual(report, { samples: 3 * RATE, loudness: { integrated: null, range: null, truePeak: null } });
});

test('composed music fills its segment and ends by itself', () => {
  const music = audioSegment('s', { kind: 'music', mood: 'acoustic', seed: 6 }, { start: 500, duration: 5000 });
  const plan = planOf(draftOf([], [music]));
  assert.equal(plan.sounds.length, 1);
  const blocks = Array.from(mixed(plan.sounds, plan.samples, { files, names, scratch }), ({ plain }) => plain.slice());
  const { integrated } = measureBlocks(blocks, RATE, 2);
  assert.ok(integrated !== null && Math.abs(integrated + 16) < 1.5, `${integrated}`);
  const mix = mixOf(plan);
  assert.ok(rms(mix, 0, 0.49) < -150 && rms(mix, 0.5, 1.5) > -30 && rms(mix, 5.4, 5.5) < -45);
});

test('300 cuts are mixed in flat memory, one reader at a time', () => {
  const segments = Array.from({ length: 300 }, (_, i) =>
    clip(i % 2 === 0 ? hiss : tone, i * 400, 400, { in: (i * 777) % 19_000 }),
  );
  const plan = planOf(draftOf(segments));
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let block = 0;
  for (const _ of mixed(plan.sounds, plan.samples, { files, names, scratch })) {
    const { rss } = process.memoryUsage();
    // The first quarter warms up.
    if (block++ < plan.samples / 9600 / 4) continue;
    least = Math.min(least, rss);
    most = Math.max(most, rss);
  }
  assert.ok(most - least < 60e6, `grew by ${Math.round((most - least) / 1e6)} MB`);
});

test('a file that is gone is a named failure, and nothing is left behind', async () => {
  const gone: Asset = { ...tone, id: 'ast_gone' };
  assets.set(gone.id, gone);
  const plan = planOf(draftOf([clip(gone, 0, 1000)]));
  const away = new Map([...files, [gone.id, path.join(folder, 'gone.wav')]]);
  await assert.rejects(
    renderSound(plan, { files: away, names, scratch, out: path.join(folder, 'x'), onProgress: () => undefined }),
  );
  assert.deepEqual(readdirSync(scratch), []);
});
