import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { applyOperations } from '../operations/registry.ts';
import { BUILT_IN_TEMPLATES } from './built-in-templates.ts';
import { clipsOf } from './clips.ts';
import type { Draft } from './model.ts';
import { audioSegments, draftLength, mainSegments, textSegments } from './queries.ts';
import { fillTemplate, readTemplate, templateOf } from './template.ts';
import { decodeDraft, encodeDraft } from './wire.ts';

const clips = [4000, 3000, 5000].map((duration, i) => sampleAsset(`own-${i + 1}.mp4`, { duration }));
const logo = sampleAsset('logo.png', { kind: 'image' });
const facts = factsFor(...clips, logo);
const context = { facts, selected: null };
const fresh = [9000, 2000, 8000, 7000].map((duration, i) => sampleAsset(`new-${i + 1}.mp4`, { duration }));

function edited(): Draft {
  return applyOperations(
    draftOf(...clips),
    [
      { op: 'transitions', style: 'fade' },
      { op: 'color', look: 'cinematic' },
      { op: 'title', text: 'Weekly news', start: 0, duration: 2 },
      { op: 'text', text: 'Part two', start: 5, duration: 1.5 },
      { op: 'watermark', source: 'logo.png' },
      { op: 'add_music', mood: 'upbeat' },
    ],
    context,
  ).draft;
}

test('a template has slots for the clips, fields for the words, and none of the files', () => {
  const { template, left } = templateOf(edited(), 'Weekly', facts);
  assert.deepEqual(
    template.slots.map(({ length }) => length),
    clipsOf(edited()).map(({ range }) => range.end - range.start),
  );
  assert.deepEqual(
    template.fields.map(({ text }) => text),
    ['Weekly news', 'Part two'],
  );
  assert.deepEqual(left.files, ['logo.png']);
  assert.doesNotMatch(JSON.stringify(template), /own-|ast_|logo\.png/);
  assert.deepEqual(readTemplate(JSON.parse(JSON.stringify(template))), template);
});

test('new clips fill the slots in order: too long is trimmed, too short is told, what follows moves up', () => {
  const { template } = templateOf(edited(), 'Weekly', facts);
  const three = fresh.slice(0, 3);
  const filled = fillTemplate(template, three, { title: 'Friday' });
  const main = mainSegments(filled.draft);
  assert.deepEqual(
    main.map(({ asset }) => asset),
    three.map(({ id }) => id),
  );
  const [first = 0, , third = 0] = template.slots.map(({ length }) => length);
  assert.deepEqual(
    main.map(({ duration }) => duration),
    [first, 2000, third],
  );
  assert.deepEqual(filled.short, ['new-2.mp4']);
  assert.ok(main.every(({ effects }) => effects.some(({ kind }) => kind === 'look')));
  assert.equal(main[1]?.transition?.name, 'fade');
  assert.deepEqual(
    textSegments(filled.draft).map(({ text }) => text),
    ['Friday', 'Part two'],
  );
  assert.deepEqual(filled.unnamed, ['text']);
  assert.equal(audioSegments(filled.draft, 'music').length, 1);
  assert.deepEqual(decodeDraft(encodeDraft(filled.draft)), filled.draft);
});

test('more clips begin the slots anew, fewer leave slots out with the texts that stood there', () => {
  const { template } = templateOf(edited(), 'Weekly', facts);
  const many = fillTemplate(template, fresh, {});
  assert.equal(mainSegments(many.draft).length, 4);
  assert.equal(many.repeated, 1);
  const ids = new Set(mainSegments(many.draft).map(({ id }) => id));
  assert.equal(ids.size, 4);
  const one = fillTemplate(template, fresh.slice(0, 1), {});
  assert.equal(one.omitted, 2);
  assert.deepEqual(
    textSegments(one.draft).map(({ text }) => text),
    ['Weekly news'],
  );
});

test('of a clip that is longer than its slot the best part is taken where facts tell', () => {
  const { template } = templateOf(edited(), 'Weekly', facts);
  const talk = sampleAsset('talk.mp4', {
    duration: 30_000,
    silences: [
      [0, 20_000],
      [28_000, 30_000],
    ],
  });
  const [segment] = mainSegments(fillTemplate(template, [talk], {}).draft);
  assert.ok((segment?.in ?? 0) >= 18_500, `${segment?.in}`);
  assert.ok((segment?.in ?? 0) + (segment?.duration ?? 0) <= 30_000);
});

test('built-in templates fill with any clips and photos, and give valid drafts by the operation', () => {
  const photo = sampleAsset('photo.jpg', { kind: 'image' });
  const all = factsFor(...fresh, photo);
  for (const template of BUILT_IN_TEMPLATES) {
    assert.deepEqual(readTemplate(JSON.parse(JSON.stringify(template))), template);
    const { draft, outcomes } = applyOperations(
      draftOf(...fresh, photo),
      [{ op: 'template', name: template.name, content: template, text: 'Mine' }],
      { facts: all, selected: null },
    );
    assert.ok(draftLength(draft) > 5000);
    assert.equal(textSegments(draft)[0]?.text, 'Mine');
    assert.match(outcomes[0]?.said.en ?? '', /^Made 5 clips into/);
  }
});

test('a template that is none, or names files of its own, is refused by name', () => {
  const { template } = templateOf(edited(), 'Weekly', facts);
  const hostile = JSON.parse(JSON.stringify(template).replaceAll('slot_2', 'ast_of_somebody'));
  const bad: unknown[] = [null, [], 'x', {}, { ...template, version: 2 }, { ...template, slots: [] }, hostile];
  bad.push({ ...template, draft: { v: 1, t: 'no' } }, { ...template, extra: 1 }, { ...template, name: 'x'.repeat(81) });
  for (const value of bad)
    assert.throws(
      () => readTemplate(value),
      (error) => error instanceof TellcutError && /^(?:template|draft)\.invalid$/.test(error.code),
    );
});
