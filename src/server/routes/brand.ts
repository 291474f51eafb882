import * as z from 'zod';
import { type BrandView, brandOf, forgetBrand, setBrand, setBrandFile } from '../../app/service/brand.ts';
import { reserveUpload } from '../../app/service/uploads.ts';
import { fail } from '../../base/errors.ts';
import { BRAND_FILES } from '../../operations/brand-kit.ts';
import { defineRoute, Id, type Route } from '../route.ts';
import { asPublished } from '../upload/finish.ts';
import { takeForm } from '../upload/take-form.ts';
import { goneSignal } from '../upload/uploads.ts';
import { announcedBytes, FileShape } from './upload.ts';

/** The brand of an account: "make it branded" uses it in every project. */

const tag = 'Templates';

const Shown = z.object({
  colors: z.array(z.string()).describe('`#rrggbb`; the first is the accent'),
  font: z.string().nullable(),
  handle: z.string().nullable(),
  logo: FileShape.nullable(),
  intro: FileShape.nullable(),
  outro: FileShape.nullable(),
});

const shownOf = (view: BrandView): z.output<typeof Shown> => ({ ...view, colors: [...view.colors] });

const Asset = Id.nullable().optional().describe('The id of a file of this account');

const Wish = z.strictObject({
  colors: z.array(z.string().trim().min(1).max(60)).max(8).optional(),
  font: z.string().max(60).nullable().optional(),
  handle: z.string().max(80).nullable().optional(),
  logo: Asset,
  intro: Asset,
  outro: Asset,
});

export const BRAND_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: '/api/brand',
    tag,
    summary: 'The brand of this account: logo, colours, font, handle, intro, outro.',
    auth: 'token',
    scopes: ['read'],
    response: Shown,
    handler: async ({ desk, caller }) => shownOf(await brandOf(desk, caller.accountId)),
  }),
  defineRoute({
    method: 'PUT',
    url: '/api/brand',
    tag,
    summary: 'Puts a brand in the place of the one before; what is left out is not in it.',
    auth: 'token',
    scopes: ['write'],
    body: Wish,
    response: Shown,
    handler: async ({ desk, caller, body }) => shownOf(await setBrand(desk, caller.accountId, body)),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/api/brand',
    tag,
    summary: 'Forgets the brand of this account; what was made with it stays.',
    auth: 'token',
    scopes: ['write'],
    response: z.object({ forgotten: z.literal(true) }),
    handler: async ({ desk, caller }) => {
      await forgetBrand(desk, caller.accountId);
      return { forgotten: true as const };
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/api/brand/file',
    tag,
    summary: 'Uploads the logo, intro or outro: a form with one part named `file`. Told by its content.',
    auth: 'token',
    scopes: ['upload', 'write'],
    query: z.object({ which: z.enum(BRAND_FILES) }),
    readsBody: true,
    response: Shown,
    handler: async (call) => {
      const { desk, caller, attribution, query, request } = call;
      const { accountId } = caller;
      const bytes = announcedBytes(call);
      await using _room = await reserveUpload(desk, { accountId, sessionId: null, bytes, attribution });
      const rules = { maxBytes: desk.settings.maxUploadBytes, signal: goneSignal(request) };
      await using arrivals = await takeForm(request, request.server.uploads.receiver, rules);
      const [file] = arrivals.files;
      if (file === undefined) throw fail('upload.no_file', undefined);
      if ('error' in file) throw file.error;
      const { path, hash } = file.received;
      const signal = new AbortController().signal; // what has arrived is taken in
      try {
        const input = { which: query.which, path, hash, filename: file.filename, signal };
        return shownOf(await setBrandFile(desk, accountId, input));
      } catch (error) {
        throw asPublished(error, file.filename);
      }
    },
  }),
];
