import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mapSegments, textSegments } from '../draft/queries.ts';
import { withFile } from './intro.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { commas, joined, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { colorByWords, styleByWords } from './text-look.ts';
import { watermark } from './watermark.ts';

const File = z.string().trim().min(1).max(300);

/** What somebody's videos have in common. Files are named, not kept: they must be in the project where they are used. */
const Kit = z.strictObject({
  logo: File.optional(),
  colors: z
    .array(z.string().regex(/^#[0-9a-f]{6}$/))
    .max(8)
    .optional(),
  font: z.string().max(60).optional(),
  handle: z.string().max(80).optional(),
  intro: File.optional(),
  outro: File.optional(),
});
type Kit = z.output<typeof Kit>;

const Args = z.object({
  logo: File.optional().describe('Keep: file name of the logo'),
  colors: z.string().max(200).optional().describe('Keep: "#ff5500, navy"; the first is the accent'),
  font: z.string().max(60).optional(),
  handle: z.string().max(80).optional().describe('Keep: "@name"'),
  intro: File.optional(),
  outro: File.optional(),
  use: z.enum(['all', 'logo', 'colors', 'font', 'intro', 'outro']).optional().describe('Apply what is kept; all'),
  /** Set by whoever keeps brands. */
  content: z.unknown().optional(),
});

/** Keeps a brand (logo, colours, font, name, intro, outro) and gives videos its look. */
export const brand = operation({
  name: 'brand',
  summary:
    'Keeps the brand of this account (logo, colours, font, handle, intro, outro) for later, or applies it: logo in the corner, its colours and font on the texts, intro and outro.',
  args: Args,
  needs: () => [],
  apply: (draft, { use, content, colors, ...files }, context) => {
    const given = { ...files, ...(colors === undefined ? {} : { colors: colorsOf(colors) }) };
    const before = Kit.safeParse(content).data ?? {};
    const names = Object.entries(given).filter(([, value]) => value !== undefined);
    if (names.length > 0)
      return keptAs(
        draft,
        { ...before, ...Object.fromEntries(names) },
        names.map(([name]) => name),
      );
    requireMain(draft);
    if (Object.keys(before).length === 0) throw fail('agent.question', { question: NOTHING_KEPT });
    return applied(draft, before, use ?? 'all', context);
  },
  examples: [
    { en: 'my brand colors are #ff5500 and #102030', zh: '品牌色是 #ff5500 和 #102030' },
    { en: 'use my brand colors', zh: '用我的品牌色' },
    { en: 'make it branded', zh: '套用我的品牌' },
  ],
});

const NOTHING_KEPT = say(
  'Nothing of your brand is kept yet. Say it once, for example: my brand colors are #ff5500 and #102030, or: my brand logo is logo.png.',
  '还没有保存品牌信息。先说一次，例如：品牌色是 #ff5500 和 #102030，或：品牌标志是 logo.png。',
);

function colorsOf(words: string): string[] {
  const found = words
    .split(/[,，、;；]\s*|\s+(?:and|with)\s+|\s*[和与]\s*/u)
    .filter((word) => word.trim() !== '')
    .map((word) => {
      const color = colorByWords(word.trim());
      if (color === null)
        throw fail('draft.unclear_value', {
          text: shown(word),
          expected: say('a colour such as #ff5500', '颜色，例如 #ff5500'),
        });
      return color.toLowerCase().slice(0, 7);
    });
  return found.slice(0, 8);
}

const WORDS: Readonly<Record<string, Said>> = {
  logo: say('the logo', '标志'),
  colors: say('the colours', '颜色'),
  font: say('the font', '字体'),
  handle: say('the handle', '账号名'),
  intro: say('the intro', '片头'),
  outro: say('the outro', '片尾'),
};

function keptAs(draft: Draft, kit: Kit, names: readonly string[]): Outcome {
  const what = commas(names.flatMap((name) => WORDS[name] ?? []));
  const said = say(
    'Kept {what} of your brand. Say "make it branded" to use it.',
    '已保存品牌{what}。说“套用我的品牌”即可使用。',
    { what },
  );
  return { ...done(draft, said), requests: [{ kind: 'keep', shelf: 'brand', name: 'brand', value: Kit.parse(kit) }] };
}

function applied(
  draft: Draft,
  kit: Kit,
  use: NonNullable<z.output<typeof Args>['use']>,
  context: OperationContext,
): Outcome {
  let after = draft;
  const sentences: Said[] = [];
  const missing: string[] = [];
  const wants = (part: typeof use): boolean => use === 'all' || use === part;
  const isThere = (name: string): boolean =>
    [...context.facts.assets.values()].some(({ filename }) => filename.toLowerCase() === name.toLowerCase());
  const take = (outcome: Outcome | null): void => {
    if (outcome === null) return;
    after = outcome.draft;
    sentences.push(outcome.said);
  };
  for (const place of ['intro', 'outro'] as const) {
    const file = kit[place];
    if (!wants(place) || file === undefined) continue;
    if (isThere(file)) take(withFile(after, place, { source: file }, context.facts));
    else missing.push(file);
  }
  if ((wants('colors') && kit.colors !== undefined) || (wants('font') && kit.font !== undefined)) {
    const count = textSegments(after).filter(({ role }) => role === 'title' || role === 'text').length;
    after = inColors(after, kit, { colors: wants('colors'), font: wants('font') });
    sentences.push(
      say('{count} {count:text has|texts have} the look of your brand.', '{count} 处文字换成了品牌样式。', { count }),
    );
  }
  if (wants('logo') && kit.logo !== undefined && isThere(kit.logo))
    take(watermark.apply(after, { source: kit.logo }, context));
  else if (wants('logo') && kit.handle !== undefined) take(watermark.apply(after, { text: kit.handle }, context));
  else if (wants('logo') && kit.logo !== undefined) missing.push(kit.logo);
  const files = [...new Set(missing)].map((file) => shown(file, 40)).join(', ');
  if (sentences.length === 0) {
    if (missing.length === 0) throw fail('agent.question', { question: NOTHING_KEPT });
    throw fail('draft.no_such_segment', {
      wanted: files,
      have: [...context.facts.assets.values()].map(({ filename }) => shown(filename, 40)).join(', '),
    });
  }
  const notes =
    missing.length === 0
      ? []
      : [
          say(
            'Not in this project, so left out: {files}. Add them and say it again.',
            '项目中没有这些文件，已跳过：{files}。添加后再说一次即可。',
            { files },
          ),
        ];
  return done(after, joined(sentences), notes);
}

/** Titles and texts in the first colour and in the font; what is drawn with them in the second. */
function inColors(
  draft: Draft,
  { colors, font }: Kit,
  wants: { readonly colors: boolean; readonly font: boolean },
): Draft {
  const [accent] = colors ?? [];
  return mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || (segment.role !== 'title' && segment.role !== 'text')) return segment;
    const lettered = wants.font && font !== undefined ? styleByWords(font, segment.style) : segment.style;
    if (!wants.colors || accent === undefined) return { ...segment, style: lettered };
    const { graphic } = segment;
    // On a plate of its own the letters keep what reads on it, and the plate's accent is the brand's.
    const isPlate = graphic !== undefined && 'accent' in graphic;
    return {
      ...segment,
      style: isPlate ? lettered : { ...lettered, color: accent },
      ...(isPlate ? { graphic: { ...graphic, accent } } : {}),
    };
  });
}
