import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

/** The folders of src, lowest first: a folder imports only from itself and from folders before it. */
const ORDER = [
  'base',
  'draft',
  'captions',
  'operations',
  'interchange',
  'protocol',
  'client',
  'remote',
  'media',
  'analysis',
  'music',
  'render',
  'store',
  'engine',
  'agent',
  'llm',
  'app',
  'mcp',
  'server',
  'cli',
];

/** Beyond the order: what the planner may not touch, so that it can be tested with words alone. */
const CLOSED: Record<string, readonly string[]> = {
  client: ['base', 'draft', 'protocol'],
  remote: ['base', 'client'],
  agent: ['base', 'draft', 'operations', 'protocol'],
  cli: ['base', 'draft', 'operations', 'protocol', 'remote', 'agent', 'app', 'mcp', 'server'],
  server: ['base', 'draft', 'operations', 'protocol', 'app', 'mcp'],
  mcp: ['base', 'draft', 'operations', 'protocol', 'app'],
  llm: ['base', 'draft', 'operations', 'protocol', 'agent'],
  music: ['base', 'draft'],
};

/** Packages with one home. */
const OWNER: Record<string, string> = {
  'eventsource-parser': 'client',
  'tus-js-client': 'client',
  saxes: 'interchange',
  'smpte-timecode': 'interchange',
  pg: 'store',
  kysely: 'store',
  s3mini: 'store',
  'pg-boss': 'engine',
  'node-av': 'media',
  '@napi-rs/canvas': 'render',
  fastify: 'server',
  'fastify-type-provider-zod': 'server',
  ...Object.fromEntries(
    ['cookie', 'cors', 'multipart', 'rate-limit', 'static', 'swagger', 'swagger-ui', 'websocket'].map((name) => [
      `@fastify/${name}`,
      'server',
    ]),
  ),
  '@tus/server': 'server',
  '@tus/file-store': 'server',
  undici: 'server',
  'ipaddr.js': 'server',
  'prom-client': 'server',
  pino: 'server',
  commander: 'cli',
  picocolors: 'cli',
  'env-paths': 'cli',
  ai: 'llm',
  '@ai-sdk/openai': 'llm',
  '@ai-sdk/anthropic': 'llm',
  '@ai-sdk/google': 'llm',
  '@ai-sdk/openai-compatible': 'llm',
};

const BROWSER = ['base', 'draft', 'captions', 'operations', 'interchange', 'protocol', 'client'];
const IMPORT = /^\s*(?:import|export)\b[^'";]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

const mayImport = (from: string): readonly string[] => CLOSED[from] ?? ORDER.slice(0, ORDER.indexOf(from));
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

function faultsOf(file: string): string[] {
  const from = file.split(path.sep)[1] ?? '';
  const faults: string[] = [];
  if (!ORDER.includes(from)) return [`${file}: the folder ${from} has no place in the order`];
  for (const [, plain, dynamic] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const target = plain ?? dynamic ?? '';
    if (target.startsWith('.')) {
      const to = path.join(path.dirname(file), target).split(path.sep)[1] ?? '';
      if (to !== from && !mayImport(from).includes(to)) faults.push(`${file}: ${from} may not import ${to}`);
    } else if (target.startsWith('node:')) {
      if (BROWSER.includes(from)) faults.push(`${file}: ${target} cannot run in a browser`);
    } else {
      const home = OWNER[packageOf(target)];
      if (home !== undefined && home !== from) faults.push(`${file}: ${packageOf(target)} lives in ${home}`);
    }
  }
  return faults;
}

test('imports go only upwards, and a package lives in one folder', async () => {
  const faults: string[] = [];
  let files = 0;
  for await (const file of glob('src/*/**/*.ts')) {
    if (file.endsWith('.test.ts')) continue;
    files++;
    faults.push(...faultsOf(file));
  }
  assert.ok(files > 20, `only ${files} files were found: the pattern is wrong`);
  assert.deepEqual(faults, []);
});

test('the web app imports only what a browser runs', async () => {
  const faults: string[] = [];
  let files = 0;
  for await (const file of glob('web/src/**/*.{ts,tsx}')) {
    files++;
    for (const [, plain, dynamic] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const target = plain ?? dynamic ?? '';
      const [top, folder = ''] = path.join(path.dirname(file), target).split(path.sep);
      if (target.startsWith('node:')) faults.push(`${file}: ${target} cannot run in a browser`);
      if (target.startsWith('.') && top === 'src' && !BROWSER.includes(folder))
        faults.push(`${file}: web may not import ${folder}`);
    }
  }
  assert.ok(files > 20, `only ${files} files were found: the pattern is wrong`);
  assert.deepEqual(faults, []);
});

test('docs/architecture.md lists the folders in the order that the gate holds', () => {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(listed, ORDER);
});
