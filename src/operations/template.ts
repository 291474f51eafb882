import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Asset } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, overlaySegments } from '../draft/queries.ts';
import { type Filled, fillTemplate, readTemplate, templateOf } from '../draft/template.ts';
import { unusedPictures } from './new-clip.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';

const Args = z.object({
  action: z.enum(['use', 'save', 'remove', 'list']).optional().describe('"use" when left out'),
  name: z.string().trim().max(80).optional(),
  text: z.string().max(2000).optional().describe('Words in the place of the title'),
  fields: z.record(z.string().max(80), z.string().max(2000)).optional().describe('Words for other fields, by name'),
  /** Set by whoever keeps templates: the template that was named, and the names that there are. */
  content: z.unknown().optional(),
  known: z.array(z.string()).optional(),
});

type Given = z.output<typeof Args>;

/** Saves an edit as a template with slots for clips, or fills one with the clips that are there. */
export const template = operation({
  name: 'template',
  summary:
    'Saves this edit as a template with slots for clips and fields for words, or makes the clips of this project into a video by a saved or built-in template.',
  args: Args,
  needs: (args, draft) =>
    (args.action ?? 'use') === 'use'
      ? [...new Set(clipsOf(draft).map(({ asset }) => asset))].flatMap((asset) =>
          (['silence', 'scenes'] as const).map((fact) => ({ asset, fact })),
        )
      : [],
  apply: (draft, args, context) => {
    if (args.action === 'list') return listed(draft, args);
    const { name } = args;
    if (name === undefined || name === '') throw fail('agent.question', { question: WHICH });
    if (args.action === 'save') return saved(draft, name, context);
    if (args.action === 'remove') return removed(draft, name, args.known ?? []);
    return used(draft, args, context);
  },
  examples: [
    { en: 'save this as a template called "Weekly"', zh: '存为模板“周报”' },
    { en: 'use the "Travel film" template', zh: '套用模板“周报”' },
    { en: 'which templates do I have?', zh: '有哪些模板？' },
  ],
});

const WHICH = say(
  'Which template? For example: save this as a template called "Weekly", or: use the "Weekly" template.',
  '哪个模板？例如：存为模板“周报”，或：套用模板“周报”。',
);

function listed(draft: Draft, { known = [] }: Given): Outcome {
  const names = known.map((one) => `"${shown(one, 40)}"`).join(', ');
  return done(
    draft,
    known.length === 0
      ? say('There are no templates yet.', '还没有模板。')
      : say('Templates: {names}.', '模板：{names}。', { names }),
  );
}

function saved(draft: Draft, name: string, { facts }: OperationContext): Outcome {
  const { template: made, left } = templateOf(draft, name, facts);
  const notes: Said[] = [];
  if (left.files.length > 0) {
    const files = left.files.map((file) => shown(file, 40)).join(', ');
    notes.push(say('Templates keep no files: {files} stays out.', '模板不保存文件：不含 {files}。', { files }));
  }
  if (left.captions > 0)
    notes.push(say('Captions belong to what was said here and stay out.', '字幕属于这段录音，不存入模板。'));
  const values = { name: shown(name, 60), slots: made.slots.length, fields: made.fields.length };
  return {
    ...done(
      draft,
      say(
        'Saved the template "{name}": {slots} {slots:slot|slots} for clips, {fields} {fields:text|texts} to change.',
        '已存为模板“{name}”：{slots} 个素材位，{fields} 处可改文字。',
        values,
      ),
      notes,
    ),
    requests: [{ kind: 'keep', shelf: 'template', name, value: made }],
  };
}

function removed(draft: Draft, name: string, known: readonly string[]): Outcome {
  const own = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (own === undefined)
    throw fail('template.unknown', {
      name: shown(name, 60),
      have: known.map((one) => shown(one, 40)).join(', ') || '—',
    });
  return {
    ...done(draft, say('Removed the template "{name}".', '已删除模板“{name}”。', { name: shown(own, 60) })),
    requests: [{ kind: 'forget', shelf: 'template', name: own }],
  };
}

function used(draft: Draft, args: Given, { facts }: OperationContext): Outcome {
  const onMain = clipsOf(draft).flatMap(({ asset }) => facts.assets.get(asset) ?? []);
  // What lies over the clips, such as a logo, is no clip.
  const over = new Set(overlaySegments(draft).map(({ asset }) => asset));
  const waiting = unusedPictures(draft, facts).filter(
    ({ id, filename }) => !over.has(id) && !/logo|watermark|标志|水印/i.test(filename),
  );
  const clips: Asset[] = [...onMain, ...waiting];
  if (clips.length === 0) throw fail('draft.nothing_there', undefined);
  const made = readTemplate(args.content);
  const [first] = made.fields;
  const words = {
    ...(args.text === undefined || first === undefined ? {} : { [first.name]: args.text }),
    ...args.fields,
  };
  const filled = fillTemplate(made, clips, words);
  return done(
    filled.draft,
    say(
      'Made {clips} {clips:clip|clips} into "{name}", {length}.',
      '用模板“{name}”编排了 {clips} 个素材，时长 {length}。',
      {
        clips: clips.length,
        name: shown(made.name, 60),
        length: lengthSaid(draftLength(filled.draft)),
      },
    ),
    notesOf(filled),
  );
}

function notesOf({ repeated, omitted, short, unnamed }: Filled): Said[] {
  const notes: Said[] = [];
  if (repeated > 0)
    notes.push(
      say(
        'The template has {repeated} {repeated:slot|slots} too few, so it began anew for the rest.',
        '素材比模板多 {repeated} 个，其余从头循环套用。',
        { repeated },
      ),
    );
  if (omitted > 0)
    notes.push(
      say('{omitted} {omitted:slot|slots} had no clip and went.', '有 {omitted} 个素材位没有素材，已省略。', {
        omitted,
      }),
    );
  if (short.length > 0) {
    const files = short.map((file) => shown(file, 40)).join(', ');
    notes.push(say('Shorter than its slot: {files}.', '短于素材位：{files}。', { files }));
  }
  if (unnamed.length > 0) {
    const fields = unnamed.slice(0, 6).join(', ');
    notes.push(
      say('These texts are still those of the template: {fields}.', '这些文字仍是模板原文：{fields}。', { fields }),
    );
  }
  return notes;
}
