import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CUBE_LIMITS, isCube, readCube } from './cube.ts';

const rows = (count: number): string => Array.from({ length: count }, (_, i) => `${i / count} 0.5 1e-3`).join('\r\n');

test('tables of one and three dimensions, with what programs write around them', () => {
  const three = readCube(
    `# made by hand\nTITLE "a b"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 2\n\n${rows(8)}\n`,
    'x',
  );
  assert.deepEqual([three.dimensions, three.size, three.values.length, three.max], [3, 2, 24, [1, 1, 2]]);
  assert.deepEqual(
    [...three.values.subarray(3, 6)].map((v) => Math.round(v * 1000) / 1000),
    [0.125, 0.5, 0.001],
  );
  const one = readCube(`LUT_1D_SIZE 4\nLUT_1D_INPUT_RANGE -0.5 1.5\n${rows(4)}`, 'x');
  assert.deepEqual([one.dimensions, one.size, one.min, one.max], [1, 4, [-0.5, -0.5, -0.5], [1.5, 1.5, 1.5]]);
  assert.ok(isCube('TITLE "x"\n  LUT_3D_SIZE 33\n'));
  assert.ok(!isCube('about LUT_3D_SIZE'));
});

test('what is broken or hostile is named with its line, and what is too large before anything is kept for it', () => {
  for (const [content, line] of [
    ['', null],
    ['LUT_3D_SIZE 2\n0 0 0', null],
    [`LUT_3D_SIZE 2\n${rows(9)}`, 10],
    ['0 0 0\nLUT_3D_SIZE 2', 1],
    ['LUT_3D_SIZE 2\nLUT_1D_SIZE 2', 2],
    ['LUT_3D_SIZE -2', 1],
    ['LUT_3D_SIZE 1', 1],
    ['LUT_3D_SIZE 2x', 1],
    ['LUT_1D_SIZE 2\n0 0\n1 1 1', 2],
    ['LUT_1D_SIZE 2\n0 0 nan\n1 1 1', 2],
    ['LUT_1D_SIZE 2\n0 0 1e999\n1 1 1', 2],
    ['LUT_1D_SIZE 2\n0 0 0x10\n1 1 1', 2],
    ['LUT_1D_SIZE 2\nDOMAIN_MIN 1 1 1\n0 0 0\n1 1 1', null],
    ['movie=/etc/passwd', 1],
  ] as const) {
    assert.throws(() => readCube(content, 'x'), { code: 'media.lut_unreadable', params: { file: 'x', line } }, content);
  }
  for (const content of [
    'LUT_3D_SIZE 65',
    'LUT_3D_SIZE 999999999',
    'LUT_1D_SIZE 70000',
    ' '.repeat(CUBE_LIMITS.bytes + 1),
  ])
    assert.throws(() => readCube(content, 'x'), { code: 'media.lut_too_large' });
});
