import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SERVE } from './serve.ts';

/**
 * Idle streams of turns that wait, on a `tellcut serve` of its own: memory of the server's process before and with them,
 * and its CPU while they idle. `node bench/streams.ts [streams]`. The bar is 300 MB in all for 1,000.
 */
const streams = Number(process.argv[2] ?? 1000);
const IDLE_S = 20;
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-'));
const server = spawn(process.execPath, [...SERVE, '--port', '0', '--data', folder], {
  env: { ...process.env, TELLCUT_WORKERS: '0', TELLCUT_LOG_LEVEL: 'error', TELLCUT_MAX_STREAMS_PER_TOKEN: '1000000' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [first] = (await once(server.stdout, 'data')) as [Buffer];
const url = first.toString().trim();

const memory = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'latin1'))?.[1]) / 1024;
/** Clock ticks of the process, of which Linux has a hundred in a second. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function call(at: string, headers: Record<string, string>, body?: object): Promise<Response> {
  const json = { ...headers, 'content-type': 'application/json' };
  return fetch(url + at, {
    method: 'POST',
    headers: body === undefined ? headers : json,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const made = await call('/api/auth/anonymous-token', { 'x-client-id': crypto.randomUUID() });
const { data } = (await made.json()) as { data: { token: string } };
const headers = { authorization: `Bearer ${data.token}` };
const task = await call('/api/tasks/me/with-session/nemo_agent', headers, {});
const { data: place } = (await task.json()) as { data: { session_id: string } };
const turn = await call('/run_sse', headers, {
  session_id: place.session_id,
  new_message: { parts: [{ text: 'remove the sound' }] },
});
const at = `${url}/run_sse/${turn.headers.get('x-turn-id')}`;

const agent = new Agent({ maxSockets: Infinity });
let heartbeats = 0;
const open = (): Promise<IncomingMessage> =>
  new Promise((done, fail) => {
    get(at, { headers, agent }, (response) => {
      response
        .on('data', (piece: Buffer) => (heartbeats += piece.includes(': heartbeat') ? 1 : 0))
        .on('error', () => undefined);
      done(response);
    }).on('error', fail);
  });

try {
  const before = memory();
  const started = performance.now();
  for (let i = 0; i < streams; i += 50) await Promise.all(Array.from({ length: Math.min(50, streams - i) }, open));
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds();
  await new Promise((done) => setTimeout(done, IDLE_S * 1000));
  const used = ((cpuSeconds() - cpu) / IDLE_S) * 100;
  console.log(`${streams} streams opened in ${seconds.toFixed(1)} s`);
  console.log(`memory: ${before.toFixed(0)} MB before, ${memory().toFixed(0)} MB with them`);
  console.log(`${used.toFixed(1)} % of a processor while they idle, ${heartbeats} heartbeats in ${IDLE_S} s`);
} finally {
  agent.destroy();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
