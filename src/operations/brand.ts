import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mapSegments, textSegments } from '../draft/queries.ts';
import {
  BRAND_FILES,
  type BrandFile,
  type BrandKit,
  brandFileNamed,
  cleanHandle,
  colorsByWords,
  fontByWords,
  readBrand,
  requireFont,
} from './brand-kit.ts';
import { withFile } from './intro.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { commas, joined, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { watermark } from './watermark.ts';

const File = z.string().trim().min(1).max(300);

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
  apply: (draft, { use, content, ...words }, context) => {
    const given = asked(words, context);
    const before = readBrand(content);
    const names = Object.keys(given);
    if (names.length > 0) return keptAs(draft, { ...before, ...given }, names);
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

type Words = Omit<z.output<typeof Args>, 'use' | 'content'>;

/** What a call wants to be kept, read and checked. */
function asked({ colors, font, handle, ...files }: Words, { facts }: OperationContext): BrandKit {
  const made: BrandKit = {
    ...(colors === undefined ? {} : { colors: colorsByWords(colors) }),
    ...(font === undefined ? {} : { font: requireFont(font) }),
    ...(handle === undefined ? {} : { handle: cleanHandle(handle) }),
  };
  for (const which of BRAND_FILES) {
    const name = files[which];
    if (name !== undefined) made[which] = brandFileNamed(which, name, facts);
  }
  return made;
}

const NOTHING_KEPT = say(
  'Nothing of your brand is kept yet. Say it once, for example: my brand colors are #ff5500 and #102030, or: my brand logo is logo.png.',
  '还没有保存品牌信息。先说一次，例如：品牌色是 #ff5500 和 #102030，或：品牌标志是 logo.png。',
);

const WORDS: Readonly<Record<string, Said>> = {
  logo: say('the logo', '标志'),
  colors: say('the colours', '颜色'),
  font: say('the font', '字体'),
  handle: say('the handle', '账号名'),
  intro: say('the intro', '片头'),
  outro: say('the outro', '片尾'),
};

function keptAs(draft: Draft, kit: BrandKit, names: readonly string[]): Outcome {
  const what = commas(names.flatMap((name) => WORDS[name] ?? []));
  const said = say(
    'Kept {what} of your brand. Say "make it branded" to use it.',
    '已保存品牌{what}。说“套用我的品牌”即可使用。',
    { what },
  );
  return { ...done(draft, said), requests: [{ kind: 'keep', shelf: 'brand', name: 'brand', value: kit }] };
}

function applied(
  draft: Draft,
  kit: BrandKit,
  use: NonNullable<z.output<typeof Args>['use']>,
  context: OperationContext,
): Outcome {
  let after = draft;
  const sentences: Said[] = [];
  const missing: string[] = [];
  const wants = (part: typeof use): boolean => use === 'all' || use === part;
  /** The file in this project, by its content, else by its name. */
  const inProject = ({ asset, name }: BrandFile): string | null => {
    if (asset !== undefined && context.facts.assets.has(asset)) return asset;
    const all = [...context.facts.assets.values()];
    return all.find(({ filename }) => filename.toLowerCase() === name.toLowerCase())?.id ?? null;
  };
  const take = (outcome: Outcome | null): void => {
    if (outcome === null) return;
    after = outcome.draft;
    sentences.push(outcome.said);
  };
  for (const place of ['intro', 'outro'] as const) {
    const file = kit[place];
    if (!wants(place) || file === undefined) continue;
    const source = inProject(file);
    if (source === null) missing.push(file.name);
    else take(withFile(after, place, { source }, context.facts));
  }
  if ((wants('colors') && kit.colors !== undefined) || (wants('font') && kit.font !== undefined)) {
    const count = textSegments(after).filter(({ role }) => role === 'title' || role === 'text').length;
    after = inColors(after, kit, { colors: wants('colors'), font: wants('font') });
    if (count > 0)
      sentences.push(
        say('{count} {count:text has|texts have} the look of your brand.', '{count} 处文字换成了品牌样式。', { count }),
      );
  }
  const logo = kit.logo === undefined ? null : inProject(kit.logo);
  if (wants('logo') && logo !== null) take(watermark.apply(after, { source: logo }, context));
  else if (wants('logo') && kit.handle !== undefined) take(watermark.apply(after, { text: kit.handle }, context));
  else if (wants('logo') && kit.logo !== undefined) missing.push(kit.logo.name);
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
  { colors, font }: BrandKit,
  wants: { readonly colors: boolean; readonly font: boolean },
): Draft {
  const [accent] = colors ?? [];
  return mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || (segment.role !== 'title' && segment.role !== 'text')) return segment;
    const face = font === undefined ? null : fontByWords(font);
    const lettered = wants.font && face !== null ? { ...segment.style, font: face } : segment.style;
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
