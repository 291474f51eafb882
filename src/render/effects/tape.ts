import { digits, type Wiring } from '../chunk/wiring.ts';
import { grain } from './grain.ts';
import {
  byPlanes,
  chance,
  drawn,
  type EffectGraph,
  even,
  laidOver,
  looped,
  type Place,
  shorterOf,
  tickOf,
} from './parts.ts';

/** A video tape: colours that run and come late, soft lines, noise, and a disturbed band that wanders up. */
export const vhs: EffectGraph = (wiring, input, amount, place) => {
  if (amount === 0) return input;
  const unit = shorterOf(place.size) / 240;
  const late = even(unit * 2 * (0.5 + amount));
  const half = { width: place.size.width / 2, height: place.size.height / 2 };
  const running = byPlanes(wiring, input, ({ y, u, v }) => ({
    y: wiring.soften(y, place.size, { across: unit * (0.25 + 0.45 * amount), along: 0.01 }),
    u: wiring.soften(u, half, { across: unit * 1.6 * (0.4 + amount), along: unit * 0.4 }),
    v: wiring.soften(v, half, { across: unit * 1.6 * (0.4 + amount), along: unit * 0.4 }),
  }));
  const shifted = wiring.add('chromashift', { cbh: late, crh: late, edge: 'smear' }, running);
  const worn = wiring.table(
    { y: 'clip(24+(val-16)*0.9,16,235)', u: '128+(val-128)*0.92', v: '131+(val-128)*0.92' },
    shifted,
  );
  const lined = scanlines(wiring, worn, 0.5 * amount, place);
  return grain(wiring, band(wiring, lined, amount, place), 0.4 * amount, place);
};

/** Every other line of a small screen a little darker. */
export const scanlines: EffectGraph = (wiring, input, amount, { size }) => {
  if (amount === 0) return input;
  // 240 lines, as a television shows; a line is two rows at least.
  const rows = Math.max(2, Math.round(size.height / 240));
  const black = drawn(wiring, size, 'black', 'yuv420p');
  const lines = wiring.add(
    'geq',
    { lum: `if(lt(mod(Y,${2 * rows}),${rows}),${Math.round(130 * amount)},0)` },
    drawn(wiring, { width: 2, height: size.height }, 'black', 'gray'),
  );
  const wide = wiring.add('scale', { w: size.width, h: size.height, flags: 'neighbor' }, lines);
  return laidOver(wiring, input, looped(wiring, wiring.add('alphamerge', {}, black, wide)));
};

/** A band of the picture that is torn aside and wanders upwards, as where the head switches. */
function band(wiring: Wiring, input: string, amount: number, place: Place): string {
  const { width, height } = place.size;
  const h = Math.min(height, even(height * 0.06));
  const tick = tickOf(wiring, place);
  const row = `(2*floor((${height}-mod(${tick}*${digits(height / 170)},${height + h * 4}))/2))`;
  const inside = `clip(${row},0,${height - h})`;
  const [sharp, copy] = wiring.split(input);
  const cut = wiring.add('crop', { w: width, h, x: 0, y: inside }, copy);
  const bright = wiring.table({ y: 'clip(val+12,16,235)', u: '128+(val-128)*0.55', v: '128+(val-128)*0.55' }, cut);
  const aside = `(2*floor((0.3+${chance(tick, 5)})*${digits(shorterOf(place.size) * 0.018 * amount)}))`;
  return laidOver(wiring, sharp, bright, { x: aside, y: `if(between(${row},0,${height - h}),${row},${height})` });
}
