import {
  BLURRED,
  CRISP,
  type Design,
  disc,
  lifeOf,
  many,
  mixed,
  put,
  remainder,
  SOFT,
  shadesOf,
  smaller,
  sprite,
  swing,
  withAlpha,
} from './stage.ts';

/** What hangs in the air: sparkles, glowing particles, lights out of focus, dust and fog. */

/** Four-pointed lights that flare up and go out, each time somewhere else. */
export const sparkles: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const inks = color === null ? ['#fff6d8', '#ffe9a0', '#ffffff'] : shadesOf(color).slice(0, 3);
  const looks = inks.map((ink) =>
    sprite(128, (on, px) => {
      const half = px / 2;
      const glow = on.createRadialGradient(half, half, 0, half, half, half * 0.55);
      glow.addColorStop(0, withAlpha('#ffffff', 1));
      glow.addColorStop(0.16, withAlpha(ink, 0.85));
      glow.addColorStop(0.45, withAlpha(ink, 0.22));
      glow.addColorStop(1, withAlpha(ink, 0));
      on.fillStyle = glow;
      on.fillRect(0, 0, px, px);
      for (const turned of [false, true]) {
        const ray = turned ? on.createLinearGradient(half, 0, half, px) : on.createLinearGradient(0, half, px, half);
        ray.addColorStop(0, withAlpha(ink, 0));
        ray.addColorStop(0.5, withAlpha('#ffffff', 1));
        ray.addColorStop(1, withAlpha(ink, 0));
        on.fillStyle = ray;
        on.beginPath();
        const [a, b] = [half * 0.98, half * 0.055];
        on.ellipse(half, half, turned ? b : a, turned ? a : b, 0, 0, 2 * Math.PI);
        on.fill();
      }
    }),
  );
  const count = Math.max(1, Math.round(56 * stage.amount));
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    for (let i = 0; i < count; i++) {
      const steady = lifeOf(stage, 'sparkle', i, -1);
      const period = steady.between(0.9, 2.2);
      const lives = at / period + steady.next();
      const age = lives % 1;
      const random = lifeOf(stage, 'sparkle', i, Math.floor(lives));
      const [x, y, depth] = [random.next(), random.next(), random.next() ** 2];
      const flare = Math.sin(Math.PI * age) ** 2;
      put(context, random.pick(looks), {
        x: x * width,
        y: (y + 0.01 * age) * height,
        width: (0.03 + 0.085 * depth) * short * (0.5 + 0.5 * flare),
        turn: 0.25 * (age - 0.5),
        alpha: flare,
      });
    }
    context.globalCompositeOperation = 'source-over';
  };
};

/** Small lights that drift upwards and glow, some of them near and blurred. */
export const particles: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const ink = color ?? '#ffd27a';
  const core = disc(32, mixed(ink, '#ffffff', 0.65), CRISP);
  const glow = disc(64, ink, SOFT);
  const blur = disc(96, ink, BLURRED);
  const all = many(stage, 'particles', 170, (random) => {
    const depth = random.next() ** 1.5;
    return {
      isNear: depth > 0.84,
      x: random.next(),
      y: random.next(),
      size: (0.0045 + 0.0105 * depth) * short,
      speed: 0.018 + 0.05 * depth,
      drift: random.between(-0.012, 0.02),
      sway: random.between(0.006, 0.03),
      period: random.between(3, 7),
      phase: random.next(),
      light: random.between(0.5, 1),
    };
  });
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    for (const { isNear, x, y, size, speed, drift, sway, period, phase, light } of all) {
      const left = (remainder(x + drift * at + 0.05, 1.1) - 0.05 + sway * swing(at, period, phase)) * width;
      const top = (remainder(y - speed * at, 1.1) - 0.05 + 0.4 * sway * swing(at, period * 0.7, phase + 0.3)) * height;
      const alpha = light * (0.55 + 0.45 * swing(at, 1.4 + 2.4 * phase, phase));
      if (isNear) put(context, blur, { x: left, y: top, width: size * 4.5, alpha: 0.5 * alpha });
      else {
        put(context, glow, { x: left, y: top, width: size * 6, alpha: 0.6 * alpha });
        put(context, core, { x: left, y: top, width: size * 1.5, alpha });
      }
    }
    context.globalCompositeOperation = 'source-over';
  };
};

/** Lights far out of focus: even discs with a brighter rim, that breathe. */
export const bokeh: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const inks = color === null ? ['#ffcf85', '#ff9d4d', '#ffe3b8', '#ff7f6e', '#8cc4ff'] : shadesOf(color);
  const looks = inks.map((ink) =>
    disc(192, ink, [
      [0, 0.5],
      [0.7, 0.62],
      [0.88, 0.95],
      [0.95, 0.6],
      [1, 0],
    ]),
  );
  const all = many(stage, 'bokeh', 36, (random) => ({
    picture: random.pick(looks),
    x: random.next(),
    // More of them below, as lights of a street are.
    y: 1 - random.next() ** 1.5,
    size: random.between(0.06, 0.2) * short,
    drift: random.between(-0.012, 0.012),
    rise: random.between(0.004, 0.018),
    period: random.between(2.5, 6),
    phase: random.next(),
    light: random.between(0.35, 0.85),
  }));
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    for (const { picture, x, y, size, drift, rise, period, phase, light } of all) {
      const left = (remainder(x + drift * at + 0.12, 1.24) - 0.12) * width;
      const top = (remainder(y - rise * at + 0.15, 1.3) - 0.15) * height;
      put(context, picture, { x: left, y: top, width: size, alpha: light * (0.62 + 0.38 * swing(at, period, phase)) });
    }
    context.globalCompositeOperation = 'source-over';
  };
};

/** Motes in a ray of light, and a few threads: faint, slow, at every depth. */
export const dust: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const ink = color ?? '#fff3dc';
  const looks = { far: disc(16, ink, SOFT), near: disc(64, ink, BLURRED) };
  const motes = many(stage, 'dust', 260, (random) => {
    const depth = random.next() ** 2.2;
    return {
      look: depth > 0.55 ? ('near' as const) : ('far' as const),
      x: random.next(),
      y: random.next(),
      size: (0.006 + 0.026 * depth) * short,
      across: random.between(-0.012, 0.022),
      down: random.between(-0.012, 0.01),
      sway: random.between(0.004, 0.018),
      period: random.between(3, 8),
      phase: random.next(),
      light: depth > 0.55 ? random.between(0.14, 0.32) : random.between(0.4, 0.95),
    };
  });
  return (at) => {
    for (const { look, x, y, size, across, down, sway, period, phase, light } of motes) {
      const left = (remainder(x + across * at + 0.03, 1.06) - 0.03 + sway * swing(at, period, phase)) * width;
      const top = (remainder(y + down * at + 0.03, 1.06) - 0.03 + sway * swing(at, period * 1.3, phase + 0.4)) * height;
      // A mote shines while it turns its face to the light.
      const alpha = light * (0.6 + 0.4 * swing(at, 1.2 + 3 * phase, phase));
      put(context, looks[look], { x: left, y: top, width: size, alpha });
    }
  };
};

/** Banks of mist that pass slowly, thicker towards the ground. */
export const fog: Design = (stage) => {
  const low = smaller(stage, 8);
  const { context, width, height } = low.stage;
  const puff = disc(64, stage.color ?? '#dfe6ec', SOFT);
  const banks = many(stage, 'fog', 44, (random) => ({
    x: random.next(),
    y: 1.05 - random.next() ** 1.4 * 0.95,
    wide: random.between(0.35, 0.75),
    tall: random.between(0.18, 0.4),
    drift: random.between(0.008, 0.034),
    period: random.between(5, 11),
    phase: random.next(),
    thick: random.between(0.15, 0.36),
  }));
  return (at) => {
    for (const { x, y, wide, tall, drift, period, phase, thick } of banks) {
      const left = (remainder(x + drift * at + 0.5, 2) - 0.5) * width;
      const breath = swing(at, period, phase);
      put(context, puff, {
        x: left,
        y: (y + 0.02 * breath) * height,
        width: wide * width,
        height: tall * height,
        alpha: thick * (0.8 + 0.2 * breath) * (0.35 + 0.65 * Math.min(1, Math.max(0, y))),
      });
    }
    low.show();
  };
};
