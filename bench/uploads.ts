import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeVideo } from '../test/support/make-media.ts';
import { SERVE } from './serve.ts';

/**
 * Uploads over loopback to a `tellcut serve` of its own: one file, then many at once, and the peak memory of the server's
 * process. `node bench/uploads.ts [files] [megabytes]`. The bars: over 100 MB/s, under 150 MB, flat with the number.
 */
const files = Number(process.argv[2] ?? 16);
const megabytes = Number(process.argv[3] ?? 500);
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-'));
const PIECE = Buffer.alloc(1 << 20, 7);

/** A small video and then a `free` box: as many bytes as wanted that are still a whole MP4, different for each `seed`. */
function* movie(seed: number): Generator<Buffer> {
  yield video;
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + megabytes * PIECE.length, 0);
  head.write('free', 4, 'latin1');
  head.writeUInt32BE(seed, 8);
  yield head;
  for (let i = 0; i < megabytes; i++) yield PIECE;
}

const small = path.join(folder, 'small.mp4');
makeVideo(small, { frames: 30, rate: { num: 30, den: 1 }, width: 160, height: 90 });
const video = readFileSync(small);

const server = spawn(process.execPath, [...SERVE, '--port', '0', '--data', path.join(folder, 'data')], {
  env: { ...process.env, TELLCUT_MAX_UPLOAD_BYTES: '1GB', TELLCUT_MIN_FREE_BYTES: '100MB', TELLCUT_LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [first] = (await once(server.stdout, 'data')) as [Buffer];
const url = first.toString().trim();

/** Memory of one process that is not shared with others' files, in MB. */
function anonymousMemory(): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'latin1');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
const wholeMemory = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'latin1'))?.[1]) / 1024;

async function call(at: string, headers: Record<string, string>, body?: string): Promise<Record<string, string>> {
  const response = await fetch(url + at, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
  return ((await response.json()) as { data: Record<string, string> }).data;
}
const { token } = await call('/api/auth/anonymous-token', { 'x-client-id': crypto.randomUUID() });
const authorization = `Bearer ${token}`;
const { session_id } = await call(
  '/api/tasks/me/with-session/nemo_agent',
  { authorization, 'content-type': 'application/json' },
  '{}',
);

async function upload(seed: number): Promise<void> {
  const head = `--x\r\nContent-Disposition: form-data; name="files"; filename="${seed}.mp4"\r\n\r\n`;
  const sending = request(`${url}/api/upload-video/nemo_agent/me/${session_id}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'multipart/form-data; boundary=x' },
  });
  const answered = once(sending, 'response');
  sending.write(head);
  for (const piece of movie(seed)) if (!sending.write(piece)) await once(sending, 'drain');
  sending.end('\r\n--x--\r\n');
  const [response] = (await answered) as [IncomingMessage];
  const body = Buffer.concat((await response.toArray()) as Buffer[]).toString();
  if (response.statusCode !== 200) throw new Error(body);
}

async function measured(name: string, work: () => Promise<unknown>, bytes: number): Promise<void> {
  let [peak, whole] = [0, 0];
  const timer = setInterval(() => {
    peak = Math.max(peak, anonymousMemory());
    whole = Math.max(whole, wholeMemory());
  }, 100);
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(timer);
  const speed = bytes / 1e6 / seconds;
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${speed.toFixed(0)} MB/s, peak ${whole.toFixed(0)} MB (${peak.toFixed(0)} anonymous)`,
  );
}

const size = megabytes * PIECE.length;
console.log(`idle: ${wholeMemory().toFixed(0)} MB (${anonymousMemory().toFixed(0)} anonymous)`);
try {
  await measured('1 file', () => upload(0), size);
  await measured(
    `${files} files at once`,
    () => Promise.all(Array.from({ length: files }, (_, i) => upload(i + 1))),
    files * size,
  );
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
