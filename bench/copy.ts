/**
 * Copying against transcoding: `node bench/copy.ts [talk.mp4] [rounds]`. CPU seconds (user + system of the whole process
 * tree) of ours and of Debian's ffmpeg transcoding the same input, in turn, so that a busy machine is busy for both.
 * Made files lie in a folder that goes with the bench. Needs `ffmpeg` and `bash`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const talk = path.resolve(process.argv[2] ?? path.join(ROOT, '../shared/media/talk.mp4'));
const rounds = Number(process.argv[3] ?? 2);
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-'));
const LENGTH_S = 600;

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout;
}

/** CPU seconds of a command and of everything that it started; bash counts them when they have ended. */
function cpuSeconds(command: string, args: readonly string[]): { cpu: number; wall: number; out: string } {
  const began = performance.now();
  const script = 'exec 3>&1; TIMEFORMAT="cpu %U %S"; time "$@" 1>&3 2>"$0"';
  const errors = path.join(folder, 'stderr');
  const result = spawnSync('bash', ['-c', script, errors, command, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(result.stderr) ?? [];
  if (result.status !== 0 || user === undefined) throw new Error(`${command} ended with ${result.status}`);
  return { cpu: Number(user) + Number(system), wall: (performance.now() - began) / 1000, out: result.stdout };
}

type Job = { readonly name: string; readonly input: string; readonly request: string; readonly bar: number };

function jobs(): Job[] {
  const looped = path.join(folder, 'talk-10min.mp4');
  const length = ['-t', String(LENGTH_S)];
  run('ffmpeg', ['-v', 'error', '-stream_loop', '-1', '-i', talk, ...length, '-c', 'copy', looped]);
  // A second out of every ten: what is kept between two cuts is nine seconds of a source with groups of two.
  const cuts = Array.from({ length: LENGTH_S / 10 - 1 }, (_, i) => `${i * 10 + 10}s to ${i * 10 + 11}s`).join(', ');
  return [
    { name: 'silences cut, default quality', input: looped, request: 'cut the silences', bar: 0.25 },
    {
      name: 'cuts ten seconds apart, quality source',
      input: looped,
      request: `cut ${cuts} and export in source quality`,
      bar: 0.1,
    },
  ];
}

function ours({ input, request }: Job): { cpu: number; wall: number; out: string } {
  const out = path.join(folder, 'ours.mp4');
  const args = [path.join(ROOT, 'src/main.ts'), 'edit', input, request, '-o', out, '--json', '--no-cache'];
  return cpuSeconds(process.execPath, args);
}

function transcode({ input }: Job): { cpu: number; wall: number; out: string } {
  const out = path.join(folder, 'theirs.mp4');
  const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-c:a', 'aac'];
  return cpuSeconds('ffmpeg', ['-v', 'error', '-y', '-i', input, ...codecs, out]);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

try {
  if (!existsSync(talk)) throw new Error(`there is no ${talk}`);
  for (const job of jobs()) {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const mine = ours(job);
      const theirs = transcode(job);
      ratios.push(mine.cpu / theirs.cpu);
      const { render } = JSON.parse(mine.out) as { render: { durationMs: number; chunks: unknown } };
      const size = (statSync(path.join(folder, 'ours.mp4')).size / 1e6).toFixed(1);
      const seconds = `${mine.cpu.toFixed(1)} of ${theirs.cpu.toFixed(1)} s CPU, ${mine.wall.toFixed(1)} of ${theirs.wall.toFixed(1)} s`;
      console.log(`  ${seconds}, ${render.durationMs / 1000} s out, ${size} MB, ${JSON.stringify(render.chunks)}`);
    }
    console.log(`${job.name}: ${median(ratios).toFixed(3)} of the transcode's CPU (bar ${job.bar})`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
