import { appendFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The workers' entry, of which the first few die of a chunk as of a fault in native code: as many as stand in the file
 * `deaths` of the temporary folder. Each writes its id to `died` there before.
 */
process.on('message', (message: { task?: { kind?: string } }) => {
  if (message.task?.kind !== 'chunk') return;
  const died = path.join(tmpdir(), 'died');
  const before = readFileSync(died, 'utf8').split('\n').length - 1;
  if (before >= Number(readFileSync(path.join(tmpdir(), 'deaths'), 'utf8'))) return;
  appendFileSync(died, `${process.pid}\n`);
  process.kill(process.pid, 'SIGSEGV');
});

await import('../../src/render/worker.ts');
