/**
 * A server in a process of its own, built where it was built: `node bench/server.ts [seconds] [requests per second]`. How
 * soon it is ready, first and again; how long reading a state takes at that rate, alone, while a render runs, and answered
 * by 304, and how much CPU of the server each reading costs; its memory. The readings are sent from this process, over
 * connections that stay open, and share the processors with the server: times hold on a machine that does nothing else.
 */
import { readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeNumberedVideo } from '../test/support/numbered.ts';
import { serveIn } from '../test/support/serve.ts';
import { newFolder } from '../test/support/store.ts';
import { SERVE } from './serve.ts';

const seconds = Number(process.argv[2] ?? 10);
const rate = Number(process.argv[3] ?? 200);
const folder = newFolder();
const data = path.join(folder, 'data');
const clip = path.join(folder, 'clip.mp4');
const env = { TELLCUT_MIN_FREE_BYTES: '1MB' };
const [main] = SERVE;
const SKILL = { 'x-skill-source': 'bench', 'x-skill-version': '1', 'x-skill-platform': 'node' };

type Read = { readonly times: readonly number[]; readonly cpuMs: number };

function say(what: string, { times, cpuMs }: Read): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(
    `${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms, ${(cpuMs / sorted.length).toFixed(2)} ms of CPU (${sorted.length})`,
  );
}

try {
  makeNumberedVideo(clip, { width: 1280, height: 720, fps: 25, frames: 1500, half: 'upper' });
  {
    await using first = await serveIn({ data, env, main });
    console.log(`ready, first start: ${first.readyMs.toFixed(0)} ms`);
    await first.end('SIGTERM');
  }
  await using served = await serveIn({ data, env, main });
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

  // Clock ticks of the process, of which Linux has a hundred in a second.
  const cpuMs = (): number => {
    const fields =
      readFileSync(`/proc/${served.child.pid ?? 0}/stat`, 'latin1')
        .split(') ')[1]
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  };
  const agent = new Agent({ keepAlive: true });
  const once = (more: Record<string, string>): Promise<void> =>
    new Promise((done, failed) => {
      const answered = (response: IncomingMessage): void => {
        if ((response.statusCode ?? 500) >= 400) failed(new Error(`${response.statusCode ?? ''}`));
        response.resume().on('end', done).on('error', failed);
      };
      request(latest, { agent, headers: { ...headers, ...more } }, answered)
        .on('error', failed)
        .end();
    });
  const read = async (more: Record<string, string> = {}): Promise<Read> => {
    const times: number[] = [];
    const running: Promise<void>[] = [];
    const before = cpuMs();
    const began = performance.now();
    for (let n = 0; n < seconds * rate; n++) {
      await sleep(Math.max(0, began + (n * 1000) / rate - performance.now()));
      const asked = performance.now();
      running.push(once(more).then(() => void times.push(performance.now() - asked)));
    }
    await Promise.all(running);
    return { times, cpuMs: cpuMs() - before };
  };
  await sleep(8000); // what was uploaded is being looked at and listened to
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
  agent.destroy();
  await served.end('SIGTERM');
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
