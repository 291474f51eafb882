import * as z from 'zod';
import { type BrandView, brandOf, forgetBrand, setBrand } from '../../app/service/brand.ts';
import { BRAND_FILES } from '../../operations/brand-kit.ts';
import { CHANGES, defineTool, Id, LOOKS, type Tool } from '../tool.ts';

/** The brand of the account. It is applied by the tool of its operation: `brand`. */

function answerOf(view: BrandView): { text: string; data: Record<string, unknown> } {
  const files = BRAND_FILES.flatMap((which) => (view[which] === null ? [] : [`${which}: ${view[which].filename}`]));
  const lines = [
    ...(view.colors.length === 0 ? [] : [`colours: ${view.colors.join(', ')}`]),
    ...(view.font === null ? [] : [`font: ${view.font}`]),
    ...(view.handle === null ? [] : [`handle: ${view.handle}`]),
    ...files,
  ];
  return { text: lines.join('\n') || 'Nothing of a brand is kept. Next: set_brand.', data: { brand: { ...view } } };
}

const get = defineTool({
  name: 'get_brand',
  title: 'Brand',
  about: 'What is kept of the brand of this account: colours, font, handle, logo, intro, outro.',
  args: z.strictObject({}),
  scope: 'read',
  hints: LOOKS,
  run: async (_, { desk, accountId }) => answerOf(await brandOf(desk, accountId)),
});

const File = Id.nullable().optional().describe('file_id of get_project; null forgets it');

const set = defineTool({
  name: 'set_brand',
  title: 'Keep a brand',
  about: 'Keeps parts of the brand for every project of this account; what is left out stays. Apply it with brand.',
  args: z.strictObject({
    colors: z.array(z.string().min(1).max(60)).max(8).optional(),
    font: z.string().max(60).nullable().optional(),
    handle: z.string().max(80).nullable().optional(),
    logo: File,
    intro: File,
    outro: File,
    clear: z.boolean().default(false).describe('Forgets all of it first'),
  }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ clear, ...given }, { desk, accountId }) => {
    if (clear) await forgetBrand(desk, accountId);
    const { colors, font, handle, logo, intro, outro } = await brandOf(desk, accountId);
    const before = {
      colors,
      font,
      handle,
      logo: logo?.id ?? null,
      intro: intro?.id ?? null,
      outro: outro?.id ?? null,
    };
    return answerOf(await setBrand(desk, accountId, { ...before, ...given }));
  },
});

export const BRAND_TOOLS: readonly Tool[] = [get, set];
