import { Random } from '../base/random.ts';
import type { SfxName } from '../draft/sfx-names.ts';
import { sfxNamed } from '../draft/sfx-names.ts';

/** The rate that effects are made at, in samples per second. */
export const SFX_RATE = 48_000;
/** The highest sample of every effect: -3 dBFS. */
const PEAK = 0.708;
/** The last of every effect fades to nothing, in samples: no click at its end. */
const END_FADE = 480;

/** Gives both sides at a time in seconds; `done` goes from 0 to 1 over the effect. */
type Voice = (seconds: number, done: number) => number | readonly [number, number];

/**
 * An effect as interleaved stereo, as long as `src/draft/sfx-names.ts` says, its peak at -3 dBFS. The same samples every
 * time: what is random in it has a fixed seed.
 */
export function makeSfx(name: SfxName): Float32Array {
  const seconds = (sfxNamed(name)?.length ?? 0) / 1000;
  const frames = Math.round(seconds * SFX_RATE);
  const out = new Float32Array(frames * 2);
  const voice = VOICES[name](seconds, new Random(7, 'sfx', name));
  let peak = 1e-9;
  for (let i = 0; i < frames; i++) {
    const value = voice(i / SFX_RATE, i / frames);
    const [left, right] = typeof value === 'number' ? [value, value] : value;
    const end = Math.min(1, (frames - 1 - i) / END_FADE);
    out[2 * i] = left * end;
    out[2 * i + 1] = right * end;
    peak = Math.max(peak, Math.abs(out[2 * i] as number), Math.abs(out[2 * i + 1] as number));
  }
  for (let i = 0; i < out.length; i++) out[i] = ((out[i] as number) * PEAK) / peak;
  return out;
}

const TAU = 2 * Math.PI;
const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
/** Falls by 60 dB in `seconds`, from a start that rises within a millisecond. */
const ring = (t: number, seconds: number): number =>
  t < 0 ? 0 : Math.min(1, t / 0.001) * Math.exp((-6.9 * t) / seconds);
/** Up to 1 at `top` and back, of the whole. */
const hump = (done: number, top: number): number =>
  Math.sin((Math.PI / 2) * (done < top ? done / top : (1 - done) / (1 - top))) ** 2;
/** Between two numbers, in equal steps of pitch. */
const glide = (from: number, to: number, done: number): number => from * (to / from) ** done;
const noise = (random: Random): number => 2 * random.next() - 1;

/** A tone whose pitch may change: keeps its phase. */
function tone(shape: (phase: number) => number = Math.sin): (hz: number) => number {
  let phase = 0;
  return (hz) => {
    phase = (phase + (TAU * hz) / SFX_RATE) % TAU;
    return shape(phase);
  };
}

/** A band of noise (or of anything) about a pitch: a state variable filter of two poles. */
function band(): (input: number, hz: number, width: number) => number {
  let [low, mid] = [0, 0];
  return (input, hz, width) => {
    const f = 2 * Math.sin(Math.PI * Math.min(0.24, hz / SFX_RATE));
    // Twice per sample: stable up to 12 kHz.
    for (let i = 0; i < 2; i++) {
      low += (f / 2) * mid;
      mid += (f / 2) * (input - low - width * mid);
    }
    return mid * width;
  };
}

/** Everything below a pitch. */
function lowPass(): (input: number, hz: number) => number {
  let kept = 0;
  return (input, hz) => {
    kept += (1 - Math.exp((-TAU * hz) / SFX_RATE)) * (input - kept);
    return kept;
  };
}

/** Struck metal or glass: partials of a ground pitch, [ratio, level, seconds] each. */
function struck(hz: number, partials: readonly (readonly [number, number, number])[]): (t: number) => number {
  return (t) => {
    let sum = 0;
    for (const [ratio, level, seconds] of partials) sum += level * ring(t, seconds) * Math.sin(TAU * hz * ratio * t);
    return sum;
  };
}

/** Air that moves past, from one side to the other. */
function passing(random: Random, [low, high]: readonly [number, number], top: number): Voice {
  const [a, b] = [band(), band()];
  return (_t, done) => {
    const level = hump(done, top) ** 1.5;
    const hz = glide(low, high, hump(done, top));
    const side = done - 0.5;
    return [
      a(noise(random), hz, 0.7) * level * (1 - 0.7 * side),
      b(noise(random), hz * 1.06, 0.7) * level * (1 + 0.7 * side),
    ];
  };
}

/** A low tone that falls, with the noise of its beginning. */
function blow(random: Random, how: { from: number; to: number; seconds: number; noise: number; tail: number }): Voice {
  const [low, air] = [tone(), lowPass()];
  const roomy = [lowPass(), lowPass()] as const;
  return (t) => {
    const body = low(how.to + (how.from - how.to) * Math.exp(-t * 14)) * ring(t, how.seconds);
    const hit = air(noise(random), 3500) * ring(t, 0.12) * how.noise;
    const tail = ring(t, how.seconds) * how.tail;
    const both = Math.tanh(1.6 * (body + hit));
    return [both + roomy[0](noise(random), 420) * tail, both + roomy[1](noise(random), 420) * tail];
  };
}

/** Short clicks of filtered noise at given times, in seconds: [time, pitch, level]. */
function clicks(random: Random, list: readonly (readonly [number, number, number])[]): Voice {
  const filter = band();
  return (t) => {
    let level = 0;
    let hz = 2000;
    for (const [at, pitch, loud] of list) {
      const now = loud * ring(t - at, 0.035);
      if (now > level) [level, hz] = [now, pitch];
    }
    return filter(noise(random), hz, 0.5) * level;
  };
}

const sawtooth = (phase: number): number => phase / Math.PI - 1;

const VOICES: Readonly<Record<SfxName, (seconds: number, random: Random) => Voice>> = {
  whoosh: (_s, random) => passing(random, [260, 2600], 0.5),
  swoosh: (_s, random) => passing(random, [700, 6000], 0.45),
  pop: () => {
    const low = tone();
    return (t) => low(glide(280, 1100, Math.min(1, t / 0.05))) * ring(t, 0.11);
  },
  click: (_s, random) =>
    clicks(random, [
      [0, 3200, 1],
      [0.028, 4200, 0.5],
    ]),
  tick: (_s, random) => clicks(random, [[0, 2600, 1]]),
  ding: () => {
    const bar = struck(1568, [
      [1, 1, 1.2],
      [2.01, 0.35, 0.7],
      [3.9, 0.18, 0.3],
      [5.4, 0.08, 0.15],
    ]);
    return (t) => bar(t);
  },
  chime: (_s, random) => {
    const bars = [2093, 2349, 2637, 3136, 3520, 4186].map((hz, i) => {
      const at = i * 0.085 + 0.02 * random.next();
      const one = struck(hz, [
        [1, 1, 1.1],
        [2.76, 0.25, 0.4],
      ]);
      return { at, one, pan: i / 5 - 0.5 };
    });
    return (t) => {
      let [left, right] = [0, 0];
      for (const { at, one, pan } of bars) {
        const value = t < at ? 0 : one(t - at);
        left += value * (0.5 - 0.5 * pan);
        right += value * (0.5 + 0.5 * pan);
      }
      return [left, right];
    };
  },
  bell: () =>
    struck(660, [
      [0.5, 0.3, 2.2],
      [1, 1, 1.8],
      [1.2, 0.5, 1.3],
      [2, 0.6, 1.1],
      [2.74, 0.35, 0.7],
      [3.76, 0.25, 0.5],
    ]),
  beep: () => (t, done) => Math.sin(TAU * 1000 * t) * Math.min(1, t / 0.005, ((1 - done) * 0.35) / 0.005),
  buzzer: () => {
    const [a, b] = [tone(sawtooth), tone(sawtooth)];
    const dull = lowPass();
    return (t, done) => dull(a(110) + b(116.5), 1800) * Math.min(1, t / 0.004, ((1 - done) * 0.75) / 0.03);
  },
  riser: (seconds, random) => {
    const [air, up, fifth] = [band(), tone(sawtooth), tone(sawtooth)];
    return (t, done) => {
      const stop = t > seconds - 0.1 ? Math.max(0, (seconds - t) / 0.1) : 1;
      const hz = glide(110, 880, done);
      const tones = 0.16 * (up(hz) + fifth(hz * 1.5));
      return (air(noise(random), glide(300, 9000, done), 0.45) + tones) * done ** 2 * stop;
    };
  },
  fall: (_s, random) => {
    const [air, down] = [band(), tone()];
    return (t, done) =>
      (air(noise(random), glide(6000, 160, done), 0.45) + 0.5 * down(glide(900, 55, done))) *
      Math.min(1, t / 0.01) *
      (1 - done) ** 1.2;
  },
  impact: (_s, random) => blow(random, { from: 170, to: 46, seconds: 1.5, noise: 0.9, tail: 0.7 }),
  boom: (_s, random) => blow(random, { from: 95, to: 34, seconds: 2.4, noise: 0.25, tail: 0.9 }),
  thud: (_s, random) => blow(random, { from: 150, to: 62, seconds: 0.3, noise: 0.35, tail: 0.1 }),
  gong: (_s, random) => {
    const partials = Array.from({ length: 18 }, (_, i) => {
      const ratio = 1 + i * 0.61 + 0.12 * random.next();
      return [ratio, 1 / (1 + i * 0.45), 3.4 / (1 + i * 0.09)] as const;
    });
    const plate = struck(98, partials);
    // The high partials of a gong come late: they swell for a tenth of a second.
    return (t) => plate(t) * (0.55 + 0.45 * Math.min(1, t / 0.12));
  },
  camera: (_s, random) =>
    clicks(random, [
      [0, 2600, 0.8],
      [0.02, 5200, 1],
      [0.14, 3000, 0.7],
      [0.165, 1700, 0.5],
    ]),
  typewriter: (seconds, random) => {
    const strokes: [number, number, number][] = [];
    for (let at = 0; at < seconds - 0.08; at += 0.09 + 0.07 * random.next())
      strokes.push([at, 1800 + 1800 * random.next(), 0.6 + 0.4 * random.next()]);
    return clicks(random, strokes);
  },
  'drum-roll': (_s, random) => {
    const [skin, rattle] = [tone(), band()];
    return (t, done) => {
      const stroke = ring(t % 0.043, 0.09);
      const level = t < 2.25 ? 0.25 + (0.5 * t) / 2.25 : 1.3 * ring(t - 2.25, 0.35);
      const hit = t < 2.25 ? stroke : 1;
      return (rattle(noise(random), 2400, 0.9) + 0.35 * skin(185)) * hit * level * (done < 1 ? 1 : 0);
    };
  },
  cash: (_s, random) => {
    const drawer = clicks(random, [
      [0, 1500, 1],
      [0.05, 2200, 0.7],
      [0.09, 1200, 0.8],
    ]);
    const bells = struck(2480, [
      [1, 1, 0.8],
      [1.5, 0.6, 0.6],
      [2.7, 0.3, 0.4],
    ]);
    return (t, done) => (drawer(t, done) as number) * 1.5 + (t < 0.12 ? 0 : bells(t - 0.12));
  },
  'air-horn': () => {
    const reeds = [1, 1.26, 1.5, 2.01].map((ratio) => ({ ratio, one: tone(sawtooth) }));
    return (t, done) => {
      const hz = 311 * (1 - 0.05 * Math.exp(-t * 25));
      const sum = reeds.reduce((all, { ratio, one }) => all + one(hz * ratio), 0);
      return Math.tanh(sum) * Math.min(1, t / 0.02, ((1 - done) * 1.3) / 0.06);
    };
  },
  applause: (seconds, random) => {
    const claps = Array.from({ length: 520 }, () => ({
      at: random.next() * seconds,
      hz: 900 + 1500 * random.next(),
      pan: random.next() - 0.5,
    })).toSorted((a, b) => a.at - b.at);
    const hands = Array.from({ length: 12 }, () => ({ filter: band(), at: -1, hz: 1200, pan: 0 }));
    let next = 0;
    return (t, done) => {
      for (let clap = claps[next]; clap !== undefined && clap.at <= t; clap = claps[++next])
        Object.assign(hands[next % hands.length] as object, clap);
      let [left, right] = [0, 0];
      for (const { filter, at, hz, pan } of hands) {
        const value = filter(noise(random), hz, 0.6) * (at < 0 ? 0 : ring(t - at, 0.06));
        left += value * (0.5 - pan);
        right += value * (0.5 + pan);
      }
      const level = Math.min(1, t / 0.3) * Math.min(1, (1 - done) / 0.4);
      return [left * level, right * level];
    };
  },
  heartbeat: () => {
    const low = tone();
    return (t) => {
      const beats = [0, 0.24, 0.9, 1.14].map((at, i) => ring(t - at, 0.22) * (i % 2 === 0 ? 1 : 0.7));
      return low(52) * beats.reduce((a, b) => a + b, 0);
    };
  },
  glitch: (_s, random) => {
    let [left, level, hz] = [0, 0, 400];
    const square = tone((phase) => (phase < Math.PI ? 1 : -1));
    return () => {
      if (left-- <= 0) {
        left = 300 + 1800 * random.next();
        level = random.chance(0.7) ? 0.4 + 0.6 * random.next() : 0;
        hz = glide(120, 5000, random.next());
      }
      return clamp(square(hz) + 0.4 * noise(random)) * level;
    };
  },
};
