/**
 * How fast music is composed and what comes out: `node bench/music.ts [seconds] [seed]`. For each mood: loudness (LUFS),
 * loudness range (LU), true peak (dBTP), correlation of the sides, and times real time on one core.
 */
import { LoudnessMeter } from '../src/base/loudness.ts';
import { MOODS } from '../src/draft/mood-names.ts';
import { composeMusic } from '../src/music/compose.ts';

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? 1);

for (const { name } of MOODS) {
  const began = performance.now();
  const music = composeMusic({ mood: name, seed, durationMs: seconds * 1000 });
  const meter = new LoudnessMeter(music.sampleRate, 2);
  let [both, left, right] = [0, 0, 0];
  for (const block of music.blocks()) {
    meter.add(block);
    for (let i = 0; i < block.length; i += 2) {
      const [l, r] = [block[i] ?? 0, block[i + 1] ?? 0];
      both += l * r;
      left += l * l;
      right += r * r;
    }
  }
  const { integrated, range, truePeak } = meter.result();
  const speed = seconds / ((performance.now() - began) / 1000);
  const row = {
    bpm: music.bpm.toFixed(1),
    lufs: integrated?.toFixed(2),
    range: range?.toFixed(1),
    peak: truePeak?.toFixed(2),
    correlation: (both / Math.sqrt(left * right)).toFixed(2),
    speed: `${speed.toFixed(1)}x`,
  };
  console.log(name.padEnd(11), JSON.stringify(row));
}
