import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as z from 'zod';
import { planRequest } from '../../src/agent/plan.ts';
import { carriedOut, toOperation } from '../../src/agent/to-operation.ts';
import type { DraftSummary, PlanContext, PlannedOp } from '../../src/agent/types.ts';
import { OPERATIONS } from '../../src/operations/registry.ts';

/*
 * What can be done can be said: the examples of every record, in English and Chinese, are read as that record, with
 * arguments that it takes.
 */

const FILES = [
  'a.mp4',
  'b.mp4',
  'c.mp4',
  'photo.jpg',
  'song.mp3',
  'intro.mp4',
  'beach.mp4',
  'demo.mp4',
  'reaction.mp4',
];
const CLIPS: PlanContext = {
  videos: 3,
  photos: 0,
  audios: 1,
  duration: 95,
  size: '1920x1080',
  files: FILES,
  timeline: 'clips+music+title',
};
const PHOTOS: PlanContext = { videos: 0, photos: 5, audios: 0 };
const DRAFT: DraftSummary = { clips: 3, music: true, captions: true, titles: ['Summer'], transitions: true };

/** Operations that are about photos alone. */
const OF_PHOTOS: ReadonlySet<string> = new Set(['slideshow', 'ken_burns']);

function callsFor(name: string, text: string, lang: string): PlannedOp[] {
  const isOfPhotos = OF_PHOTOS.has(name);
  const context = isOfPhotos ? PHOTOS : CLIPS;
  const draft = name === 'remake' ? { ...DRAFT, film: true } : DRAFT;
  const plan = planRequest({ text, lang, context, ...(isOfPhotos ? {} : { draft }) });
  // What a question offers to do is done where the request names a result (docs/decisions/0010-vague-requests.md).
  return carriedOut(plan.ops)
    .flatMap((op) => [op, ...(op.default ?? [])])
    .map(toOperation);
}

test('the examples of every operation are read as that operation, with arguments that it takes', () => {
  const wrong: string[] = [];
  for (const [name, record] of OPERATIONS) {
    for (const lang of ['en', 'zh'] as const) {
      const texts = record.examples.flatMap((example) => example[lang] ?? []);
      if (texts.length === 0) wrong.push(`${name}: no example in ${lang}`);
      for (const text of texts) {
        const calls = callsFor(name, text, lang);
        const call = calls.find(({ op }) => op === name);
        if (call === undefined) {
          wrong.push(`${name} (${lang}) "${text}" is read as ${JSON.stringify(calls)}`);
          continue;
        }
        const { op: _op, default: _default, offers: _offers, ...slots } = call;
        const parsed = record.args.safeParse(slots);
        if (!parsed.success) wrong.push(`${name} (${lang}) "${text}": ${parsed.error.issues[0]?.message}`);
        const known = record.args instanceof z.ZodObject ? Object.keys(record.args.shape) : Object.keys(slots);
        const strange = Object.keys(slots).filter((slot) => !known.includes(slot));
        if (strange.length > 0) wrong.push(`${name} (${lang}) "${text}" says ${strange.join(', ')}, which it ignores`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('every operation stands in docs/operations.md', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  assert.deepEqual(
    [...OPERATIONS.keys()].filter((name) => !page.includes(`\n## ${name}\n`)),
    [],
  );
});
