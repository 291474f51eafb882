/**
 * Builds what is installed: the sources as one bundle with its lazy parts beside it (`dist/main.js`, `dist/chunks`) and
 * the entry of the child processes (`dist/render/worker.js`). Loading some 340 modules one by one was half of what a short
 * command cost: docs/decisions/0018-bundle.md.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * Packages that go into the bundle: plain JavaScript that every command needs, and what a server would load in hundreds of
 * small files (`kysely`) or bring a second `zod` with (`fastify-type-provider-zod`, with its errors). All others stay where npm
 * puts them.
 */
const INSIDE = [
  '@fastify/error',
  'commander',
  'env-paths',
  'fastify-type-provider-zod',
  'is-safe-filename',
  'kysely',
  'picocolors',
  'zod',
];

/** Where the bundle starts: name in `dist` without its ending → source file. */
const ENTRIES = { main: 'src/main.ts', 'render/worker': 'src/render/worker.ts' };

export type BuildOptions = {
  /** Folder of the result. What is in it stays, but for older chunks. */
  readonly out: string;
  /** Further entries, as {@link ENTRIES}: programs of the bench. */
  readonly more?: Readonly<Record<string, string>>;
};

/** Bundles the sources of this checkout. Throws what the bundler says. */
export async function bundle({ out, more = {} }: BuildOptions): Promise<void> {
  for (const older of ['chunks', 'render']) rmSync(path.join(out, older), { recursive: true, force: true });
  const entries = Object.entries({ ...ENTRIES, ...more }).map(([name, file]) => [name, path.join(ROOT, file)] as const);
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: INSIDE, target: 'node' },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(entries),
        // Whoever reads a stack trace finds the words in the sources; Node would keep them in memory for as long as it runs.
        output: {
          comments: { legal: true, annotation: false, jsdoc: false },
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
}

/** The client for programs (`tellcut/client`): one module that a browser loads too. Throws what the bundler says. */
export async function bundleClient(out: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2023',
      minify: false,
      reportCompressedSize: false,
      lib: { entry: path.join(ROOT, 'src/client/index.ts'), formats: ['es'], fileName: () => 'client.js' },
      rolldownOptions: { external: ['eventsource-parser/stream', 'tus-js-client'] },
    },
  });
}

/** What the client's types are, for those who import it: `types/client/index.d.ts`. Throws what the compiler says. */
async function declareClient(out: string): Promise<void> {
  const compiler = path.join(ROOT, 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(
    process.execPath,
    [compiler, '-p', path.join(ROOT, 'tsconfig.client.json'), '--outDir', path.join(out, 'types')],
    { cwd: ROOT },
  );
}

if (import.meta.main) {
  const began = performance.now();
  await bundle({ out: path.join(ROOT, 'dist') });
  await bundleClient(path.join(ROOT, 'dist'));
  await declareClient(path.join(ROOT, 'dist'));
  process.stderr.write(`Built dist in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
}
