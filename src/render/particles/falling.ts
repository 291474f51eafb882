import type { SKRSContext2D } from '@napi-rs/canvas';
import {
  along,
  BLURRED,
  CRISP,
  type Design,
  disc,
  many,
  put,
  SOFT,
  shadesOf,
  sprite,
  swing,
  withAlpha,
} from './stage.ts';

/** What falls: snow, rain, confetti, petals and leaves. Speeds are shares of the height per second. */

/** Fine flakes far away, some in focus, a few large and blurred before the lens. */
export const snow: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const white = color ?? '#ffffff';
  const looks = {
    far: disc(16, white, SOFT),
    middle: disc(32, white, CRISP),
    near: disc(96, white, BLURRED),
  };
  const flakes = many(stage, 'snow', 420, (random) => {
    const depth = random.next() ** 1.6;
    const look = depth > 0.82 ? ('near' as const) : depth > 0.3 ? ('middle' as const) : ('far' as const);
    return {
      look,
      x: random.next(),
      y: random.next(),
      size: (look === 'near' ? random.between(0.02, 0.042) : 0.004 + 0.012 * depth) * short,
      speed: 0.06 + 0.22 * depth + random.between(0, 0.03),
      wind: 0.012 + 0.03 * depth,
      sway: random.between(0.006, 0.02) * (0.4 + depth),
      period: random.between(2.2, 5),
      phase: random.next(),
      alpha: look === 'near' ? random.between(0.22, 0.42) : random.between(0.55, 0.95),
    };
  });
  return (at) => {
    for (const { look, x, y, size, speed, wind, sway, period, phase, alpha } of flakes) {
      const left = along(x, wind * at, 0.05) + sway * swing(at, period, phase);
      const top = along(y, speed * at, 0.05);
      put(context, looks[look], { x: left * width, y: top * height, width: size, alpha });
    }
  };
};

/** How much of a second the shutter is open: fast drops are streaks. */
const SHUTTER = 1 / 28;
/** How far rain leans, in radians. */
const LEAN = 0.13;

export const rain: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const streak = sprite(64, (on, px) => {
    const fill = on.createLinearGradient(0, 0, 0, px);
    const ink = color ?? '#dfeaf5';
    fill.addColorStop(0, withAlpha(ink, 0));
    fill.addColorStop(0.6, withAlpha(ink, 0.7));
    fill.addColorStop(1, withAlpha(ink, 1));
    on.fillStyle = fill;
    on.fillRect(px * 0.3, 0, px * 0.4, px);
  });
  const ring = sprite(64, (on, px) => {
    on.strokeStyle = color ?? '#eef4fa';
    on.lineWidth = px * 0.07;
    on.beginPath();
    on.ellipse(px / 2, px / 2, px * 0.44, px * 0.15, 0, 0, 2 * Math.PI);
    on.stroke();
  });
  const drops = many(stage, 'rain', 420, (random) => {
    const depth = random.next() ** 1.4;
    return {
      x: random.next(),
      y: random.next(),
      speed: 1.15 + 1.15 * depth,
      width: (0.0032 + 0.0058 * depth) * short,
      alpha: 0.24 + 0.46 * depth,
    };
  });
  const splashes = many(stage, 'splash', 26, (random) => ({
    x: random.next(),
    y: random.between(0.86, 0.995),
    period: random.between(0.5, 0.9),
    phase: random.next(),
    size: random.between(0.02, 0.045) * short,
  }));
  return (at) => {
    for (const { x, y, speed, width: wide, alpha } of drops) {
      const length = speed * SHUTTER * height;
      const top = along(y, speed * at, 0.08) * height;
      const left = along(x, (-Math.tan(LEAN) * speed * at * height) / width, 0.05) * width;
      put(context, streak, { x: left, y: top, width: wide, height: length, turn: LEAN, alpha });
    }
    for (const { x, y, period, phase, size } of splashes) {
      const lives = at / period + phase;
      const age = lives % 1;
      // Each drop strikes somewhere else.
      const left = along(x, 0.381966 * Math.floor(lives), 0);
      put(context, ring, { x: left * width, y: y * height, width: size * (0.3 + age), alpha: 0.5 * (1 - age) ** 2 });
    }
  };
};

const PARTY = ['#ff3b5c', '#ffc400', '#22c55e', '#2f9bff', '#b14bff', '#ff7a1a', '#ffffff'];

export const confetti: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const inks = color === null ? PARTY : shadesOf(color);
  const bits = many(stage, 'confetti', 130, (random) => {
    const depth = random.next();
    return {
      ink: random.pick(inks),
      shape: random.pick(['paper', 'paper', 'ribbon', 'dot'] as const),
      x: random.next(),
      y: random.next(),
      size: (0.011 + 0.017 * depth) * short,
      speed: 0.22 + 0.22 * depth + random.between(0, 0.06),
      sway: random.between(0.01, 0.035),
      period: random.between(1.2, 2.6),
      phase: random.next(),
      turn: random.between(-0.9, 0.9),
      flip: random.between(0.45, 1.1),
    };
  });
  return (at) => {
    for (const { ink, shape, x, y, size, speed, sway, period, phase, turn, flip } of bits) {
      const left = (along(x, 0, 0.03) + sway * swing(at, period, phase)) * width;
      const top = along(y, speed * at, 0.06) * height;
      // Paper that turns over in the air: its other side is darker.
      const face = swing(at, flip, phase);
      context.save();
      context.translate(left, top);
      context.rotate((turn * at + phase) * 2 * Math.PI);
      context.scale(1, Math.max(0.12, Math.abs(face)));
      context.globalAlpha = 0.97;
      context.fillStyle = ink;
      bit(context, shape, size);
      if (face < 0) {
        context.globalAlpha = 0.22;
        context.fillStyle = '#000000';
        bit(context, shape, size);
      }
      context.restore();
    }
  };
};

function bit(context: SKRSContext2D, shape: 'paper' | 'ribbon' | 'dot', size: number): void {
  context.beginPath();
  if (shape === 'dot') context.arc(0, 0, size * 0.5, 0, 2 * Math.PI);
  else if (shape === 'paper') context.rect(-size * 0.42, -size * 0.62, size * 0.84, size * 1.24);
  else {
    // A curl of ribbon.
    context.moveTo(-size * 1.1, -size * 0.1);
    context.bezierCurveTo(-size * 0.4, -size * 0.9, size * 0.4, size * 0.7, size * 1.1, -size * 0.1);
    context.lineTo(size * 1.1, size * 0.22);
    context.bezierCurveTo(size * 0.4, size * 1.02, -size * 0.4, -size * 0.58, -size * 1.1, size * 0.22);
    context.closePath();
  }
  context.fill();
}

/** Light things that tumble down and sway. */
type Tumbling = {
  readonly name: string;
  readonly usual: number;
  readonly sizes: readonly [number, number];
  readonly inks: readonly string[];
  readonly paint: (context: SKRSContext2D, px: number, ink: string) => void;
};

const tumbling =
  ({ name, usual, sizes, inks: own, paint }: Tumbling): Design =>
  (stage) => {
    const { context, width, height, short, color } = stage;
    const inks = color === null ? own : shadesOf(color);
    const looks = inks.map((ink) => sprite(96, (on, px) => paint(on, px, ink)));
    const near = inks.map((ink) => disc(96, ink, BLURRED));
    const things = many(stage, name, usual, (random) => {
      const depth = random.next();
      const isNear = depth > 0.94;
      return {
        picture: random.pick(isNear ? near : looks),
        isNear,
        x: random.next(),
        y: random.next(),
        size: (isNear ? sizes[1] * 1.25 : sizes[0] + (sizes[1] - sizes[0]) * depth) * short,
        speed: 0.07 + 0.1 * depth,
        wind: random.between(0.02, 0.06),
        sway: random.between(0.015, 0.045),
        period: random.between(2.5, 5),
        phase: random.next(),
        turn: random.between(-0.22, 0.22),
        flip: random.between(1.6, 3.4),
      };
    });
    return (at) => {
      for (const { picture, isNear, x, y, size, speed, wind, sway, period, phase, turn, flip } of things) {
        const rocking = swing(at, period, phase);
        const left = (along(x, wind * at, 0.08) + sway * rocking) * width;
        const top = along(y, speed * at, 0.08) * height + Math.abs(rocking) * size * 0.4;
        const flat = isNear ? 1 : 0.35 + 0.65 * Math.abs(swing(at, flip, phase));
        const angle = (turn * at + phase) * 2 * Math.PI + rocking * 0.6;
        const alpha = isNear ? 0.3 : 0.95;
        put(context, picture, { x: left, y: top, width: size, height: size * flat, turn: angle, alpha });
      }
    };
  };

export const petals = tumbling({
  name: 'petals',
  usual: 60,
  sizes: [0.02, 0.05],
  inks: ['#ffc4d6', '#ffb0c8', '#ffdbe6', '#f993b4'],
  paint: (context, px, ink) => {
    const fill = context.createLinearGradient(0, 0, 0, px);
    fill.addColorStop(0, '#fff4f7');
    fill.addColorStop(0.45, ink);
    fill.addColorStop(1, ink);
    context.fillStyle = fill;
    // A petal of a cherry: round, with a notch at its top.
    context.beginPath();
    context.moveTo(px * 0.5, px * 0.96);
    context.bezierCurveTo(px * 0.05, px * 0.72, px * 0.08, px * 0.14, px * 0.4, px * 0.06);
    context.lineTo(px * 0.5, px * 0.17);
    context.lineTo(px * 0.6, px * 0.06);
    context.bezierCurveTo(px * 0.92, px * 0.14, px * 0.95, px * 0.72, px * 0.5, px * 0.96);
    context.fill();
  },
});

export const leaves = tumbling({
  name: 'leaves',
  usual: 36,
  sizes: [0.034, 0.085],
  inks: ['#d9581c', '#e8a317', '#b8391a', '#8a5a1c', '#c7761f'],
  paint: (context, px, ink) => {
    context.fillStyle = ink;
    context.beginPath();
    context.moveTo(px * 0.5, px * 0.02);
    context.bezierCurveTo(px * 0.92, px * 0.28, px * 0.86, px * 0.7, px * 0.5, px * 0.86);
    context.bezierCurveTo(px * 0.14, px * 0.7, px * 0.08, px * 0.28, px * 0.5, px * 0.02);
    context.fill();
    context.strokeStyle = 'rgba(60,25,5,0.45)';
    context.lineWidth = px * 0.025;
    context.beginPath();
    context.moveTo(px * 0.5, px * 0.1);
    context.lineTo(px * 0.5, px * 0.99);
    for (const [y, to] of [
      [0.36, 0.22],
      [0.52, 0.36],
      [0.68, 0.54],
    ] as const) {
      context.moveTo(px * 0.5, px * y);
      context.lineTo(px * 0.72, px * to);
      context.moveTo(px * 0.5, px * y);
      context.lineTo(px * 0.28, px * to);
    }
    context.stroke();
  },
});
