#!/usr/bin/env node
// Starts tellcut on Node 24 whatever Node the machine has: a 24 of our own comes with the package (see
// docs/decisions/0002-node-from-npm.md). This file must run on Node 18, so it is plain and small.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.join(here, '..', 'dist', 'main.js');
const main = existsSync(built) ? built : path.join(here, '..', 'src', 'main.ts');

function ownNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  try {
    const home = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return null; // no package for this platform
  }
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(pathToFileURL(main).href);
} else {
  const node = ownNode();
  if (node === null) {
    console.error(`tellcut needs Node 24 or newer; this is ${process.version}. Install it and try again.`);
    process.exit(2);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
