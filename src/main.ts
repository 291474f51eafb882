/** Composition root: hands the arguments to the command line and its answer to the system. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { cacheFolder } from './cli/folders.ts';

// V8 would let short-lived objects grow to 48 MB before it looks at them. What has grown stays, so this comes before
// anything is loaded: 12 MB less than from within the command.
if (['serve', 'worker', 'mcp'].includes(process.argv[2] ?? '')) setFlagsFromString('--semi-space-growth-factor=1');

// Half of the time that a short command takes goes into stripping types and compiling: what is loaded from here on
// finds that done. Children inherit it (src/media/pool.ts).
enableCompileCache(path.join(cacheFolder(), 'compiled'));
const { run } = await import('./cli/program.ts');

// `tellcut --help | head`: whoever reads us may stop. There is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv);
