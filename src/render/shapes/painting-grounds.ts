import {
  alpha,
  type Brush,
  type Draw,
  glow,
  ground,
  mixed,
  once,
  PAPER,
  remainder,
  wander,
  withGrain,
} from './painting-brush.ts';

/** What every design paints, but for those with a motif of their own (painting-motifs.ts). */
export const GROUNDS = {
  plain: ({ context, width, height, colors }: Brush): Draw => {
    return () => {
      context.fillStyle = colors[0];
      context.fillRect(0, 0, width, height);
    };
  },

  gradient: (brush: Brush): Draw => {
    const { width, height, random, colors } = brush;
    const isTurned = random.chance(0.5);
    const x = (isTurned ? 0.2 : 0.8) * width;
    return () => {
      ground(brush, isTurned);
      glow(brush, colors[2], { x, y: 0.12 * height, r: Math.hypot(width, height) * 0.55, strength: 0.35 });
    };
  },

  flow: (brush: Brush): Draw => {
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

  bokeh: (brush: Brush): Draw => {
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

  paper: (brush: Brush): Draw => {
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

  confetti: (brush: Brush): Draw => {
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

  waves: (brush: Brush): Draw => {
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

  circles: (brush: Brush): Draw => {
    const { context, width, height, short, random, colors, isAside } = brush;
    const isTurned = !isAside && random.chance(0.5);
    const phase = random.next();
    const across = (x: number): number => (isTurned ? 1 - x : x) * width;
    const back = once(brush, (still) => {
      ground(still, isTurned);
    });
    return (at) => {
      back();
      const drift = 0.012 * wander(at, 12, phase);
      const grown = 1 + 0.03 * wander(at, 8, phase + 0.3);
      const disc = (x: number, y: number, r: number): void => {
        context.beginPath();
        context.arc(x, y, r, 0, 2 * Math.PI);
      };
      const [left, top] = [across(0.99 + drift), height * (0.02 - drift)];
      context.fillStyle = alpha(colors[2], 0.92);
      disc(left, top, short * 0.27 * grown);
      context.fill();
      context.strokeStyle = alpha(colors[3], 0.55);
      context.lineWidth = short * 0.012;
      disc(left, top, short * 0.335 * grown);
      context.stroke();
      // Below it a smaller one, in the corner across or, where words stand there, in the one below.
      const [low, bottom] = [isAside ? width * (0.985 + drift) : across(0.01 - drift), height * (0.99 + drift)];
      context.fillStyle = alpha(colors[3], 0.28);
      disc(low, bottom, short * 0.23 * grown);
      context.fill();
      context.strokeStyle = alpha(colors[2], 0.8);
      context.lineWidth = short * 0.03;
      disc(low, bottom, short * 0.145);
      context.stroke();
      context.fillStyle = alpha(colors[3], 0.5);
      const gap = short * 0.036;
      const first = isAside ? width * 0.6 : across(0.06);
      for (let row = 0; row < (isAside ? 3 : 5); row++)
        for (let column = 0; column < 5; column++) {
          disc(first + (isTurned ? -1 : 1) * column * gap, height * 0.07 + row * gap, short * 0.0055);
          context.fill();
        }
    };
  },

  rays: (brush: Brush): Draw => {
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
