/**
 * Builds the web app into dist/web. With --if-stale (and by `npm start`) only when it is missing or its sources have
 * changed, and never as a reason not to start: an installation without development packages has what it came with.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'dist/web');
/** Built beside it and put in its place whole: a server may be reading the old one. */
const NEW = `${OUT}.${process.pid}`;
const STAMP = '.built-from';
const SOURCES = [
  'web/**/*',
  'src/{base,draft,captions,operations,interchange,protocol,client}/**/*.ts',
  'package-lock.json',
  'scripts/build-web.ts',
];

/** A hash of everything that the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true, exclude: ['**/*.test.ts'] }).filter((entry) =>
    entry.isFile(),
  );
  for (const file of files.map(({ parentPath, name }) => path.join(parentPath, name)).toSorted())
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Beside each file what a browser gets instead: made once here, not with every request. */
function compress(folder: string): void {
  for (const file of globSync('app/*.{js,css,svg}', { cwd: folder }).map((name) => path.join(folder, name))) {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

async function build(hash: string): Promise<void> {
  const vite = await import('vite');
  const config = {
    configFile: path.join(ROOT, 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: NEW },
  } as const;
  try {
    await vite.build(config);
    compress(NEW);
    writeFileSync(path.join(NEW, STAMP), hash);
    mkdirSync(path.dirname(OUT), { recursive: true });
    rmSync(OUT, { recursive: true, force: true });
    renameSync(NEW, OUT);
  } finally {
    rmSync(NEW, { recursive: true, force: true });
  }
}

/** Builds what is missing or out of date; `isAsked`: in any case, and a failure is one. */
export async function buildWeb({ isAsked }: { isAsked: boolean }): Promise<void> {
  const hash = sourceHash();
  const stamp = path.join(OUT, STAMP);
  if (!isAsked && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const began = performance.now();
  try {
    await build(hash);
    process.stderr.write(`Built the web app in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  } catch (error) {
    if (isAsked) throw error;
    const { message } = error as Error;
    process.stderr.write(`The web app was not built (${message.split('\n')[0] ?? ''}). Everything else works.\n`);
  }
}

if (import.meta.main) await buildWeb({ isAsked: !process.argv.includes('--if-stale') });
