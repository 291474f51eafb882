import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { NOT_BY_HAND } from '../../src/app/service/state.ts';
import { probeFile } from '../../src/media/probe.ts';
import { OPERATIONS } from '../../src/operations/registry.ts';
import { runCli } from '../support/cli.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { cleanEnv } from '../support/serve.ts';
import { until } from '../support/until.ts';

type Result = {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text?: string; readonly data?: string }[];
  readonly structuredContent?: Record<string, unknown>;
};

describe('tellcut mcp, over stdin and stdout', () => {
  const folder = tempFolder();
  const root = folder.file('work');
  let client: Client;
  let stderr = '';

  async function connect(options: ClientOptions = {}, isRooted = true): Promise<Client> {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [path.resolve('src/main.ts'), 'mcp', '--data', folder.file('data'), ...(isRooted ? ['--root', root] : [])],
      env: cleanEnv(),
      stderr: 'pipe',
    });
    transport.stderr?.on('data', (text) => (stderr += String(text)));
    const made = new Client({ name: 'test', version: '1' }, options);
    await made.connect(transport);
    return made;
  }

  const call = async (name: string, args: Record<string, unknown>, options = {}): Promise<Result> =>
    (await client.callTool({ name, arguments: args }, options)) as unknown as Result;
  const textOf = (result: Result): string => result.content[0]?.text ?? '';
  const project = async (): Promise<string> =>
    String((await call('create_project', { name: 'A film' })).structuredContent?.['session_id']);

  before(async () => {
    mkdirSync(root);
    makeVideo(path.join(root, 'talk.mp4'), { frames: 90, rate: { num: 30, den: 1 }, width: 160, height: 90 });
    client = await connect();
  });
  after(async () => {
    await client.close();
    folder[Symbol.dispose]();
  });

  test('every operation and every service is a tool that explains itself', async () => {
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name } of OPERATIONS.values()) if (!NOT_BY_HAND.has(name)) assert.ok(names.includes(name), name);
    for (const name of ['create_video_project', 'get_video_project', 'upload_asset', 'render_video', 'get_credits'])
      assert.ok(names.includes(name), name);
    const bytes = JSON.stringify(tools).length;
    assert.ok(bytes / tools.length < 900, `an agent keeps ${bytes} bytes of ${tools.length} tools in mind`);
    for (const { name, description = '', inputSchema, annotations } of tools) {
      assert.match(name, /^[a-z_]{1,64}$/);
      assert.ok(description.length > 20, name);
      assert.equal(inputSchema.type, 'object', name);
      assert.ok(annotations?.readOnlyHint === true || annotations?.destructiveHint !== undefined, name);
    }
  });

  test('a whole job by tools alone: upload, edit, look, undo, export', async () => {
    const session = await project();
    const added = await call('upload', { session_id: session, paths: ['talk.mp4'] });
    assert.match(textOf(added), /^Added talk\.mp4 \(video, 3 s\)\./);
    const cut = await call('trim', { session_id: session, start: 1 });
    assert.notEqual(cut.isError, true, textOf(cut));
    assert.match(textOf(cut), /Timeline \(1 track/);
    const many = await call('apply_operations', {
      session_id: session,
      operations: [
        { op: 'title', text: 'Urban Dreams' },
        { op: 'speed', factor: 2 },
      ],
    });
    assert.notEqual(many.isError, true, textOf(many));
    const seen = await call('get_project', { session_id: session });
    assert.match(textOf(seen), /Title: "Urban Dreams"/);
    const back = await call('undo', { session_id: session });
    assert.doesNotMatch(String(back.structuredContent?.['summary']), /Urban Dreams/);
    const frames = await call('get_project_frame', { session_id: session, at: [0, 1] });
    const pictures = frames.content.filter(({ type }) => type === 'image');
    assert.equal(pictures.length, 2, textOf(frames));
    for (const { data = '' } of pictures)
      assert.equal(Buffer.from(data, 'base64').subarray(0, 2).toString('hex'), 'ffd8');
    const heard: number[] = [];
    const made = await call(
      'export',
      { session_id: session, save_to: 'out.mp4' },
      { onprogress: ({ progress }: { progress: number }) => heard.push(progress) },
    );
    assert.notEqual(made.isError, true, textOf(made));
    assert.ok(Math.abs(probeFile(path.join(root, 'out.mp4')).duration - 2000) < 100);
    assert.deepEqual(
      heard,
      heard.toSorted((a, b) => a - b),
    );
    assert.ok(heard.length > 0, 'progress is told');
    const again = await call('export', { session_id: session, save_to: 'out.mp4' });
    assert.match(textOf(again), /mcp\.file_exists/);
  });

  test('a request in words, handed over, and read again as resources', async () => {
    const session = await project();
    await call('upload_asset', { session_id: session, paths: [path.join(root, 'talk.mp4')] });
    const said = await call('edit_by_words', { session_id: session, text: 'cut the first second' });
    assert.match(textOf(said), /0:00–0:01/);
    assert.equal(said.structuredContent?.['status'], 'done');
    const uri = `tellcut://sessions/${session}`;
    const { contents } = await client.readResource({ uri: `${uri}/summary` });
    assert.match(String((contents[0] as { text: string }).text), /^Timeline .*0-2s/);
    const draft = await client.readResource({ uri: `${uri}/draft` });
    assert.ok(JSON.parse((draft.contents[0] as { text: string }).text).draft.t.length > 0);
    const { resources } = await client.listResources();
    assert.ok(resources.some((each) => each.uri === `${uri}/summary`));
    const picture = await client.readResource({ uri: `${uri}/frames/0.5` });
    assert.ok((picture.contents[0] as { blob: string }).blob.length > 500);
    const { prompts } = await client.listPrompts();
    const prompt = await client.getPrompt({ name: prompts[0]?.name ?? '', arguments: { files: 'talk.mp4' } });
    assert.match(JSON.stringify(prompt.messages), /create_project, then upload/);
  });

  test('files and timelines are looked at: stills, levels, a preview with a page of its own', async () => {
    const session = await project();
    const added = await call('upload', { session_id: session, paths: ['talk.mp4'] });
    const [file] = (added.structuredContent?.['files'] ?? []) as { id: string }[];
    const looked = await call('look_at_file', { session_id: session, file_id: file?.id });
    assert.match(textOf(looked), /^Picture 1: 6 stills, 6 in a row, one every 0\.5 s\./);
    const kinds = looked.content.map(({ data = '' }) => Buffer.from(data, 'base64').subarray(0, 2).toString('hex'));
    assert.equal(kinds[1], 'ffd8');
    const uri = `tellcut://sessions/${session}/files/${file?.id}`;
    const sheet = await client.readResource({ uri: `${uri}/sheet` });
    assert.equal((sheet.contents[0] as { blob: string }).blob, looked.content[1]?.data);
    await assert.rejects(client.readResource({ uri: `${uri}/waveform` }), /no sound/);
    await assert.rejects(client.readResource({ uri: `tellcut://sessions/${session}/files/nothing/sheet` }));
    const sound = { seconds: 1, value: (at: number) => 0.5 * Math.sin(at / 20) };
    makeVideo(path.join(root, 'loud.mp4'), { frames: 30, rate: { num: 30, den: 1 }, width: 160, height: 90, sound });
    const loud = await call('upload', { session_id: session, paths: ['loud.mp4'] });
    const [made] = (loud.structuredContent?.['files'] ?? []) as { id: string }[];
    const id = made?.id ?? '';
    const heard = async (): Promise<Result> => call('look_at_file', { session_id: session, file_id: id });
    let levels = await heard(); // measured once, in its own time
    await until(async () => {
      levels = await heard();
      return /levels over[\s\S]*Loudness: -\d/.test(textOf(levels));
    });
    assert.match(textOf(levels), /Picture 2: levels over 1(?:\.\d)? s, a line every 1 s\./);
    const png = await client.readResource({ uri: `tellcut://sessions/${session}/files/${id}/waveform` });
    assert.match((png.contents[0] as { blob: string }).blob, /^iVBOR/);
    const shown = await call('show_preview', { session_id: session, at: 1 });
    assert.equal(shown.structuredContent?.['seconds'], 4);
    assert.ok(shown.content.some(({ type }) => type === 'image'));
    const { tools } = await client.listTools();
    const { _meta } = tools.find(({ name }) => name === 'show_preview') ?? {};
    const { resourceUri: view } = (_meta?.['ui'] ?? {}) as { resourceUri: string };
    const [page] = (await client.readResource({ uri: view })).contents;
    assert.equal(page?.mimeType, 'text/html;profile=mcp-app');
  });

  test('without --root, the folders that the client announces are those that may be used', async () => {
    const own = folder.file('own');
    mkdirSync(own);
    makeVideo(path.join(own, 'own.mp4'), { frames: 15, rate: { num: 30, den: 1 }, width: 160, height: 90 });
    const before = client;
    const other = await connect({ capabilities: { roots: { listChanged: true } } }, false);
    try {
      client = other;
      let uri = pathToFileURL(own).href;
      client.setRequestHandler('roots/list', () => ({ roots: [{ uri }, { uri: 'file:///not/there' }] }));
      const session = await project();
      const take = async (file: string): Promise<string> =>
        textOf(await call('upload', { session_id: session, paths: [file] }));
      assert.match(await take('own.mp4'), /^Added own\.mp4/);
      assert.match(await take(path.join(root, 'talk.mp4')), /mcp\.outside_roots/);
      uri = pathToFileURL(root).href;
      await client.sendRootsListChanged();
      assert.match(await take('talk.mp4'), /^Added talk\.mp4/);
    } finally {
      client = before;
      await other.close();
    }
  });

  test('a file outside the roots is not reached: by path, by .., by link; nothing is written there either', async () => {
    const session = await project();
    writeFileSync(folder.file('secret.mp4'), 'secret');
    symlinkSync(folder.file('secret.mp4'), path.join(root, 'link.mp4'));
    for (const file of [
      folder.file('secret.mp4'),
      '../secret.mp4',
      'link.mp4',
      '/etc/passwd',
      '../not-there',
      '.',
      '',
    ]) {
      const { isError, content } = await call('upload', { session_id: session, paths: [file] });
      assert.ok(isError, file);
      assert.doesNotMatch(content[0]?.text ?? '', /no file/, `${file}: whether it is there is not told`);
    }
    assert.match(textOf(await call('upload', { session_id: session, paths: ['not-there.mp4'] })), /mcp\.no_such_file/);
    await call('upload', { session_id: session, paths: ['talk.mp4'] });
    const out = await call('export', { session_id: session, save_to: '../outside.mp4' });
    assert.match(textOf(out), /mcp\.outside_roots/);
    assert.ok(!existsSync(folder.file('outside.mp4')));
  });

  test('wrong calls get named answers that say what to do next', async () => {
    const session = await project();
    const cases: [string, Record<string, unknown>, RegExp][] = [
      ['trim', { session_id: session, start: 1 }, /\(draft\.\w+, /],
      ['trim', { start: 1 }, /mcp\.which_project/],
      ['get_project', { session_id: 'ses_nobody' }, /session\.not_found/],
      ['trim', { session_id: 'ses_nobody', start: 1 }, /session\.not_found/],
      ['get_project', { project_id: 'task_nobody' }, /project\.not_found/],
      ['get_render_status', { render_id: 'nothing' }, /render\.not_found/],
      ['get_answer', { turn_id: 'e-nothing' }, /turn\.not_found/],
      ['export', { session_id: session }, /draft\.nothing_there/],
      ['upload', { session_id: session }, /upload\.no_file/],
      ['apply_operations', { session_id: session, operations: [{ op: 'dance' }] }, /input\.invalid/],
      [
        'apply_operations',
        { session_id: session, base_version: 99, operations: [{ op: 'mute' }] },
        /session\.draft_changed/,
      ],
    ];
    for (const [name, args, said] of cases) {
      const result = await call(name, args);
      assert.equal(result.isError, true, name);
      assert.match(textOf(result), said);
      assert.ok(JSON.stringify(result.structuredContent).includes('"remedy"'), name);
    }
    for (const args of [
      { session_id: session, start: 1, surprise: true },
      { session_id: 'a/../b' },
      { session_id: 5 },
    ]) {
      const refused = await call('trim', args).catch((error: unknown) => ({ isError: true, said: String(error) }));
      assert.equal(refused.isError, true, JSON.stringify(args));
    }
    await assert.rejects(call('format_disk', {}), /format_disk/);
    const long = await call('edit_by_words', { session_id: session, text: 'x'.repeat(5_000_000) }).catch(() => ({
      isError: true,
    }));
    assert.equal(long.isError, true);
    assert.equal(textOf(await call('get_credits', {})).endsWith('credits.'), true, 'it still answers');
  });

  test('a root that is no folder is said so before anything starts', async () => {
    const said = await runCli(['mcp', '--data', folder.file('other'), '--root', folder.file('nowhere')], { cwd: root });
    assert.equal(said.code, 2);
    assert.match(said.stderr, /--root .*nowhere is not a folder/);
  });

  test('nothing but the protocol on stdout, and nothing of ours went wrong', () => {
    assert.doesNotMatch(stderr, /a tool failed|Error/);
  });
});
