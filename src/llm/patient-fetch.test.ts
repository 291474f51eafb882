import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, modelServer, refusal, words } from '../../test/support/model-server.ts';
import { EndlessAnswer, PATIENCE, patientFetch } from './patient-fetch.ts';

const post = { method: 'POST', body: '{}' };

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const busyFor = (seconds: string): Answer => {
  return (response) => {
    response.writeHead(429, { 'retry-after': seconds });
    response.end('{}');
  };
};

test('waits as long as the server asks, up to the longest pause, and otherwise by chance', async () => {
  await using server = await modelServer(busyFor('0.2'), busyFor('3600'), busyFor('soon'), words('ok'));
  const fetch = patientFetch({ ...PATIENCE, pauseMs: 1, longestPauseMs: 300 }, () => 0);
  const ms = await timed(() => fetch(`${server.baseUrl}/x`, post));
  assert.ok(ms >= 495 && ms < 60_000, `${ms} ms`); // 200, then 300 instead of an hour, then none
  assert.equal(server.asked.length, 4);

  await using other = await modelServer(refusal(503), refusal(503), words('ok'));
  const pauses: number[] = [];
  const chance = (): number => {
    pauses.push(0.5);
    return 0.5;
  };
  const waited = await timed(() => patientFetch({ ...PATIENCE, pauseMs: 100 }, chance)(`${other.baseUrl}/x`, post));
  assert.ok(waited >= 145 && waited < 60_000, `${waited} ms`); // 50, then 100
  assert.equal(pauses.length, 3);
});

test('what will not be better the next time is not asked again', async () => {
  for (const status of [400, 401, 404, 422]) {
    await using server = await modelServer(refusal(status));
    const response = await patientFetch(PATIENCE)(`${server.baseUrl}/x`, post);
    assert.equal(response.status, status);
    assert.equal(server.asked.length, 1);
  }
});

test('an answer without an end is ended', async () => {
  const flood: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const more = (): void => {
      let goesOn = true;
      while (goesOn && !response.destroyed) goesOn = response.write('x'.repeat(10_000));
    };
    response.on('drain', more);
    more();
  };
  await using server = await modelServer(flood);
  const response = await patientFetch({ ...PATIENCE, mostBytes: 100_000 })(`${server.baseUrl}/x`, post);
  await assert.rejects(response.text(), EndlessAnswer);
});

test('cancelling ends a pause', async () => {
  await using server = await modelServer(busyFor('100'));
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(new Error('enough'));
  }, 50);
  const ms = await timed(() =>
    assert.rejects(patientFetch(PATIENCE)(`${server.baseUrl}/x`, { ...post, signal: controller.signal }), /enough/),
  );
  assert.ok(ms < 60_000);
});
