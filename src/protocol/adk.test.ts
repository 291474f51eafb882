import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AdkEvent,
  errorEvent,
  isForAll,
  progressEvent,
  textDeltaEvent,
  textEvent,
  toolCallEvent,
  toolCallId,
  toolResultEvent,
} from './adk.ts';
import { RunRequest } from './run-request.ts';

const HEAD = { turnId: 'e-3f2a', at: new Date(1_700_000_000_250) };
const CALL = { id: 'adk-1', name: 'trim', args: { clip: 1, to: '5s' } };

test('every event is exactly its shape, has the four actions, and survives JSON unchanged', () => {
  const events = [
    textEvent(HEAD, 'Cut it.', { isLast: true, data: { version: 3 } }),
    textDeltaEvent(HEAD, 'Cu'),
    toolCallEvent(HEAD, CALL),
    toolResultEvent(HEAD, { id: 'adk-1', name: 'trim', response: { status: 'success' } }),
    progressEvent(HEAD, 40, 'measuring'),
    errorEvent(HEAD, 'draft.clip_not_found', 'No such clip.'),
  ];
  for (const event of events) {
    assert.deepEqual(AdkEvent.parse(JSON.parse(JSON.stringify(event))), event);
    assert.match(event.id, /^[A-Za-z0-9]{8}$/);
    assert.equal(event.timestamp, 1_700_000_000.25);
    assert.deepEqual(Object.keys(event.actions), [
      'stateDelta',
      'artifactDelta',
      'requestedAuthConfigs',
      'requestedToolConfirmations',
    ]);
    assert.ok(!JSON.stringify(event).includes('null'), 'absent keys are left out');
  }
  assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  assert.match(toolCallId(), /^adk-[0-9a-f-]{36}$/);
});

test('a call is by the model, its result has the role user, and both have the agent as author', () => {
  const call = toolCallEvent(HEAD, CALL);
  const result = toolResultEvent(HEAD, { id: 'adk-1', name: 'trim', response: {} });
  assert.deepEqual([call.content?.role, call.author], ['model', 'nemo_agent']);
  assert.deepEqual([result.content?.role, result.author], ['user', 'nemo_agent']);
});

test('without streaming, pieces of a text are left out and progress stays', () => {
  assert.equal(isForAll(textDeltaEvent(HEAD, 'a')), false);
  assert.equal(isForAll(textEvent(HEAD, 'a', { isLast: false })), true);
  assert.equal(isForAll(progressEvent(HEAD, 1, 'a')), true);
});

test('a request is the same in snake_case and in camelCase', () => {
  const snake = RunRequest.parse({
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: 'ses_1',
    new_message: { parts: [{ text: 'cut' }, { inline_data: {} }, { text: 'it' }] },
  });
  const camel = RunRequest.parse({
    appName: 'nemo_agent',
    userId: 'me',
    sessionId: 'ses_1',
    newMessage: { role: 'user', parts: [{ text: 'cut' }, { inlineData: {} }, { text: 'it' }] },
    streaming: false,
    stateDelta: {},
  });
  assert.deepEqual(snake, {
    appName: 'nemo_agent',
    userId: 'me',
    sessionId: 'ses_1',
    text: 'cut\nit',
    selected: null,
    streaming: false,
  });
  assert.deepEqual(camel, snake);
});

test('a request without a session, a message or any words is refused', () => {
  for (const body of [
    {},
    [],
    null,
    'x',
    { session_id: 'a' },
    { session_id: '', new_message: { parts: [{ text: 'x' }] } },
    { session_id: 'a', new_message: { parts: [] } },
    { session_id: 'a', new_message: { parts: [{ function_response: {} }] } },
    { session_id: 'a', new_message: { parts: [{ text: '  ' }] } },
    { session_id: 7, new_message: { parts: [{ text: 'x' }] } },
  ]) {
    assert.equal(RunRequest.safeParse(body).success, false, JSON.stringify(body));
  }
});
