import { type Canvas, createCanvas, ImageData, type SKRSContext2D } from '@napi-rs/canvas';
import { Random } from '../../base/random.ts';
import type { Painting, PaintingName } from '../../draft/painting.ts';

type Size = { readonly width: number; readonly height: number };

/** What one design draws with: `short` is the canvas's shorter side in px, `at` the time in seconds. */
type Brush = Size & {
  readonly context: SKRSContext2D;
  readonly short: number;
  /** Four colours, whatever the painting says: what is missing is mixed of what is there. */
  readonly colors: readonly [string, string, string, string];
  readonly random: Random;
};

/** Draws a picture for a moment. */
type Draw = (at: number) => void;

/**
 * Paints a painting: straight RGBA for any moment, in seconds. A pure function of the painting, the size and the time,
 * so that chunks meet without a seam. Runs native code: only in the renderer's child processes.
 */
export function paintingPainter(painting: Painting, { width, height }: Size): (seconds: number) => Uint8Array {
  const stage = createCanvas(width, height);
  const context = stage.getContext('2d');
  const soft = SOFT.has(painting.design) ? softCanvas({ width, height }) : null;
  const on = soft ?? stage;
  const draw = DESIGNS[painting.design]({
    context: on.getContext('2d'),
    width: on.width,
    height: on.height,
    short: Math.min(on.width, on.height),
    colors: fourOf(painting.colors),
    random: new Random(painting.seed, painting.design),
  });
  return (seconds) => {
    draw(seconds);
    if (soft !== null) {
      // An enlarged picture ends softly: what was painted before must not shine through its edge.
      context.fillStyle = painting.colors[0] ?? '#000000';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      context.drawImage(soft, 0, 0, width, height);
      withGrain(context, { width, height }, FAINT);
    }
    // Everything is covered: premultiplied bytes, which cost no conversion, are the straight ones.
    const data = stage.data();
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  };
}

/** Designs without an edge in them: painted small and enlarged they look the same and take a tenth of the time. */
const SOFT: ReadonlySet<PaintingName> = new Set(['flow', 'gradient']);
const SMALL = 4;

const softCanvas = ({ width, height }: Size): Canvas =>
  createCanvas(Math.max(8, Math.round(width / SMALL)), Math.max(8, Math.round(height / SMALL)));

const GRAIN = 256;
/** How dark or light a grain gets, 0–1: enough to hide the bands of 8 bits, and what paper has. */
const FAINT = 0.03;
const PAPER = 0.09;

/** Black and white noise, fainter and stronger grains mixed, to be laid over a picture. */
function grainTile(strength: number): Canvas {
  const tile = createCanvas(GRAIN, GRAIN);
  const random = new Random(7, 'grain');
  const data = new Uint8ClampedArray(GRAIN * GRAIN * 4);
  for (let at = 0; at < data.length; at += 4) {
    const grain = random.around();
    data.fill(grain < 0 ? 0 : 255, at, at + 3);
    data[at + 3] = Math.abs(grain) * 255 * strength;
  }
  tile.getContext('2d').putImageData(new ImageData(data, GRAIN, GRAIN), 0, 0);
  return tile;
}

const tiles = new Map<number, Canvas>();

function withGrain(context: SKRSContext2D, { width, height }: Size, strength: number): void {
  const tile = tiles.get(strength) ?? grainTile(strength);
  tiles.set(strength, tile);
  const pattern = context.createPattern(tile, 'repeat');
  if (pattern === null) throw new Error('no pattern of a tile');
  context.fillStyle = pattern;
  context.fillRect(0, 0, width, height);
}

/** What stands still behind what moves: drawn once, with its grain, and copied from then on. */
function once(brush: Brush, draw: (brush: Brush) => void): () => void {
  const kept = createCanvas(brush.width, brush.height);
  draw({ ...brush, context: kept.getContext('2d') });
  withGrain(kept.getContext('2d'), brush, FAINT);
  return () => {
    brush.context.drawImage(kept, 0, 0);
  };
}

const rgb = (color: string): [number, number, number] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number, number];

/** A colour between two; `share` 0 is the first. */
function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  return `#${a
    .map((v, i) =>
      Math.round(v + ((b[i] ?? v) - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

const alpha = (color: string, a: number): string => `rgba(${rgb(color).join(',')},${a})`;

function fourOf(colors: readonly string[]): Brush['colors'] {
  const [a = '#101418', b = a, c = mixed(a, b, 0.5), d = mixed(b, c, 0.5)] = colors;
  return [a, b, c, d];
}

/** The ground of most designs: from one colour into another, from a corner to the one across. */
function ground({ context, width, height, colors }: Brush, isTurned = false): void {
  const fill = context.createLinearGradient(isTurned ? width : 0, 0, isTurned ? 0 : width, height);
  fill.addColorStop(0, colors[0]);
  fill.addColorStop(1, colors[1]);
  context.fillStyle = fill;
  context.fillRect(0, 0, width, height);
}

/** A round light that fades to nothing at its edge. */
function glow({ context }: Brush, color: string, at: { x: number; y: number; r: number; strength: number }): void {
  const { x, y, r, strength } = at;
  const fill = context.createRadialGradient(x, y, 0, x, y, r);
  fill.addColorStop(0, alpha(color, strength));
  fill.addColorStop(0.5, alpha(color, strength * 0.45));
  fill.addColorStop(1, alpha(color, 0));
  context.fillStyle = fill;
  context.fillRect(x - r, y - r, 2 * r, 2 * r);
}

/** Where something that wanders without an end is: a round of `period` s about a middle. */
const wander = (at: number, period: number, phase: number): number => Math.sin((at / period + phase) * 2 * Math.PI);

const remainder = (value: number, of: number): number => ((value % of) + of) % of;

const DESIGNS: Readonly<Record<PaintingName, (brush: Brush) => Draw>> = {
  plain: ({ context, width, height, colors }) => {
    return () => {
      context.fillStyle = colors[0];
      context.fillRect(0, 0, width, height);
    };
  },

  gradient: (brush) => {
    const { width, height, random, colors } = brush;
    const isTurned = random.chance(0.5);
    const x = (isTurned ? 0.2 : 0.8) * width;
    return () => {
      ground(brush, isTurned);
      glow(brush, colors[2], { x, y: 0.12 * height, r: Math.hypot(width, height) * 0.55, strength: 0.35 });
    };
  },

  flow: (brush) => {
    const { width, height, random, colors } = brush;
    const far = Math.hypot(width, height);
    const blobs = [colors[2], colors[1], colors[3], colors[1], colors[0]].map((color, i) => ({
      color,
      x: random.between(0.1, 0.9),
      y: random.between(0.1, 0.9),
      r: random.between(0.3, 0.48) * far,
      phase: random.next(),
      period: random.between(11, 19),
      strength: i === 4 ? 0.75 : 0.6,
    }));
    return (at) => {
      ground(brush);
      for (const { color, x, y, r, phase, period, strength } of blobs) {
        const left = (x + 0.2 * wander(at, period, phase)) * width;
        const top = (y + 0.2 * wander(at, period * 1.3, phase + 0.25)) * height;
        glow(brush, color, { x: left, y: top, r, strength });
      }
    };
  },

  bokeh: (brush) => {
    const { context, width, height, short, random, colors } = brush;
    const lights = Array.from({ length: 30 }, (_, i) => ({
      color: i % 3 === 0 ? colors[3] : colors[2],
      x: random.next(),
      y: random.next(),
      r: random.between(0.02, 0.11) * short,
      speed: random.between(0.008, 0.03),
      phase: random.next(),
      strength: random.between(0.1, 0.34),
    }));
    const back = once(brush, (still) => {
      ground(still);
      glow(still, colors[2], { x: width * 0.5, y: height * 1.05, r: short * 0.9, strength: 0.28 });
    });
    return (at) => {
      back();
      for (const { color, x, y, r, speed, phase, strength } of lights) {
        const left = (x + 0.02 * wander(at, 9, phase)) * width;
        const top = (remainder(y - at * speed, 1.3) - 0.15) * height;
        const light = strength * (0.65 + 0.35 * wander(at, 4 + phase * 5, phase));
        const fill = context.createRadialGradient(left, top, 0, left, top, r);
        // A lens makes discs, a little brighter at their rim.
        fill.addColorStop(0, alpha(color, light * 0.75));
        fill.addColorStop(0.8, alpha(color, light));
        fill.addColorStop(1, alpha(color, 0));
        context.fillStyle = fill;
        context.beginPath();
        context.arc(left, top, r, 0, 2 * Math.PI);
        context.fill();
      }
    };
  },

  paper: (brush) => {
    const { context, width, height, short, random, colors } = brush;
    const fibres = Array.from({ length: 90 }, () => ({
      x: random.next() * width,
      y: random.next() * height,
      turn: random.next() * Math.PI,
      length: random.between(0.01, 0.05) * short,
    }));
    return () => {
      context.fillStyle = colors[0];
      context.fillRect(0, 0, width, height);
      context.lineWidth = Math.max(0.5, short / 1000);
      context.strokeStyle = alpha(colors[1], 0.35);
      for (const { x, y, turn, length } of fibres) {
        context.beginPath();
        context.moveTo(x, y);
        context.quadraticCurveTo(
          x + Math.cos(turn) * length,
          y + Math.sin(turn) * length,
          x + Math.cos(turn + 0.7) * length * 1.6,
          y + Math.sin(turn + 0.7) * length * 1.6,
        );
        context.stroke();
      }
      const far = Math.hypot(width, height) / 2;
      const edge = context.createRadialGradient(width / 2, height / 2, far * 0.55, width / 2, height / 2, far);
      edge.addColorStop(0, alpha(colors[1], 0));
      edge.addColorStop(1, alpha(colors[1], 0.55));
      context.fillStyle = edge;
      context.fillRect(0, 0, width, height);
      withGrain(context, { width, height }, PAPER);
    };
  },

  confetti: (brush) => {
    const { context, width, height, short, random, colors } = brush;
    const light = mixed(colors[2], '#ffffff', 0.55);
    const bits = Array.from({ length: 84 }, (_, i) => ({
      color: [colors[2], colors[3], light][i % 3] ?? light,
      x: random.next(),
      y: random.next(),
      size: random.between(0.009, 0.022) * short,
      speed: random.between(0.06, 0.15),
      turn: random.between(-0.5, 0.5),
      phase: random.next(),
      isRound: random.chance(0.3),
    }));
    const back = once(brush, (still) => {
      ground(still);
      const r = Math.hypot(width, height) * 0.5;
      glow(still, mixed(colors[1], '#ffffff', 0.25), { x: width / 2, y: height * 0.42, r, strength: 0.45 });
    });
    return (at) => {
      back();
      for (const { color, x, y, size, speed, turn, phase, isRound } of bits) {
        const left = (x + 0.025 * wander(at, 3 + phase * 3, phase)) * width;
        const top = (remainder(y + at * speed, 1.1) - 0.05) * height;
        context.save();
        context.translate(left, top);
        context.rotate((turn * at + phase) * 2 * Math.PI);
        // Paper that turns over in the air.
        context.scale(1, 0.25 + 0.75 * Math.abs(wander(at, 1.6 + phase * 1.5, phase)));
        context.fillStyle = alpha(color, 0.92);
        if (isRound) {
          context.beginPath();
          context.arc(0, 0, size * 0.55, 0, 2 * Math.PI);
          context.fill();
        } else context.fillRect(-size * 0.4, -size * 0.75, size * 0.8, size * 1.5);
        context.restore();
      }
    };
  },

  waves: (brush) => {
    const { context, width, height, random, colors } = brush;
    const layers = [0.68, 0.77, 0.86].map((level, i) => ({
      level,
      color: [mixed(colors[1], colors[2], 0.35), mixed(colors[1], colors[2], 0.7), colors[2]][i] ?? colors[2],
      phase: random.next(),
      speed: random.between(0.04, 0.08) * (i % 2 === 0 ? 1 : -1),
      rounds: random.between(0.8, 1.4),
      rise: random.between(0.035, 0.06),
    }));
    const back = once(brush, (still) => {
      ground(still);
      glow(still, colors[3], { x: width * 0.75, y: height * 0.2, r: height * 0.5, strength: 0.25 });
    });
    return (at) => {
      back();
      for (const { level, color, phase, speed, rounds, rise } of layers) {
        context.fillStyle = alpha(color, 0.8);
        context.beginPath();
        context.moveTo(0, height);
        for (let k = 0; k <= 96; k++) {
          const along = k / 96;
          const swing =
            wander(along * rounds + at * speed, 1, phase) + 0.35 * wander(along * rounds * 2.3 - at * speed, 1, phase);
          context.lineTo(along * width, (level + rise * swing) * height);
        }
        context.lineTo(width, height);
        context.fill();
      }
    };
  },

  circles: (brush) => {
    const { context, width, height, short, random, colors } = brush;
    const isTurned = random.chance(0.5);
    const phase = random.next();
    const across = (x: number): number => (isTurned ? 1 - x : x) * width;
    const back = once(brush, (still) => {
      ground(still, isTurned);
    });
    return (at) => {
      back();
      const drift = 0.02 * wander(at, 12, phase);
      const grown = 1 + 0.03 * wander(at, 8, phase + 0.3);
      const disc = (x: number, y: number, r: number): void => {
        context.beginPath();
        context.arc(x, y, r, 0, 2 * Math.PI);
      };
      context.fillStyle = alpha(colors[2], 0.92);
      disc(across(0.95 + drift), height * (0.06 - drift), short * 0.34 * grown);
      context.fill();
      context.strokeStyle = alpha(colors[3], 0.55);
      context.lineWidth = short * 0.012;
      disc(across(0.95 + drift), height * (0.06 - drift), short * 0.43 * grown);
      context.stroke();
      context.fillStyle = alpha(colors[3], 0.28);
      disc(across(0.02 - drift), height * (0.97 + drift), short * 0.3 * grown);
      context.fill();
      context.strokeStyle = alpha(colors[2], 0.8);
      context.lineWidth = short * 0.03;
      disc(across(0.02 - drift), height * (0.97 + drift), short * 0.19);
      context.stroke();
      context.fillStyle = alpha(colors[3], 0.5);
      const gap = short * 0.036;
      for (let row = 0; row < 5; row++)
        for (let column = 0; column < 5; column++) {
          disc(across(0.06) + (isTurned ? -1 : 1) * column * gap, height * 0.09 + row * gap, short * 0.0055);
          context.fill();
        }
    };
  },

  rays: (brush) => {
    const { context, width, height, random, colors } = brush;
    const far = Math.hypot(width, height);
    const [x, y] = [width * 0.5, height * random.between(0.42, 0.58)];
    const count = 14;
    const back = once(brush, (still) => {
      ground(still);
    });
    return (at) => {
      back();
      context.fillStyle = alpha(colors[2], 0.13);
      for (let k = 0; k < count; k++) {
        const from = ((k + at * 0.12) / count) * 2 * Math.PI;
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(x + Math.cos(from) * far, y + Math.sin(from) * far);
        context.lineTo(x + Math.cos(from + Math.PI / count) * far, y + Math.sin(from + Math.PI / count) * far);
        context.fill();
      }
      glow(brush, mixed(colors[0], colors[1], 0.5), { x, y, r: far * 0.42, strength: 0.85 });
    };
  },
};
