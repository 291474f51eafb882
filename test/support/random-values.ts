import { fc } from './properties.ts';

/** Values that many operations take, right and wrong ones, for random calls of them. */

export const time = fc.oneof(
  fc.double({ min: 0, max: 70, noNaN: true }).map((n) => Math.round(n * 1000) / 1000),
  fc.constantFrom('end', 'start', 'middle', '50%', 'end-2', '0:03', '1500ms', '1:02', '90s', 'nonsense', '-3'),
);
export const length = fc.oneof(
  fc.double({ min: 0.01, max: 20, noNaN: true }).map((n) => Math.round(n * 1000) / 1000),
  fc.constantFrom('2s', '500ms', '0:10'),
);
export const clip = fc.oneof(
  fc.integer({ min: -2, max: 5 }),
  fc.constantFrom('last', 'first', '2,3', '1-2', 'all', 'clip-1.mp4', 'zzz'),
);
export const part = fc.constantFrom('intro', 'first half', 'last third', 'end', 'first 2s', 'middle', 'last 500ms');
export const words = fc.constantFrom(
  'Urban Dreams',
  '城市之梦',
  'it\'s 100% %{x} : \\ "q"',
  '👩‍👩‍👧 family',
  'two\nlines',
  ' ',
  'x'.repeat(300),
);
/** Left out two times out of three: most requests name one or two things. */
export const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const often = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary });

export const where = { clip: some(clip), from: some(time), to: some(time), part: some(part) };
export const level = fc.constantFrom<string | number>('up', 'down', 0.5, '50%', '-18dB', '+3dB', 'mute', 'what');
export const look = {
  position: some(fc.constantFrom('start', 'end', 'bottom left', 'center', 'top', 'nowhere')),
  style: some(fc.constantFrom('bold', 'card', 'black outline', 'typewriter')),
  color: some(fc.constantFrom('yellow', '#ff0000', '黄')),
  size: some(fc.constantFrom('bigger', 'small', 80)),
  animation: some(fc.constantFrom<string | boolean>(true, false, 'typewriter', 'fade')),
};
export const textArgs = {
  text: often(words),
  start: some(time),
  end: some(time),
  duration: some(length),
  clip: some(clip),
  ...look,
};
