import {
  BLURRED,
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

/** What rises: bubbles, hearts, sparks and flames. */

/** Soap bubbles: a thin rim in changing colours, a bright spot, hardly anything inside. */
export const bubbles: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const tints = color === null ? ['#bfe8ff', '#d8c8ff', '#c6ffe8'] : shadesOf(color).slice(0, 3);
  const looks = tints.map((tint) =>
    sprite(160, (on, px) => {
      const r = px / 2;
      const rim = on.createRadialGradient(r, r, r * 0.5, r, r, r * 0.98);
      rim.addColorStop(0, withAlpha(tint, 0.02));
      rim.addColorStop(0.72, withAlpha(tint, 0.16));
      rim.addColorStop(0.93, withAlpha(mixed(tint, '#ffffff', 0.5), 0.75));
      rim.addColorStop(1, withAlpha(tint, 0));
      on.fillStyle = rim;
      on.fillRect(0, 0, px, px);
      for (const [x, y, size, alpha] of [
        [0.34, 0.3, 0.2, 0.95],
        [0.68, 0.72, 0.13, 0.45],
      ] as const) {
        const spot = on.createRadialGradient(px * x, px * y, 0, px * x, px * y, px * size);
        spot.addColorStop(0, `rgba(255,255,255,${alpha})`);
        spot.addColorStop(0.35, `rgba(255,255,255,${alpha * 0.5})`);
        spot.addColorStop(1, 'rgba(255,255,255,0)');
        on.fillStyle = spot;
        on.fillRect(0, 0, px, px);
      }
    }),
  );
  const all = many(stage, 'bubbles', 42, (random) => {
    const depth = random.next() ** 1.5;
    return {
      picture: random.pick(looks),
      x: random.next(),
      y: random.next(),
      size: (0.022 + 0.085 * depth) * short,
      speed: 0.07 + 0.09 * random.next(),
      sway: random.between(0.008, 0.025),
      period: random.between(1.8, 4),
      phase: random.next(),
      alpha: random.between(0.7, 1),
    };
  });
  return (at) => {
    for (const { picture, x, y, size, speed, sway, period, phase, alpha } of all) {
      const wobble = 0.035 * swing(at, period * 0.4, phase);
      const left = (x + sway * swing(at, period, phase)) * width;
      const top = (remainder(y - speed * at, 1.2) - 0.1) * height;
      put(context, picture, { x: left, y: top, width: size * (1 + wobble), height: size * (1 - wobble), alpha });
    }
  };
};

export const hearts: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const inks = color === null ? ['#ff3b6b', '#ff6f91', '#e8174b', '#ff9ab0'] : shadesOf(color);
  const looks = inks.map((ink) =>
    sprite(128, (on, px) => {
      const fill = on.createLinearGradient(0, 0, px * 0.4, px);
      fill.addColorStop(0, mixed(ink, '#ffffff', 0.4));
      fill.addColorStop(0.5, ink);
      fill.addColorStop(1, mixed(ink, '#000000', 0.12));
      on.fillStyle = fill;
      on.beginPath();
      on.moveTo(px * 0.5, px * 0.93);
      on.bezierCurveTo(px * 0.12, px * 0.64, px * 0.02, px * 0.44, px * 0.06, px * 0.29);
      on.bezierCurveTo(px * 0.13, px * 0.06, px * 0.42, px * 0.05, px * 0.5, px * 0.28);
      on.bezierCurveTo(px * 0.58, px * 0.05, px * 0.87, px * 0.06, px * 0.94, px * 0.29);
      on.bezierCurveTo(px * 0.98, px * 0.44, px * 0.88, px * 0.64, px * 0.5, px * 0.93);
      on.fill();
    }),
  );
  const all = many(stage, 'hearts', 34, (random) => {
    const depth = random.next();
    return {
      picture: random.pick(looks),
      x: random.next(),
      y: random.next(),
      size: (0.02 + 0.055 * depth) * short,
      speed: 0.1 + 0.1 * depth,
      sway: random.between(0.01, 0.03),
      period: random.between(1.8, 3.2),
      phase: random.next(),
      alpha: 0.55 + 0.4 * depth,
    };
  });
  return (at) => {
    for (const { picture, x, y, size, speed, sway, period, phase, alpha } of all) {
      const way = remainder(y + speed * at, 1.16);
      const rocking = swing(at, period, phase);
      // They grow as they leave the lower edge and fade out near the upper one.
      const seen = Math.min(1, way / 0.12) * Math.min(1, (1.16 - way) / 0.3);
      put(context, picture, {
        x: (x + sway * rocking) * width,
        y: (1.08 - way) * height,
        width: size * (0.6 + 0.4 * Math.min(1, way / 0.2)),
        turn: 0.22 * rocking,
        alpha: alpha * seen,
      });
    }
  };
};

/** Glowing sparks that drift up on hot air, drawn as the short way that they go while the shutter is open. */
export const embers: Design = (stage) => {
  const { context, width, height, short, color } = stage;
  const core = disc(32, color === null ? '#ffe9b0' : mixed(color, '#ffffff', 0.6), SOFT);
  const glow = disc(64, color ?? '#ff6a00', SOFT);
  const blur = disc(96, color ?? '#ff7a1a', BLURRED);
  const all = many(stage, 'embers', 150, (random) => {
    const depth = random.next() ** 1.4;
    return {
      x: random.next(),
      y: random.next(),
      size: (0.005 + 0.008 * depth) * short,
      speed: 0.13 + 0.24 * depth + random.between(0, 0.08),
      wind: random.between(-0.03, 0.06),
      sway: random.between(0.008, 0.03),
      period: random.between(1.1, 2.8),
      phase: random.next(),
      isNear: depth > 0.9,
    };
  });
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    for (const { x, y, size, speed, wind, sway, period, phase, isNear } of all) {
      const way = remainder(y + speed * at, 1.1);
      const left = remainder(x + wind * at + sway * swing(at, period, phase) + 0.05, 1.1) * width - 0.05 * width;
      const top = (1.05 - way) * height;
      const fading = Math.max(0, 1 - way) ** 0.7 * (0.72 + 0.28 * swing(at, 0.31 + phase * 0.4, phase));
      if (isNear) {
        put(context, blur, { x: left, y: top, width: size * 5, alpha: 0.4 * fading });
        continue;
      }
      put(context, glow, { x: left, y: top, width: size * 6, alpha: 0.55 * fading });
      const across = (wind + (sway * Math.cos((at / period + phase) * 2 * Math.PI) * 2 * Math.PI) / period) * width;
      const turn = Math.atan2(across, speed * height);
      put(context, core, { x: left, y: top, width: size * 1.6, height: size * 3.4, turn, alpha: fading });
    }
    context.globalCompositeOperation = 'source-over';
  };
};

/** How high flames reach, as a share of the height. */
const FLAME = 0.5;

/** Flames along the lower edge, and sparks above them. */
export const fire: Design = (stage) => {
  const low = smaller(stage, 6);
  const { context, width, height, short } = low.stage;
  const hot = stage.color;
  const inks =
    hot === null ? ['#ff3c00', '#ff7a00', '#ffb52e'] : [mixed(hot, '#000000', 0.2), hot, mixed(hot, '#ffffff', 0.5)];
  const tongues = inks.map((ink) => disc(64, ink, SOFT));
  const bed = disc(64, inks[0] ?? '#ff3c00', SOFT);
  const perSide = Math.round((120 * width) / short);
  const usual = Math.max(1, Math.round(perSide * Math.min(1.4, 0.6 + 0.4 * stage.amount)));
  const reach = FLAME * (0.55 + 0.45 * Math.min(2, stage.amount));
  const sparks = embers({ ...stage, amount: stage.amount * 0.5 });
  return (at) => {
    context.globalCompositeOperation = 'lighter';
    for (let k = 0; k <= 8; k++) {
      const flicker = 0.8 + 0.2 * swing(at, 0.9 + 0.13 * k, k * 0.37);
      put(context, bed, {
        x: (width * k) / 8,
        y: height * 1.02,
        width: width * 0.3,
        height: height * 0.3,
        alpha: 0.42 * flicker,
      });
    }
    for (let i = 0; i < usual; i++) {
      const steady = lifeOf(stage, 'flame', i, -1);
      const period = steady.between(0.65, 1.25);
      const lives = at / period + steady.next();
      const [round, age] = [Math.floor(lives), lives % 1];
      const random = lifeOf(stage, 'flame', i, round);
      const from = random.next() * 1.1 - 0.05;
      // Higher in some places than in others, and nowhere the same for long.
      const tall = reach * (0.45 + 0.55 * Math.abs(swing(from * 2.3 + at * 0.13, 1, 0.2))) * random.between(0.6, 1);
      const rise = age ** 1.15;
      const x = from + 0.028 * swing(at + age, 0.8, random.next()) * (0.3 + age);
      const size = random.between(0.1, 0.19) * short * (1 - 0.78 * age);
      const look = age < 0.28 ? 2 : age < 0.6 ? 1 : 0;
      put(context, tongues[look] ?? bed, {
        x: x * width,
        y: (1.04 - rise * tall) * height,
        width: size,
        height: size * 1.9,
        alpha: 0.62 * (1 - age) ** 1.1 * Math.min(1, age * 8),
      });
    }
    context.globalCompositeOperation = 'source-over';
    low.show();
    sparks(at);
  };
};
