import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { draftLength, mainSegments, textSegments } from './queries.ts';
import { decodeDraft, encodeDraft } from './wire.ts';
import { wireJsonSchema } from './wire-schema.ts';

const clip = sampleAsset('city timelapse.mp4', { duration: 12_000 });
const facts = factsFor(clip);

const issuesOf = (wire: unknown): { path: string; problem: string }[] => {
  try {
    decodeDraft(wire, facts);
  } catch (error) {
    assert.ok(error instanceof TellcutError && error.code === 'draft.invalid', String(error));
    return (error.params as { issues: { path: string; problem: string }[] }).issues;
  }
  return [];
};

test('the published keys are where clients look for them', () => {
  const wire = encodeDraft(draftOf(clip), facts);
  const track = wire.t[0] as { tt: number; sg: { d: number; m: { name: string } }[] };
  assert.deepEqual([track.tt, track.sg[0]?.d, track.sg[0]?.m.name], [0, 12_000, 'city timelapse.mp4']);
});

test("a foreign minimal draft becomes a whole one: ids, starts and settings are ours, the client's data stays", () => {
  const foreign = {
    t: [
      {
        tt: 0,
        sg: [
          { d: 4000, m: { asset_id: clip.id, label: 'one' } },
          { d: 2000, a: clip.id, i: 5000 },
        ],
      },
      { tt: 7, sg: [{ d: 3000, m: { text: 'Urban Dreams' } }] },
      { tt: 42, sg: [{ anything: true }], why: 'not ours' },
    ],
    project: { colour: 'blue' },
  };
  const draft = decodeDraft(foreign, facts);
  assert.equal(draftLength(draft), 6000);
  assert.deepEqual(
    mainSegments(draft).map((s) => [s.start, s.in, s.asset]),
    [
      [0, 0, clip.id],
      [4000, 5000, clip.id],
    ],
  );
  assert.equal(textSegments(draft)[0]?.text, 'Urban Dreams');
  const back = JSON.parse(JSON.stringify(encodeDraft(draft))) as typeof foreign;
  assert.deepEqual(back.t[2], foreign.t[2]);
  assert.deepEqual(back.project, foreign.project);
  assert.deepEqual(back.t[0]?.sg[0], { ...back.t[0]?.sg[0], m: { asset_id: clip.id, label: 'one' } });
});

test('a file name that is one of ours finds its asset', () => {
  const draft = decodeDraft({ t: [{ tt: 0, sg: [{ d: 1000, m: { name: 'city timelapse.mp4' } }] }] }, facts);
  assert.equal(mainSegments(draft)[0]?.asset, clip.id);
});

test('each fault of a foreign draft is named with its path', () => {
  const table: [unknown, string, RegExp][] = [
    [null, 'draft', /object/],
    [{}, 't', /array/],
    [{ t: [{ sg: [] }] }, 't.0', /./],
    [{ t: [{ tt: 0 }] }, 't.0.sg', /array/],
    [{ t: [{ tt: 0, sg: [{ d: 10_000, m: {} }] }] }, 't.0.sg.0.a', /which asset/],
    [{ t: [{ tt: 0, sg: [{ d: -1, a: clip.id }] }] }, 't.0.sg.0.d', />0/],
    [{ t: [{ tt: 7, sg: [{ d: 1000 }] }] }, 't.0.sg.0.tx', /no text/],
    [{ t: [{ tt: 0, sg: [{ d: 1000, a: 'ast_other' }] }] }, 'tracks.0.segments.0.asset', /no asset/],
    [{ t: [{ tt: 0, sg: [{ d: 90_000, a: clip.id }] }] }, 'tracks.0.segments.0.duration', /past the end/],
  ];
  for (const [wire, path, problem] of table) {
    const [issue] = issuesOf(wire);
    assert.equal(issue?.path, path, JSON.stringify(wire));
    assert.match(issue?.problem ?? '', problem, JSON.stringify(wire));
  }
});

test('an address or a path where an asset belongs is refused, wherever a client hides it', () => {
  const hidden: unknown[] = [
    { d: 1, a: 'https://example.org/a.mp4' },
    { d: 1, a: '/etc/passwd' },
    { d: 1, a: clip.id, m: { src: 'file:///etc/passwd' } },
    { d: 1, a: clip.id, m: { deep: { url: 'http://169.254.169.254/' } } },
    { d: 1, a: clip.id, path: '..\\secret.mp4' },
    { d: 1, a: clip.id, m: { file: 'concat:a|b' } },
  ];
  for (const segment of hidden) {
    const [issue] = issuesOf({ t: [{ tt: 0, sg: [segment] }] });
    assert.match(issue?.problem ?? '', /never by an address or a path/, JSON.stringify(segment));
  }
  assert.deepEqual(
    issuesOf({ t: [{ tt: 0, sg: [{ d: 1000, a: clip.id, m: { note: 'see https://example.org' } }] }] }),
    [],
  );
});

test('a draft cannot reach into objects through its keys', () => {
  const hostile = JSON.parse(
    `{"t":[{"tt":0,"sg":[{"d":1000,"a":"${clip.id}","__proto__":{"bad":1}}]}],"__proto__":{"bad":1}}`,
  ) as unknown;
  const draft = decodeDraft(hostile, facts);
  assert.equal((mainSegments(draft)[0] as unknown as { bad?: number }).bad, undefined);
  assert.equal(({} as { bad?: number }).bad, undefined);
});

test('the JSON Schema describes tracks and segments', () => {
  const schema = wireJsonSchema() as { properties: { t: { type: string } } };
  assert.equal(schema.properties.t.type, 'array');
});
