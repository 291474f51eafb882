import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestServer, type TestClient, type TestServer } from '../test/support/http.ts';
import { missing } from './installed.ts';

/** assistant-ui's runtime for ADK: its reader of streams, its accumulator of messages and its list of sessions. */

const skip = missing('@assistant-ui/react-google-adk');
let server: TestServer;
let client: TestClient;
before(async () => {
  if (skip !== false) return;
  server = await openTestServer();
  client = await server.client();
});
after(() => server?.[Symbol.asyncDispose]());

test('a turn becomes messages, without errors, and its session can be loaded and removed', { skip }, async () => {
  const { AdkEventAccumulator, createAdkSessionAdapter, createAdkStream } = await import(
    '@assistant-ui/react-google-adk'
  );
  const headers = { ...client.headers };
  const where = { appName: 'nemo_agent', userId: 'me', headers };
  const { adapter, load } = createAdkSessionAdapter({ ...where, apiUrl: server.url });
  const { remoteId, externalId } = await adapter.initialize('local');
  const stream = createAdkStream({ ...where, api: server.url });
  const events = await stream([{ id: '1', type: 'human', content: 'add a title "Hi"' }], {
    abortSignal: AbortSignal.timeout(30_000),
    initialize: async () => ({ remoteId, externalId }),
  });
  const accumulator = new AdkEventAccumulator();
  for await (const event of events) accumulator.processEvent(event);
  const messages = accumulator.getMessages();
  assert.deepEqual(
    messages.map(({ type }) => type).filter((type) => type === 'ai').length > 0,
    true,
    JSON.stringify(messages),
  );
  assert.match(JSON.stringify(messages.at(-1)), /There is no clip on the timeline yet/);
  const { threads } = await adapter.list();
  assert.ok(threads.some((thread) => thread.remoteId === remoteId));
  const loaded = await load(externalId ?? remoteId);
  assert.ok(loaded.messages.length >= 2, 'what was asked and what was answered');
  await adapter.delete(remoteId);
  assert.ok(!(await adapter.list()).threads.some((thread) => thread.remoteId === remoteId));
});
