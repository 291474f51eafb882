/**
 * What the treatment of sound costs and does: `node bench/sound.ts [seconds]`. Times real time on one core (CPU, not clock,
 * so that it may run beside other work), and the memory that the longest of them takes.
 */
import { BeatMeter } from '../src/analysis/beats.ts';
import { cleaned, NoiseMeter } from '../src/base/denoise.ts';
import { SFX } from '../src/draft/sfx-names.ts';
import { makeSfx } from '../src/music/sfx.ts';

const seconds = Number(process.argv[2] ?? 60);
const RATE = 48_000;

/** Speech-like: a tone that comes and goes, with noise under it; a second at a time, so that hours fit into memory. */
function* blocks(): Generator<Float32Array> {
  const block = new Float32Array(RATE * 2);
  let state = 1;
  for (let second = 0; second < seconds; second++) {
    for (let i = 0; i < RATE; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const noise = (state / 2_147_483_648 - 1) * 0.005;
      const voice = i % 24_000 < 12_000 ? 0.2 * Math.sin((2 * Math.PI * 220 * i) / RATE) : 0;
      block[2 * i] = block[2 * i + 1] = noise + voice;
    }
    yield block;
  }
}

/** CPU seconds of some work. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const drain = (from: Iterable<Float32Array>): void => {
  for (const _ of from);
};
const making = cpu(() => drain(blocks()));
const row = (name: string, work: () => void): void => {
  const spent = Math.max(1e-6, cpu(work) - making);
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(`${name.padEnd(24)} ${(seconds / spent).toFixed(0).padStart(6)} × real time   ${memory} MB`);
};

const meter = new NoiseMeter();
for (const block of blocks()) {
  meter.add(block.slice(RATE));
  break;
}
const noise = meter.result() ?? [];
row('noise reduction', () => drain(cleaned(blocks(), { denoiseDb: 18, deEss: 0, noise })));
row('de-esser', () => drain(cleaned(blocks(), { denoiseDb: 0, deEss: 0.6, noise: [] })));
row('both', () => drain(cleaned(blocks(), { denoiseDb: 18, deEss: 0.6, noise })));
row('beats', () => {
  const beats = new BeatMeter(RATE, 2);
  for (const block of blocks()) beats.add(block);
  beats.result();
});
const spent = cpu(() => {
  for (const { name } of SFX) makeSfx(name);
});
const length = SFX.reduce((sum, one) => sum + one.length, 0) / 1000;
console.log(
  `${'sound effects'.padEnd(24)} ${(length / spent).toFixed(0).padStart(6)} × real time   ${SFX.length} of them`,
);
