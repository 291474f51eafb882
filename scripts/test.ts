import { chmodSync, globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/**
 * `npm test [file or pattern…]`: each file in a process of its own, as `node --test` does it, and three things more.
 * What takes long begins first, so that the end does not wait for one file. Whatever a process compiles is there for
 * all that come after it. And what tests write lies in one folder, which goes at the end, whoever was killed meanwhile.
 */

/** From the longest to the shortest. */
const ORDER = ['test/chaos', 'test/e2e', 'test/integration', 'src', 'test'];

const rank = (file: string): number => ORDER.findIndex((folder) => file.startsWith(`${folder}${path.sep}`));

const asked = process.argv.slice(2);
const files = globSync(asked.length > 0 ? asked : ['src/**/*.test.ts', 'test/**/*.test.ts'])
  .toSorted()
  .toSorted((a, b) => rank(path.normalize(a)) - rank(path.normalize(b)));
if (files.length === 0) throw new Error(`no tests in ${asked.join(' ')}`);

const folder = mkdtempSync(path.join(os.tmpdir(), 'tellcut-'));
chmodSync(folder, 0o711); // root's Postgres runs as nobody, and has to come through
process.env['TMPDIR'] = folder;
process.env['TEMP'] = folder;
process.env['NODE_COMPILE_CACHE'] = path.join(folder, 'compiled');

/** What tests have left behind: the template of databases and the compiled files are ours. */
const left = (): string[] => readdirSync(folder).filter((name) => !/^(compiled|tellcut-test-cluster-.*)$/.test(name));

process.on('exit', () => {
  const names = left();
  if (names.length > 0) process.stderr.write(`left behind by tests, and removed: ${names.join(' ')}\n`);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

process.exitCode = 1; // until everything is known to have passed
run({
  files: files.map((file) => path.resolve(file)),
  // One more than processors, as many wait for a child or a clock; few, as many have children of their own.
  concurrency: Math.min(5, os.availableParallelism() + 1),
  signal: stopping.signal,
})
  .on('test:summary', ({ file, success }) => {
    if (file === undefined) process.exitCode = success ? 0 : 1;
  })
  .compose(spec)
  .pipe(process.stdout);
