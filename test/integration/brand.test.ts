import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { readAsset } from '../../src/app/ingest.ts';
import { BRAND } from '../../src/app/kept.ts';
import { clearOut } from '../../src/app/service/retention.ts';
import { firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio } from '../../src/app/studio.ts';
import { runTurn } from '../../src/app/turn.ts';
import { brand } from '../../src/cli/brand.ts';
import { ownKept } from '../../src/cli/template.ts';
import { newHistory } from '../../src/draft/history.ts';
import { overlaySegments } from '../../src/draft/queries.ts';
import type { ToolCall } from '../../src/mcp/tool.ts';
import { BRAND_TOOLS } from '../../src/mcp/tools/brand.ts';
import { findAsset } from '../../src/store/assets.ts';
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
  const logo = (await ann.data('GET', '/api/brand'))['logo'] as Record;
  assert.equal(logo.filename, 'acme.png');
  assert.equal((await fetch(logo.cdn_url)).headers.get('content-type'), 'image/png');

  await ann.call('DELETE', `/api/tasks/me/${first.projectId}`);
  await clearOut(later(desk, 2 * DAY));
  await clearOut(later(desk, 2 * DAY));
  assert.notEqual(await findAsset(desk.store.db, logo.id), null, 'the brand keeps its logo');

  const second = await projectOf(desk, ann.accountId);
  await upload(desk, second, CLIP, 'clip.mp4');
  assert.match(await say(desk, second, 'make it branded'), /acme\.png/);
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
  const wrong = [
    await put('/api/brand/file?which=logo', new FormData()),
    await put('/api/brand/file?which=logo', formOf('package.json', 'x.png')),
    await put('/api/brand/file?which=elsewhere', formOf(LOGO, 'x.png')),
  ];
  assert.ok(
    wrong.every(([code]) => code >= 400 && code < 500),
    JSON.stringify(wrong),
  );
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

test('the command keeps a logo with its bytes, and other edits use it', async () => {
  process.env['XDG_DATA_HOME'] = folder.file('data');
  process.env['TELLCUT_CACHE'] = folder.file('cache');
  const { signal } = new AbortController();
  const moved = folder.file('moved.png');
  copyFileSync(LOGO, moved);
  assert.equal(await brand('set', { logo: moved, colors: '#ff5500' }, signal), 0);
  rmSync(moved);
  await assert.rejects(brand('set', { logo: CLIP }, signal), /picture/);

  await using opened = await openStudio({ folder: folder.file('cache'), useCache: false, workers: 1 });
  const studio = { ...opened, kept: ownKept() };
  const clip = await readAsset(studio, CLIP, signal);
  const library: Library = new Map([[clip.asset.id, clip]]);
  const history = newHistory(firstDraft(library));
  const ask = { lang: null, history, library, onMeasure: () => undefined, signal };
  const { draft, steps } = await runTurn(studio, { ...ask, text: 'make it branded' });
  const [over] = overlaySegments(draft);
  assert.notEqual(over, undefined, JSON.stringify(steps));
  assert.equal(await brand('set', { logo: '' }, signal), 0);
  assert.deepEqual(await studio.kept.read('brand', BRAND), { colors: ['#ff5500'] });
  assert.equal(await studio.kept.held(over?.asset ?? ''), null, 'nothing is left of it');
});

test('templates are listed with their shape, and each has a picture, with clips and without', async () => {
  const { desk } = site;
  const ann = await site.client();
  const place = await projectOf(desk, ann.accountId);
  const { templates } = (await ann.data('GET', '/api/templates')) as { templates: { name: string; own: boolean }[] };
  assert.deepEqual(templates[0], {
    name: 'Reel',
    slots: 6,
    fields: ['title'],
    width: 1080,
    height: 1920,
    duration: 11,
    own: false,
  });
  const picture = async (name: string): Promise<{ status: number; bytes: Buffer }> => {
    const answer = await ann.call(
      'GET',
      `/api/web/sessions/${place.sessionId}/template?name=${encodeURIComponent(name)}`,
    );
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const [bare, again] = await Promise.all([picture('Reel'), picture('reel')]);
  assert.deepEqual([bare.status, bare.bytes.readUInt16BE(0)], [200, 0xffd8]);
  assert.deepEqual(again.bytes, bare.bytes);
  await upload(desk, place, CLIP, 'clip.mp4');
  const filled = await picture('Reel');
  assert.deepEqual([filled.status, filled.bytes.readUInt16BE(0)], [200, 0xffd8]);
  assert.notDeepEqual(filled.bytes, bare.bytes);
  assert.equal((await picture('Nobody')).status, 404);
  const bob = await site.client();
  assert.equal((await bob.call('GET', `/api/web/sessions/${place.sessionId}/template?name=Reel`)).status, 404);
  if (process.env['TELLCUT_LOOK'] !== undefined)
    for (const [i, { name }] of templates.entries())
      writeFileSync(`${process.env['TELLCUT_LOOK']}/template-${i}.jpg`, (await picture(name)).bytes);
});

test('agents keep parts of a brand, and what they leave out stays', async () => {
  const { desk } = site;
  const ann = await site.client();
  const place = await projectOf(desk, ann.accountId);
  const { id } = await upload(desk, place, LOGO, 'acme.png');
  const run = async (name: string, args: unknown): Promise<{ text: string }> => {
    const tool = BRAND_TOOLS.find((each) => each.name === name);
    assert.ok(tool !== undefined, name);
    // Of all that a call brings these tools use the desk and the account.
    return tool.run(tool.args.parse(args), { desk, accountId: ann.accountId } as unknown as ToolCall);
  };
  assert.match((await run('get_brand', {})).text, /Nothing of a brand is kept/);
  await run('set_brand', { colors: ['navy'], handle: '@acme' });
  await run('set_brand', { logo: id });
  assert.equal((await run('get_brand', {})).text, 'colours: #1c2b4a\nhandle: @acme\nlogo: acme.png');
  await run('set_brand', { handle: null });
  assert.equal((await run('get_brand', {})).text, 'colours: #1c2b4a\nlogo: acme.png');
  await assert.rejects(run('set_brand', { intro: 'ast_00000000000000000000000000000000' }));
  assert.match((await run('set_brand', { clear: true })).text, /Nothing of a brand is kept/);
});
