import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from '../../base/random.ts';
import { alpha, type Brush, type Draw, glow, ground, mixed, once, wander } from './painting-brush.ts';

/** Paintings of things. What is drawn keeps to the edges: the middle belongs to the words. */
export const MOTIFS = {
  /** Areas that meet along slanting lines, which breathe: at the right of words, or in two corners around them. */
  split: (brush: Brush): Draw => {
    const { context, width, height, colors, random, isAside } = brush;
    const phase = random.next();
    const isUpright = height > width;
    const back = once(brush, (still) => {
      ground(still);
    });
    const area = (...points: readonly (readonly [number, number])[]): void => {
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x * width, y * height);
      context.closePath();
      context.fill();
    };
    const edge = (share: number, drift: number): void => {
      if (isUpright) area([0, share + 0.1 + drift], [1, share - 0.02 - drift], [1, 1], [0, 1]);
      else if (isAside) area([share + 0.06 + drift, 0], [share - 0.06 - drift, 1], [1, 1], [1, 0]);
      else {
        // Two corners across from each other.
        const reach = (1 - share) * 1.5;
        area([1 - reach - drift, 0], [1, 0], [1, reach * 1.5 + drift]);
        area([reach + drift, 1], [0, 1], [0, 1 - reach * 1.5 - drift]);
      }
    };
    return (at) => {
      back();
      const drift = 0.012 * wander(at, 9, phase);
      context.fillStyle = alpha(colors[2], 0.16);
      edge(isUpright ? 0.78 : 0.76, drift);
      context.fillStyle = colors[2];
      edge(isUpright ? 0.85 : 0.84, drift);
      context.fillStyle = colors[3];
      edge(0.94, drift);
    };
  },

  /** Twigs that reach into the picture from two corners and sway a little. */
  leaves: (brush: Brush): Draw => {
    const { context, width, height, short, colors, random, isAside } = brush;
    const size = (height > width ? 0.42 : 0.5) * short;
    const twigs = [
      ...(isAside
        ? [
            { x: 1.02, y: 1.03, turn: -2.16, size, lean: -0.5 },
            { x: 0.92, y: 1.05, turn: -1.84, size: size * 0.7, lean: 0.4 },
          ]
        : [
            { x: -0.02, y: 1.03, turn: -0.98, size, lean: 0.5 },
            { x: 0.1, y: 1.05, turn: -1.3, size: size * 0.7, lean: -0.4 },
          ]),
      { x: 1.02, y: -0.03, turn: 2.16, size, lean: 0.5 },
      { x: 0.9, y: -0.05, turn: 1.84, size: size * 0.7, lean: -0.4 },
    ].map((twig, i) => ({ ...twig, phase: random.next(), color: i % 2 === 0 ? colors[2] : colors[3] }));
    const back = once(brush, (still) => {
      ground(still);
      glow(still, mixed(colors[1], '#ffffff', 0.35), {
        x: width * 0.5,
        y: height * 0.45,
        r: Math.hypot(width, height) * 0.42,
        strength: 0.22,
      });
    });
    return (at) => {
      back();
      for (const { x, y, turn, size, lean, phase, color } of twigs) {
        context.save();
        context.translate(x * width, y * height);
        context.rotate(turn + 0.025 * wander(at, 7, phase));
        twig(context, { length: size, lean, color, sway: 0.05 * wander(at, 5, phase + 0.2) });
        context.restore();
      }
    };
  },

  /** A sun and ranges of mountains, the nearer the darker; they pass by at different speeds, to and fro. */
  peaks: (brush: Brush): Draw => {
    const { context, width, height, short, colors, random } = brush;
    const isUpright = height > width;
    const ranges = [0, 1, 2].map((k) => ({
      level: (isUpright ? 0.82 : 0.8) + k * 0.075,
      color: mixed(mixed(colors[1], colors[2], 0.36 - k * 0.1), colors[0], k * 0.34),
      sway: 0.012 + k * 0.012,
      ridge: ridge(random, (isUpright ? 0.13 : 0.24) - k * 0.045, isUpright ? 2.6 : 1.1),
    }));
    const back = once(brush, (still) => {
      ground(still);
      const [x, y] = [width * 0.82, height * (isUpright ? 0.1 : 0.2)];
      glow(still, colors[2], { x, y, r: short * 0.7, strength: 0.45 });
      still.context.fillStyle = mixed(colors[2], '#ffffff', 0.35);
      still.context.beginPath();
      still.context.arc(x, y, short * 0.075, 0, 2 * Math.PI);
      still.context.fill();
    });
    return (at) => {
      back();
      for (const [k, { level, color, sway, ridge: points }] of ranges.entries()) {
        const moved = sway * wander(at, 26 - k * 4, 0.1 * k);
        context.fillStyle = color;
        context.beginPath();
        context.moveTo(-width, height);
        for (const [x, rise] of points) context.lineTo((x + moved) * width, (level - rise) * height);
        context.lineTo(width * 2, height);
        context.fill();
      }
    };
  },

  /** Balloons at both sides that rise a little and sink again, and paper in the air between. */
  balloons: (brush: Brush): Draw => {
    const { context, width, height, short, colors, random, isAside } = brush;
    const places = [
      [0.065, 0.27, 0.095],
      [0.115, 0.53, 0.06],
      [0.04, 0.72, 0.08],
      [0.935, 0.22, 0.085],
      [0.885, 0.49, 0.06],
      [0.955, 0.68, 0.095],
    ] as const;
    const isUpright = height > width;
    // Beside words those of the left go to the right, where there is room: between the others.
    const aside = places.map(([x, y, r]) =>
      x < 0.5 ? ([0.97 - x * 1.4, y + 0.12, r * 0.85] as const) : ([x, y, r] as const),
    );
    const balloons = (isAside && !isUpright ? aside : places).map(([x, y, r], i) => ({
      x: isUpright ? (x < 0.5 ? x - 0.01 : x + 0.01) : x,
      // On an upright picture the words stand in the middle of its height.
      y: isUpright ? (y < 0.4 ? y * 0.42 : 0.5 + y * 0.5) : y,
      r: r * short * (isUpright ? 0.95 : 1),
      color:
        [colors[2], colors[3], mixed(colors[2], '#ffffff', 0.45), mixed(colors[3], colors[2], 0.5)][i % 4] ?? colors[2],
      phase: random.next(),
    }));
    const bits = Array.from({ length: 40 }, (_, i) => ({
      x: random.next(),
      y: random.next(),
      size: random.between(0.004, 0.009) * short,
      color: i % 2 === 0 ? colors[2] : colors[3],
    }));
    const back = once(brush, (still) => {
      ground(still);
      const r = Math.hypot(width, height) * 0.5;
      glow(still, mixed(colors[1], '#ffffff', 0.25), { x: width / 2, y: height * 0.45, r, strength: 0.4 });
      for (const { x, y, size, color } of bits) {
        still.context.fillStyle = alpha(color, 0.5);
        still.context.beginPath();
        still.context.arc(x * width, y * height, size, 0, 2 * Math.PI);
        still.context.fill();
      }
    });
    return (at) => {
      back();
      for (const { x, y, r, color, phase } of balloons) {
        const left = (x + 0.006 * wander(at, 6, phase)) * width;
        const top = (y + 0.018 * wander(at, 5, phase + 0.4)) * height;
        balloon(context, { left, top, r, color, lean: 0.06 * wander(at, 6, phase) });
      }
    };
  },

  /** Fine lines to the horizon, as drawings of machines have them, and a light that travels along. */
  grid: (brush: Brush): Draw => {
    const { context, width, height, short, colors, random } = brush;
    const horizon = height * (height > width ? 0.84 : 0.82);
    const phase = random.next();
    const back = once(brush, (still) => {
      ground(still);
      glow(still, colors[2], { x: width * 0.5, y: horizon, r: width * 0.6, strength: 0.3 });
      glow(still, colors[3], { x: width * 0.9, y: height * 0.05, r: short * 0.6, strength: 0.2 });
    });
    return (at) => {
      back();
      context.lineWidth = Math.max(1, short * 0.002);
      context.strokeStyle = alpha(colors[2], 0.42);
      context.beginPath();
      for (let k = -14; k <= 14; k++) {
        context.moveTo(width / 2 + k * width * 0.035, horizon);
        context.lineTo(width / 2 + k * width * 0.2, height);
      }
      const moved = (at * 0.22) % 1;
      for (let k = 0; k < 9; k++) {
        const y = horizon + (height - horizon) * ((k + moved) / 9) ** 2;
        context.moveTo(0, y);
        context.lineTo(width, y);
      }
      context.stroke();
      context.fillStyle = alpha(colors[2], 0.75);
      context.fillRect(0, horizon - short * 0.002, width, short * 0.004);
      const light = (0.5 + 0.5 * wander(at, 6, phase)) * width;
      glow(brush, mixed(colors[2], '#ffffff', 0.5), { x: light, y: horizon, r: short * 0.16, strength: 0.7 });
    };
  },

  /** Rings around a corner that turn against each other. */
  arcs: (brush: Brush): Draw => {
    const { context, width, height, short, colors, random, isAside } = brush;
    const phase = random.next();
    const rings = [0.2, 0.29, 0.375, 0.45].map((r, i) => ({
      r: r * short * 0.86,
      from: random.between(0, 6),
      span: [4.2, 2.6, 3.4, 1.6][i] ?? 3,
      color: i % 2 === 0 ? colors[2] : colors[3],
      wide: [0.045, 0.012, 0.028, 0.008][i] ?? 0.02,
      way: i % 2 === 0 ? 1 : -1,
    }));
    const back = once(brush, (still) => {
      ground(still);
      glow(still, colors[2], { x: width, y: height, r: short * 0.7, strength: 0.22 });
    });
    return (at) => {
      back();
      context.lineCap = 'round';
      for (const { r, from, span, color, wide, way } of rings) {
        context.strokeStyle = alpha(color, 0.9);
        context.lineWidth = wide * short;
        for (const [x, y] of [
          [width * 1.01, height * 1.01],
          [isAside ? width * 1.03 : -width * 0.03, -height * 0.04],
        ] as const) {
          // The far corner has smaller ones: it is an echo.
          const size = y > 0 ? r : r * 0.6;
          const turn = from + way * (at * 0.11 + phase);
          context.beginPath();
          context.arc(x, y, size, turn, turn + span);
          context.stroke();
        }
      }
    };
  },
} as const;

/** The line of a range of mountains: summits of different height and width, each with a shoulder. */
function ridge(random: Random, rise: number, width: number): (readonly [x: number, rise: number])[] {
  const points: (readonly [number, number])[] = [];
  for (let x = -0.3; x < 1.3; ) {
    const wide = random.between(0.1, 0.22) * width;
    const tall = rise * random.between(0.45, 1);
    points.push([x, rise * random.between(0, 0.25)], [x + wide * 0.3, tall * random.between(0.5, 0.7)]);
    points.push([x + wide * 0.48, tall], [x + wide * 0.68, tall * random.between(0.45, 0.65)]);
    x += wide;
  }
  return points;
}

/** A stem with leaves on both sides, from where one stands to the right. */
function twig(
  context: SKRSContext2D,
  { length, lean, color, sway }: { length: number; lean: number; color: string; sway: number },
): void {
  const count = 9;
  const at = (t: number): [number, number] => [t * length, lean * 0.22 * length * t * t + sway * length * t];
  context.strokeStyle = alpha(color, 0.85);
  context.lineWidth = Math.max(1, length * 0.009);
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(0, 0);
  for (let k = 1; k <= 16; k++) context.lineTo(...at(k / 16));
  context.stroke();
  for (let k = 2; k <= count; k++) {
    const t = k / count;
    const [x, y] = at(t);
    const slope = Math.atan2(lean * 0.44 * t + sway, 1);
    const size = length * 0.17 * (1.05 - 0.5 * t);
    for (const side of k === count ? [0] : [-1, 1]) {
      context.save();
      context.translate(x, y);
      context.rotate(slope + side * (0.85 - 0.2 * t));
      context.fillStyle = alpha(color, side > 0 ? 0.55 : 0.8);
      context.beginPath();
      context.moveTo(0, 0);
      context.quadraticCurveTo(size * 0.5, -size * 0.3, size, 0);
      context.quadraticCurveTo(size * 0.5, size * 0.3, 0, 0);
      context.fill();
      context.restore();
    }
  }
}

type Balloon = { left: number; top: number; r: number; color: string; lean: number };

function balloon(context: SKRSContext2D, { left, top, r, color, lean }: Balloon): void {
  context.save();
  context.translate(left, top);
  context.rotate(lean);
  context.strokeStyle = alpha('#ffffff', 0.5);
  context.lineWidth = Math.max(1, r * 0.02);
  context.beginPath();
  context.moveTo(0, r * 1.2);
  context.bezierCurveTo(r * 0.3, r * 1.8, -r * 0.3, r * 2.2, r * 0.1, r * 3);
  context.stroke();
  const fill = context.createRadialGradient(-r * 0.35, -r * 0.45, r * 0.1, 0, 0, r * 1.25);
  fill.addColorStop(0, mixed(color, '#ffffff', 0.55));
  fill.addColorStop(0.45, color);
  fill.addColorStop(1, mixed(color, '#000000', 0.28));
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(0, 0, r, r * 1.18, 0, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.moveTo(-r * 0.1, r * 1.28);
  context.lineTo(0, r * 1.14);
  context.lineTo(r * 0.1, r * 1.28);
  context.fill();
  context.restore();
}
