import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { TextStyle } from '../draft/model.ts';
import { say } from './phrase.ts';
import { readableText } from './text-edit.ts';
import { colorByWords } from './text-look.ts';

/** What somebody's videos have in common. */

/** Which files a brand has. */
export const BRAND_FILES = ['logo', 'intro', 'outro'] as const;
export type BrandFileName = (typeof BRAND_FILES)[number];

const FileName = z.string().trim().min(1).max(300);

/** A file of the brand: as people call it, and its asset where its bytes are kept. Brands of before had names alone. */
const BrandFile = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.strictObject({
    name: FileName,
    asset: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
  }),
);
export type BrandFile = z.output<typeof BrandFile>;

export const BrandKit = z.strictObject({
  logo: BrandFile.optional(),
  colors: z
    .array(z.string().regex(/^#[0-9a-f]{6}$/))
    .max(8)
    .optional(),
  font: z.string().max(60).optional(),
  handle: z.string().max(80).optional(),
  intro: BrandFile.optional(),
  outro: BrandFile.optional(),
});
export type BrandKit = z.output<typeof BrandKit>;

/** A brand out of what was kept; what is none counts as nothing. */
export const readBrand = (value: unknown): BrandKit => BrandKit.safeParse(value).data ?? {};

/** The files of a brand whose bytes are kept. */
export const keptFilesOf = (kit: BrandKit): readonly { readonly asset: string; readonly name: string }[] =>
  BRAND_FILES.flatMap((which) => {
    const file = kit[which];
    return file?.asset === undefined ? [] : [{ asset: file.asset, name: file.name }];
  });

/** Colours by their names or as `#rrggbb`, parted by commas or "and"; eight at most. Throws `draft.unclear_value`. */
export function colorsByWords(words: string): string[] {
  return words
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
    })
    .slice(0, 8);
}

/** The fonts that we draw with, by the names of their families. */
export const BRAND_FONTS: Readonly<Record<TextStyle['font'], string>> = {
  display: 'Montserrat',
  sans: 'Inter',
  serif: 'Playfair Display',
  hand: 'Caveat',
  mono: 'JetBrains Mono',
};

/** The whole of what somebody says, so that "Comic Sans" is not taken for another one. */
const FONT_WORDS: readonly (readonly [TextStyle['font'], RegExp])[] = [
  ['display', /^(?:bold|heavy|poster|headline)$|^(?:粗体|标题体)$/],
  ['sans', /^(?:sans[ -]?serif|clean|simple|modern|minimal)$|^(?:无衬线体?|黑体|简洁|现代)$/],
  ['serif', /^(?:elegant|classic|classy)$|^(?:衬线体?|宋体|优雅)$/],
  ['hand', /^(?:hand ?written|handwriting|script|marker)$|^手写体?$/],
  ['mono', /^(?:mono ?space|typewriter|code|terminal)$|^(?:等宽|打字机)体?$/],
];

/** A font by its own name, its family's, or a word such as "elegant"; null for one that is not here. */
export function fontByWords(words: string): TextStyle['font'] | null {
  const wanted = words.normalize('NFKC').trim().toLowerCase();
  for (const [face, family] of Object.entries(BRAND_FONTS) as [TextStyle['font'], string][])
    if (wanted === face || wanted === family.toLowerCase()) return face;
  return FONT_WORDS.find(([, pattern]) => pattern.test(wanted))?.[0] ?? null;
}

/** As `fontByWords`. Throws `draft.unclear_value` with those that there are. */
export function requireFont(words: string): TextStyle['font'] {
  const face = fontByWords(words);
  if (face === null)
    throw fail('draft.unclear_value', {
      text: shown(words, 60),
      expected: say('one of our fonts: {names}', '可用字体之一：{names}', {
        names: Object.values(BRAND_FONTS).join(', '),
      }),
    });
  return face;
}

/** A handle without what cannot be seen. Throws `draft.unclear_value`. */
export function cleanHandle(words: string): string {
  const handle = readableText(words)?.replaceAll('\n', ' ') ?? '';
  if (handle === '' || handle.length > 80)
    throw fail('draft.unclear_value', {
      text: shown(words, 40),
      expected: say('a name such as @acme', '账号名，例如 @acme'),
    });
  return handle;
}

const KINDS: Readonly<Record<BrandFileName, { readonly fits: (asset: Asset) => boolean; readonly wanted: Said }>> = {
  logo: {
    fits: ({ probe }) => probe.kind === 'image',
    wanted: say('a picture (a PNG works best)', '图片（最好是 PNG）'),
  },
  intro: { fits: hasPicture, wanted: say('a video or a picture', '视频或图片') },
  outro: { fits: hasPicture, wanted: say('a video or a picture', '视频或图片') },
};

function hasPicture({ probe }: Asset): boolean {
  return probe.kind === 'video' || probe.kind === 'image';
}

/** The asset as a file of the brand. Throws `draft.unclear_value` where it is of another kind. */
export function asBrandFile(which: BrandFileName, asset: Asset): BrandFile {
  const { fits, wanted } = KINDS[which];
  if (!fits(asset)) throw fail('draft.unclear_value', { text: shown(asset.filename, 60), expected: wanted });
  return { name: asset.filename, asset: asset.id };
}

/** A file of the project by its name, or the only one of the kind where words say no more. Throws `draft.no_such_segment`. */
export function brandFileNamed(which: BrandFileName, words: string, facts: Facts): BrandFile {
  const all = [...facts.assets.values()];
  const wanted = words.normalize('NFKC').trim().toLowerCase();
  const named = all.find(
    ({ id, filename }) =>
      id === words || filename.toLowerCase() === wanted || filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted,
  );
  const fitting = all.filter(KINDS[which].fits);
  const isLoose =
    /^(?:the |this |my )?(?:uploaded |new )?(?:logo|picture|image|photo|file|video|clip)$|图|标志|视频|这/.test(wanted);
  const found = named ?? (isLoose && fitting.length === 1 ? fitting[0] : undefined);
  if (found === undefined)
    throw fail('draft.no_such_segment', {
      wanted: shown(words, 60),
      have: all.map(({ filename }) => shown(filename, 40)).join(', ') || '—',
    });
  return asBrandFile(which, found);
}
