import type { Canvas } from '@napi-rs/canvas';
import { type Design, disc, lifeOf, mixed, put, SOFT, type Stage, shadesOf } from './stage.ts';

const INKS = ['#ff4d6d', '#ffd166', '#4cc9f0', '#b388ff', '#7cf29c', '#ff9e4f'];

/** Seconds that one takes to climb, and that its sparks live. */
const CLIMB = 0.55;
const LIFE = 1.9;
const SPARKS = 120;
/** How long a spark's tail is, in seconds. */
const TAIL = 0.07;

type Shell = {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly ink: Canvas;
  readonly core: Canvas;
  readonly turn: number;
};

/** Rockets that climb and burst into spheres of sparks, which slow down, fall and go out. */
export const fireworks: Design = (stage) => {
  const { context, color } = stage;
  const inks = (color === null ? INKS : shadesOf(color)).map((ink) => ({
    ink: disc(48, ink, SOFT),
    core: disc(32, mixed(ink, '#ffffff', 0.55), SOFT),
  }));
  const flash = disc(128, '#fff2d0', SOFT);
  const pause = 0.5 / Math.max(0.2, stage.amount);
  const shellOf = (n: number): Shell => {
    const random = lifeOf(stage, 'shell', n, 0);
    const look = random.pick(inks);
    return {
      at: n * pause + random.between(0, pause * 0.6) - 0.2,
      x: random.between(0.12, 0.88),
      y: random.between(0.14, 0.46),
      reach: random.between(0.26, 0.44) * stage.short,
      turn: random.next() * Math.PI,
      ...look,
    };
  };
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    const first = Math.max(0, Math.floor((at - LIFE - CLIMB) / pause) - 1);
    for (let n = first; n <= Math.ceil((at + CLIMB) / pause); n++) {
      const shell = shellOf(n);
      const age = at - shell.at;
      if (age >= -CLIMB && age < 0) climb(stage, shell, age);
      if (age >= 0 && age < LIFE) burst(stage, shell, age, flash);
    }
    context.globalCompositeOperation = 'source-over';
  };
};

function climb({ context, width, height, short }: Stage, { x, y, core }: Shell, age: number): void {
  const way = 1 - (-age / CLIMB) ** 1.6;
  for (let k = 0; k < 9; k++) {
    const back = Math.max(0, way - k * 0.016);
    const top = (1.02 + (y - 1.02) * back) * height;
    const left = (x + 0.012 * (1 - back)) * width;
    put(context, core, { x: left, y: top, width: short * (0.011 - k * 0.0009), alpha: 0.85 - k * 0.09 });
  }
}

function burst(stage: Stage, shell: Shell, age: number, flash: Canvas): void {
  const { context, width, height, short } = stage;
  const [x, y] = [shell.x * width, shell.y * height];
  if (age < 0.16) put(context, flash, { x, y, width: shell.reach * 2.2, alpha: 0.85 * (1 - age / 0.16) });
  const fading = (1 - age / LIFE) ** 1.4;
  for (let i = 0; i < SPARKS; i++) {
    // Even over a sphere, by the golden angle.
    const up = 1 - (2 * (i + 0.5)) / SPARKS;
    const round = i * 2.399963 + shell.turn;
    const flat = Math.sqrt(1 - up * up);
    const uneven = 0.86 + 0.14 * Math.sin(i * 12.9898 + shell.turn * 7);
    const way = { x: flat * Math.cos(round) * uneven, y: (up * 0.96 + 0.04 * flat) * uneven };
    const head = sparkAt(way, shell.reach, age, height);
    const tail = sparkAt(way, shell.reach, Math.max(0, age - TAIL - 0.05 * age), height);
    const [dx, dy] = [head.x - tail.x, head.y - tail.y];
    const length = Math.hypot(dx, dy);
    const twinkle = age > 0.8 ? 0.6 + 0.4 * Math.sin(age * 46 + i * 1.7) : 1;
    const middle = { x: x + (head.x + tail.x) / 2, y: y + (head.y + tail.y) / 2 };
    const thick = short * 0.014 * (0.55 + 0.45 * fading);
    const alpha = fading * twinkle;
    put(context, shell.ink, {
      ...middle,
      width: thick,
      height: length + thick,
      turn: Math.atan2(dy, dx) - Math.PI / 2 || 1e-9,
      alpha,
    });
    put(context, shell.core, { x: x + head.x, y: y + head.y, width: thick * 0.5, alpha });
  }
}

/** Air slows a spark down; it falls the longer it lives. */
function sparkAt(way: { x: number; y: number }, reach: number, age: number, height: number): { x: number; y: number } {
  const out = reach * (1 - Math.exp(-3.2 * age));
  return { x: way.x * out, y: way.y * out + 0.055 * height * age * age };
}
