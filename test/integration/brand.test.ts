import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { clearOut } from '../../src/app/service/retention.ts';
import { findAsset } from '../../src/store/assets.ts';
import { runCli } from '../support/cli.ts';
import { projectOf, say, upload } from '../support/desk.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeStill, makeVideo, tempFolder } from '../support/make-media.ts';

/** The brand of an account: by words, by route, by command. */

const folder = tempFolder();
const CLIP = folder.file('clip.mp4');
const LOGO = folder.file('acme.png');
let site: TestServer;

before(async () => {
  makeVideo(CLIP, { frames: 25, rate: { num: 25, den: 1 } });
  makeStill(LOGO, 'png', 3);
  site = await openTestServer();
});
after(async () => {
  await site[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Record = { id: string; filename: string; cdn_url: string };
const formOf = (file: string, name: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(file)]), name);
  return form;
};
const later = (desk: TestServer['desk'], ms: number) => ({ ...desk, clock: () => new Date(Date.now() + ms) });
const DAY = 86_400_000;

test('a logo that is named in a chat is there in every project, even when the first one is gone', async () => {
  const { desk } = site;
  const ann = await site.client();
  const first = await projectOf(desk, ann.accountId);
  await upload(desk, first, LOGO, 'acme.png');
  await upload(desk, first, CLIP, 'clip.mp4');
  assert.match(await say(desk, first, 'my brand logo is acme.png'), /Kept the logo of your brand/);
  await say(desk, first, 'my brand colors are #ff5500 and navy');
  const kept = await ann.data('GET', '/api/brand');
  const logo = kept['logo'] as Record;
  assert.deepEqual([kept['colors'], logo.filename], [['#ff5500', '#1c2b4a'], 'acme.png']);
  assert.equal((await fetch(logo.cdn_url)).headers.get('content-type'), 'image/png');

  await ann.call('DELETE', `/api/tasks/me/${first.projectId}`);
  await clearOut(later(desk, 2 * DAY));
  await clearOut(later(desk, 2 * DAY));
  assert.notEqual(await findAsset(desk.store.db, logo.id), null, 'the brand keeps its logo');

  const second = await projectOf(desk, ann.accountId);
  await upload(desk, second, CLIP, 'clip.mp4');
  await say(desk, second, 'title it "Hello"');
  const said = await say(desk, second, 'make it branded');
  assert.match(said, /1 text has the look of your brand.*acme\.png/s);
  const latest = await ann.data('GET', `/api/state/nemo_agent/me/${second.sessionId}/latest`);
  assert.match(JSON.stringify(latest), new RegExp(logo.id));

  const bob = await site.client();
  assert.equal((await bob.data('GET', '/api/brand'))['logo'], null);
  const stolen = await bob.call('PUT', '/api/brand', { logo: logo.id });
  assert.equal(stolen.status, 404, 'a file of somebody else is no file');

  await ann.call('DELETE', '/api/brand');
  await ann.call('DELETE', `/api/tasks/me/${second.projectId}`);
  await clearOut(later(desk, 2 * DAY));
  await clearOut(later(desk, 2 * DAY));
  assert.equal(await findAsset(desk.store.db, logo.id), null, 'nothing names it any more');
});

test('the brand by route: files by upload, all of it at once, hostile values by name', async () => {
  const ann = await site.client();
  const put = async (path: string, body: unknown): Promise<[number, string]> => {
    const answer = await ann.call('PUT', path, body);
    return [answer.status, ((await answer.json()) as { message: string }).message];
  };
  const uploaded = await ann.data('PUT', '/api/brand/file?which=logo', formOf(LOGO, '../../<b>acme.png'));
  const { id, filename } = uploaded['logo'] as Record;
  assert.equal(filename.includes('/'), false);
  await ann.data('PUT', '/api/brand/file?which=intro', formOf(CLIP, 'open.mp4'));
  const all = { logo: id, colors: ['navy', '#FF5500'], font: 'Playfair Display', handle: '@acme\u202e\n', intro: null };
  const set = await ann.data('PUT', '/api/brand', all);
  assert.deepEqual(
    [set['colors'], set['font'], set['handle'], set['intro'], (set['logo'] as Record).filename],
    [['#1c2b4a', '#ff5500'], 'serif', '@acme', null, filename],
  );
  for (const [body, wanted] of [
    [{ colors: ['url(javascript:1)'] }, /a colour such as/],
    [{ colors: Array.from({ length: 9 }, () => 'red') }, /colors/],
    [{ font: 'Comic Sans; }' }, /Montserrat/],
    [{ handle: '\u202e\u0000' }, /@acme/],
    [{ logo: '../../etc/passwd' }, /logo/],
    [{ logo: 'ast_00000000000000000000000000000000' }, /./],
    [{ extra: 1 }, /extra/],
  ] as const) {
    const [status, message] = await put('/api/brand', body);
    assert.ok(status >= 400 && status < 500, `${JSON.stringify(body)}: ${status}`);
    assert.match(message, wanted);
  }
  const [status, message] = await put('/api/brand/file?which=logo', formOf(CLIP, 'clip.mp4'));
  assert.deepEqual([status, /picture/.test(message)], [422, true], message);
  assert.equal((await put('/api/brand/file?which=logo', new FormData()))[0], 422);
  assert.equal((await put('/api/brand/file?which=logo', formOf('package.json', 'x.png')))[0], 422);
  assert.equal((await put('/api/brand/file?which=elsewhere', formOf(LOGO, 'x.png')))[0], 422);
  assert.equal(((await ann.data('GET', '/api/brand'))['logo'] as Record).id, id, 'what failed changed nothing');
});

test('two that change a brand at once both count', async () => {
  const ann = await site.client();
  await Promise.all([
    ann.data('PUT', '/api/brand/file?which=logo', formOf(LOGO, 'a.png')),
    ann.data('PUT', '/api/brand/file?which=outro', formOf(CLIP, 'b.mp4')),
  ]);
  const { logo, outro } = (await ann.data('GET', '/api/brand')) as { logo: Record; outro: Record };
  assert.deepEqual([logo.filename, outro.filename], ['a.png', 'b.mp4']);
});

test('tellcut brand keeps a logo with its bytes, and edits use it', async () => {
  const env = { XDG_DATA_HOME: folder.file('data'), TELLCUT_CACHE: folder.file('cache') };
  const run = (...args: string[]) => runCli(args, { cwd: folder.path, env });
  const set = await run('brand', 'set', '--logo', LOGO, '--colors', '#ff5500', '--handle', '@acme');
  assert.equal(set.code, 0, set.stderr);
  assert.equal(set.stdout, 'logo: acme.png\ncolors: #ff5500\nhandle: @acme\n');
  const edited = await run('edit', CLIP, 'make it branded', '--json', '-o', 'out.mp4');
  assert.equal(edited.code, 0, edited.stderr);
  assert.match(edited.stdout, /acme\.png/);
});
