/**
 * A server in a process of its own: `node bench/server.ts [seconds] [requests per second]`. How soon it is ready, first
 * and again; how long reading a state takes at that rate, alone, while a render runs, and answered by 304; its memory.
 */
import { readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeNumberedVideo } from '../test/support/numbered.ts';
import { serveIn } from '../test/support/serve.ts';
import { newFolder } from '../test/support/store.ts';

const seconds = Number(process.argv[2] ?? 10);
const rate = Number(process.argv[3] ?? 200);
const folder = newFolder();
const data = path.join(folder, 'data');
const clip = path.join(folder, 'clip.mp4');
const env = { TELLCUT_MIN_FREE_BYTES: '1MB' };
const SKILL = { 'x-skill-source': 'bench', 'x-skill-version': '1', 'x-skill-platform': 'node' };

function say(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms (${sorted.length})`);
}

try {
  makeNumberedVideo(clip, { width: 1280, height: 720, fps: 25, frames: 1500, half: 'upper' });
  {
    await using first = await serveIn({ data, env });
    console.log(`ready, first start: ${first.readyMs.toFixed(0)} ms`);
    await first.end('SIGTERM');
  }
  await using served = await serveIn({ data, env });
  console.log(`ready, second start: ${served.readyMs.toFixed(0)} ms`);
  const headers: Record<string, string> = { ...SKILL };
  const call = async (
    method: string,
    route: string,
    body?: BodyInit,
    more: Record<string, string> = {},
  ): Promise<Record<string, unknown>> => {
    const response = await fetch(served.url + route, {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body }),
    });
    const answer = (await response.json()) as { code: number; message: string; data: Record<string, unknown> };
    if (answer.code !== 0) throw new Error(`${route}: ${answer.message}`);
    return answer.data;
  };
  const { token } = await call('POST', '/api/auth/anonymous-token', undefined, { 'x-client-id': crypto.randomUUID() });
  headers['authorization'] = `Bearer ${String(token)}`;
  const { session_id: session } = await call('POST', '/api/tasks/me/with-session/nemo_agent');
  const form = new FormData();
  form.append('files', new Blob([readFileSync(clip)]), 'clip.mp4');
  await call('POST', `/api/upload-video/nemo_agent/me/${String(session)}`, form);
  const latest = `${served.url}/api/state/nemo_agent/me/${String(session)}/latest`;

  const read = async (more: Record<string, string> = {}): Promise<number[]> => {
    const times: number[] = [];
    const running: Promise<void>[] = [];
    const began = performance.now();
    for (let n = 0; n < seconds * rate; n++) {
      await sleep(Math.max(0, began + (n * 1000) / rate - performance.now()));
      const asked = performance.now();
      running.push(
        fetch(latest, { headers: { ...headers, ...more } }).then(async (response) => {
          await response.arrayBuffer();
          if (response.status >= 400) throw new Error(`${response.status}`);
          times.push(performance.now() - asked);
        }),
      );
    }
    await Promise.all(running);
    return times;
  };
  await sleep(3000); // what was uploaded is being listened to
  say(`state, ${rate}/s, nothing else`, await read());
  const etag = (await fetch(latest, { headers })).headers.get('etag') ?? '';
  say(`state, ${rate}/s, 304`, await read({ 'if-none-match': etag }));
  const order = { id: 'bench', sessionId: session, output: { quality: 'high', resolution: '1080p', fps: 30 } };
  await call('POST', '/api/render/proxy/lambda', JSON.stringify(order), { 'content-type': 'application/json' }).catch(
    () => undefined,
  );
  say(`state, ${rate}/s, while a render runs`, await read());
  const { progress, status } = await call('GET', '/api/render/proxy/lambda/bench');
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${served.child.pid ?? 0}/status`, 'utf8'))?.[1];
  console.log(
    `render: ${String(status)} ${String(progress)} % · server: ${Math.round(Number(memory) / 1024)} MB · load ${loadavg()[0]?.toFixed(1) ?? ''}`,
  );
  await served.end('SIGTERM');
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
