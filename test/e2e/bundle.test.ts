import assert from 'node:assert/strict';
import { cpSync, existsSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bundle, bundleClient } from '../../scripts/build.ts';
import type * as Client from '../../src/client/index.ts';
import { runCli } from '../support/cli.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { serveIn } from '../support/serve.ts';

/** Lays out what `npm pack` takes and `npm install` unpacks: below node_modules, where Node strips no types. */
async function installed(folder: string): Promise<string> {
  const home = path.join(folder, 'node_modules', 'tellcut');
  for (const name of ['bin', 'package.json']) cpSync(name, path.join(home, name), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(home, 'node_modules'));
  await bundle({ out: path.join(home, 'dist') });
  return home;
}

test('what npm installs edits a video and serves, without a source file', async () => {
  using folder = tempFolder();
  const home = await installed(folder.path);
  const main = path.join(home, 'bin', 'tellcut.mjs');
  const clip = folder.file('clip.mp4');
  makeVideo(clip, { frames: 25, rate: { num: 25, den: 1 }, width: 320, height: 240 });

  const edit = await runCli(['edit', clip, "brighter, title 'Hello'", '-o', 'out.mp4', '--json'], {
    cwd: folder.path,
    main,
  });
  assert.equal(edit.code, 0, edit.stderr);
  assert.equal((JSON.parse(edit.stdout) as { ok: boolean }).ok, true);
  assert.ok(existsSync(folder.file('out.mp4')));

  await using server = await serveIn({ data: folder.file('data'), main });
  const answer = await fetch(new URL('/openapi.json', server.url));
  assert.equal(answer.status, 200);
  const { paths } = (await answer.json()) as { paths: Record<string, unknown> };
  assert.ok(Object.keys(paths).length > 20, 'schemas of the bundle reach the packages outside of it');
});

test('the bundle takes from outside only what package.json installs', async () => {
  using folder = tempFolder();
  const home = await installed(folder.path);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const imported = globSync('dist/**/*.js', { cwd: home }).flatMap((file) =>
    [
      ...readFileSync(path.join(home, file), 'utf8').matchAll(
        /^import .*?"([^".][^"]*)";$|\bimport\("([^".][^"]*)"\)/gm,
      ),
    ].map(([, from, lazily]) => from ?? lazily ?? ''),
  );
  const packages = new Set(
    imported
      .filter((name) => !name.startsWith('node:'))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
  assert.ok(packages.has('node-av') && packages.has('fastify'), 'native and server packages stay outside');
  for (const name of packages)
    assert.ok({ ...dependencies, ...optionalDependencies }[name], `${name} is not installed`);
});

test('a program imports the client from the package, and nothing of Node comes with it', async () => {
  using folder = tempFolder();
  const home = path.join(folder.path, 'node_modules', 'tellcut');
  cpSync('package.json', path.join(home, 'package.json'));
  symlinkSync(path.resolve('node_modules'), path.join(home, 'node_modules'));
  await bundleClient(path.join(home, 'dist'));
  assert.doesNotMatch(readFileSync(path.join(home, 'dist', 'client.js'), 'utf8'), /["']node:/);
  const program = folder.file('program.mjs');
  writeFileSync(program, "export { openClient } from 'tellcut/client';");
  const { openClient } = (await import(pathToFileURL(program).href)) as typeof Client;
  await assert.rejects(openClient({ url: 'http://127.0.0.1:9' }).credits.balance(), { name: 'ApiError', status: 0 });
});
