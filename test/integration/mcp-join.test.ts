import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { openStore } from '../../src/store/store.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo } from '../support/make-media.ts';
import { cleanEnv } from '../support/serve.ts';
import { newFolder, removeFolder } from '../support/store.ts';

test('an agent works on the folder of a server that runs: the same projects, and the server does the work', async () => {
  const folder = newFolder();
  const root = path.join(folder, 'work');
  mkdirSync(root);
  makeVideo(path.join(root, 'talk.mp4'), { frames: 60, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  const data = path.join(folder, 'data');
  let server: TestServer | null = await openTestServer({ folder: data, env: { TELLCUT_CREDITS: 'off' } });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.resolve('src/main.ts'), 'mcp', '--data', data, '--root', root],
    env: cleanEnv({ TELLCUT_MIN_FREE_BYTES: '1MB' }),
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (text) => (said += String(text)));
  const agent = new Client({ name: 'test', version: '1' });
  try {
    await agent.connect(transport).catch((error: unknown) => {
      throw new Error(said, { cause: error });
    });
    const call = async (name: string, args: object): Promise<{ text: string; made: Record<string, unknown> }> => {
      const result = (await agent.callTool({ name, arguments: { ...args } })) as {
        isError?: boolean;
        content: { text?: string }[];
        structuredContent?: Record<string, unknown>;
      };
      assert.notEqual(result.isError, true, result.content[0]?.text);
      return { text: result.content[0]?.text ?? '', made: result.structuredContent ?? {} };
    };

    const { made } = await call('create_project', { name: 'By an agent' });
    const session = String(made['session_id']);
    await call('upload', { session_id: session, paths: ['talk.mp4'] });
    await call('edit_by_words', { session_id: session, text: 'cut the first half second' });
    const { db } = server.desk.store;
    const [found] = await db.selectFrom('projects').select(['name']).execute();
    assert.equal(found?.name, 'By an agent');
    const [turn] = await db.selectFrom('turns').select(['state', 'session_id']).execute();
    assert.deepEqual(turn, { state: 'done', session_id: session }, 'the server has carried it out');

    // The server ends: the next one is joined, and when none follows the agent's own process goes on, jobs and all.
    await server[Symbol.asyncDispose]();
    server = await openTestServer({ folder: data, env: { TELLCUT_CREDITS: 'off' } });
    assert.match((await call('list_projects', {})).text, /By an agent/);
    await server[Symbol.asyncDispose]();
    server = null;
    await call('edit_by_words', { session_id: session, text: 'make it brighter' });
    await assert.rejects(openStore({ folder: data }), { code: 'store.in_use' }, 'the folder is looked after');
  } finally {
    await agent.close();
    await server?.[Symbol.asyncDispose]();
    removeFolder(folder);
  }
});
