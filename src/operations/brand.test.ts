import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { mainSegments, overlaySegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const clip = sampleAsset('clip.mp4', { duration: 8000 });
const logo = sampleAsset('acme.png', { kind: 'image' });
const opener = sampleAsset('opener.mp4', { duration: 2000 });
const facts = factsFor(clip, logo, opener);
const run = (...calls: OperationCall[]) => applyOperations(deepFrozen(draftOf(clip)), calls, { facts, selected: null });
const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;

test('what is said of a brand is kept beside what was kept before, and changes no draft', () => {
  const { draft, outcomes } = run({
    op: 'brand',
    colors: '#FF5500 and navy',
    handle: '@acme',
    content: { logo: 'acme.png', colors: ['#000000'] },
  });
  assert.deepEqual(draft, draftOf(clip));
  const [request] = outcomes[0]?.requests ?? [];
  assert.equal(request?.kind, 'keep');
  const { value } = request as { value: { colors: string[]; logo: { name: string }; handle: string } };
  assert.deepEqual(value.logo, { name: 'acme.png' });
  assert.equal(value.handle, '@acme');
  assert.equal(value.colors[0], '#ff5500');
  assert.equal(value.colors.length, 2);
  assert.throws(() => run({ op: 'brand', colors: 'the usual' }), refused('draft.unclear_value'));
});

test('a brand is applied: intro, logo, colours; files that are not there are told', () => {
  const content = { logo: 'acme.png', colors: ['#ff5500'], font: 'serif', intro: 'opener.mp4', outro: 'gone.mp4' };
  const { draft, outcomes } = run({ op: 'title', text: 'Hello' }, { op: 'brand', content });
  assert.equal(mainSegments(draft)[0]?.asset, opener.id);
  assert.equal(overlaySegments(draft)[0]?.asset, logo.id);
  const [title] = textSegments(draft, 'title');
  assert.equal(title?.style.color, '#ff5500');
  assert.equal(title?.style.font, 'serif');
  assert.match(outcomes[1]?.notes.map(({ en }) => en).join(' ') ?? '', /gone\.mp4/);
  const colored = run({ op: 'title', text: 'Hello' }, { op: 'brand', use: 'colors', content });
  assert.equal(overlaySegments(colored.draft).length, 0);
});

test('nothing kept, and documents that are none, lead to a question', () => {
  for (const content of [undefined, {}, { colors: 'red' }, 7])
    assert.throws(() => run({ op: 'brand', content }), refused('agent.question'));
});

test('fonts are those that we draw with, a logo is a picture, a handle can be seen', () => {
  const kept = (call: OperationCall) => (run(call).outcomes[0]?.requests[0] as { value: unknown } | undefined)?.value;
  assert.deepEqual(kept({ op: 'brand', font: 'playfair display' }), { font: 'serif' });
  assert.deepEqual(kept({ op: 'brand', font: '手写体' }), { font: 'hand' });
  assert.deepEqual(kept({ op: 'brand', logo: 'the picture' }), { logo: { name: 'acme.png', asset: logo.id } });
  for (const [wrong, code] of [
    [{ font: 'Comic Sans' }, 'draft.unclear_value'],
    [{ logo: 'clip.mp4' }, 'draft.unclear_value'],
    [{ logo: 'gone.png' }, 'draft.no_such_segment'],
    [{ handle: '\u202e' }, 'draft.unclear_value'],
  ] as const)
    assert.throws(() => run({ op: 'brand', ...wrong }), refused(code));
});

test('a brand that is applied again changes nothing more', () => {
  const content = { logo: { name: 'acme.png', asset: logo.id }, intro: { name: 'opener.mp4', asset: opener.id } };
  const once = run({ op: 'brand', content }).draft;
  const twice = run({ op: 'brand', content }, { op: 'brand', content }).draft;
  assert.equal(mainSegments(twice).length, mainSegments(once).length);
  assert.equal(overlaySegments(twice).length, overlaySegments(once).length);
});
