import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threadsFor } from './threads.ts';

test('one thread each where there is work for all cores, more where there is not', () => {
  const table: [cores: number, chunks: number, threads: number][] = [
    [1, 1, 1],
    [1, 100, 1],
    [2, 1, 2],
    [2, 2, 1],
    [2, 3, 1],
    [2, 300, 1],
    [4, 1, 4],
    [4, 2, 2],
    [4, 5, 2],
    [4, 100, 1],
    [16, 1, 8],
    [16, 4, 4],
    [16, 17, 2],
    [16, 100, 1],
    [16, 0, 1],
  ];
  for (const [cores, chunks, threads] of table) assert.equal(threadsFor(cores, chunks), threads, `${cores}, ${chunks}`);
});
