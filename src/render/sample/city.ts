import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { seeded } from './voice.ts';

/** A drawn city at one time of day. Colours from the top of the sky down; `lit` is how many windows shine (0–1). */
export type CityScene = {
  readonly name: string;
  readonly seed: number;
  readonly sky: readonly [string, string, string];
  readonly far: string;
  readonly near: string;
  readonly window: string;
  readonly lit: number;
  readonly sun: {
    readonly color: string;
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
  };
};

export const CITY_SCENES: readonly CityScene[] = [
  {
    name: 'city dawn',
    seed: 11,
    sky: ['#24345f', '#c9667a', '#ffc58a'],
    far: '#7b5470',
    near: '#2b2440',
    window: '#ffd98c',
    lit: 0.28,
    sun: { color: '#ffe3b0', from: [0.24, 0.72], to: [0.36, 0.4] },
  },
  {
    name: 'city noon',
    seed: 23,
    sky: ['#3b86c9', '#8cc3ea', '#e3f1f7'],
    far: '#86a6bf',
    near: '#34506a',
    window: '#cfe6f5',
    lit: 0.5,
    sun: { color: '#fffbe8', from: [0.58, 0.18], to: [0.74, 0.24] },
  },
  {
    name: 'city night',
    seed: 37,
    sky: ['#060a1e', '#1b1b4a', '#5a2f6f'],
    far: '#1d1c44',
    near: '#0a0a1c',
    window: '#ffcf70',
    lit: 0.62,
    sun: { color: '#eef1ff', from: [0.8, 0.36], to: [0.66, 0.2] },
  },
];

type Size = { readonly width: number; readonly height: number };

/** Paints the scene at `progress` (0–1 of the clip): sky, sun or moon, clouds, two rows of houses, traffic. */
export type CityPainter = (pen: SKRSContext2D, progress: number) => void;

/** What stands still (the sky, houses with all their windows) is drawn once: it takes longer than all the rest of a picture. */
export function cityPainter(scene: CityScene, size: Size): CityPainter {
  const sky = layer(size, (pen) => {
    paintSky(pen, scene, size);
  });
  const rows = [
    { base: 0.78, reach: 0.34, width: 0.052, color: scene.far, run: 0.03 },
    { base: 0.9, reach: 0.44, width: 0.083, color: scene.near, run: 0.08 },
  ].map(({ run, ...row }) => {
    // Only as high as they reach, antennas too, down to the street.
    const top = Math.floor((row.base - row.reach - 0.06) * size.height);
    const houses = layer(
      { width: Math.ceil(size.width * (1 + run)), height: Math.ceil(size.height * 0.9) - top },
      (pen) => {
        pen.translate(0, -top);
        paintHouses(pen, { scene, size, ...row });
      },
    );
    return { houses, run, top };
  });
  return (pen, progress) => {
    pen.drawImage(sky, 0, 0);
    paintSun(pen, scene, size, progress);
    paintClouds(pen, scene, size, progress);
    for (const { houses, run, top } of rows) pen.drawImage(houses, -progress * run * size.width, top);
    paintTraffic(pen, scene, size, progress);
  };
}

function layer({ width, height }: Size, paint: (pen: SKRSContext2D) => void): Canvas {
  const canvas = createCanvas(width, height);
  paint(canvas.getContext('2d'));
  return canvas;
}

function paintSky(pen: SKRSContext2D, scene: CityScene, { width, height }: Size): void {
  const sky = pen.createLinearGradient(0, 0, 0, height * 0.9);
  scene.sky.forEach((color, i) => {
    sky.addColorStop(i / 2, color);
  });
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
}

function paintSun(pen: SKRSContext2D, scene: CityScene, { width, height }: Size, progress: number): void {
  const { from, to, color } = scene.sun;
  const x = (from[0] + (to[0] - from[0]) * progress) * width;
  const y = (from[1] + (to[1] - from[1]) * progress) * height;
  const radius = height * 0.07;
  const reach = radius * 4;
  const glow = pen.createRadialGradient(x, y, radius * 0.6, x, y, reach);
  glow.addColorStop(0, `${color}aa`);
  glow.addColorStop(1, `${color}00`);
  pen.fillStyle = glow;
  pen.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
  pen.fillStyle = color;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

function paintClouds(pen: SKRSContext2D, scene: CityScene, { width, height }: Size, progress: number): void {
  const random = seeded(scene.seed * 7);
  for (let i = 0; i < 6; i++) {
    const speed = 0.06 + random() * 0.1;
    const x = (((random() + progress * speed) % 1.3) - 0.15) * width;
    const y = (0.08 + random() * 0.3) * height;
    const scale = (0.05 + random() * 0.05) * height;
    pen.fillStyle = `rgba(255,255,255,${(0.06 + random() * 0.12).toFixed(3)})`;
    for (let puff = 0; puff < 5; puff++) {
      pen.beginPath();
      pen.ellipse(
        x + (puff - 2) * scale * 1.1,
        y + random() * scale * 0.4,
        scale * 1.3,
        scale * 0.6,
        0,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
  }
}

type Row = { scene: CityScene; size: Size; base: number; reach: number; width: number; color: string };

function paintHouses(pen: SKRSContext2D, row: Row): void {
  const { width, height } = row.size;
  const random = seeded(row.scene.seed + Math.round(row.base * 100));
  const count = Math.ceil(1.2 / row.width);
  for (let i = 0; i < count; i++) {
    const w = row.width * (0.7 + random() * 0.5) * width;
    const x = i * row.width * width;
    const top = (row.base - row.reach * (0.25 + random() * 0.75)) * height;
    pen.fillStyle = row.color;
    pen.fillRect(x, top, w, height - top);
    if (random() > 0.6) pen.fillRect(x + w * 0.45, top - height * 0.05, w * 0.06, height * 0.05);
    pen.fillStyle = row.scene.window;
    const step = height * 0.026;
    for (let wy = top + step; wy < row.base * height; wy += step) {
      for (let wx = x + step * 0.6; wx < x + w - step * 0.6; wx += step) {
        const isLit = random() < row.scene.lit * 0.6;
        if (isLit) pen.fillRect(wx, wy, step * 0.36, step * 0.5);
      }
    }
  }
}

function paintTraffic(pen: SKRSContext2D, scene: CityScene, { width, height }: Size, progress: number): void {
  pen.fillStyle = '#0d0d14';
  pen.fillRect(0, height * 0.9, width, height * 0.1);
  const random = seeded(scene.seed * 3);
  for (let car = 0; car < 26; car++) {
    const isComing = car % 2 === 0;
    const run = (random() + progress * (1.2 + random() * 1.4)) % 1.2;
    const x = (isComing ? run - 0.1 : 1.1 - run) * width;
    const y = (isComing ? 0.935 : 0.968) * height + random() * height * 0.012;
    const trail = pen.createLinearGradient(x, y, x + (isComing ? -1 : 1) * width * 0.06, y);
    const color = isComing ? '255,240,205' : '255,70,60';
    trail.addColorStop(0, `rgba(${color},0.95)`);
    trail.addColorStop(1, `rgba(${color},0)`);
    pen.fillStyle = trail;
    pen.fillRect(Math.min(x, x + (isComing ? -1 : 1) * width * 0.06), y, width * 0.06, height * 0.006);
  }
}
