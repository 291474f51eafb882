import * as z from 'zod';
import type { Desk } from '../../app/desk.ts';
import { MAKE_KINDS, MAKER_FACTS, type MakerShown, PROVIDER_FACTS, PROVIDER_NAMES } from '../../app/model-settings.ts';
import { emptyCache, removeExports, storageUse } from '../../app/service/storage.ts';
import type { Caller } from '../../app/service/tokens.ts';
import { isOnePerson, OWNER_EMAIL } from '../../app/service/web-session.ts';
import { fail } from '../../base/errors.ts';
import { defineRoute, type Route } from '../route.ts';
import { goneSignal } from '../upload/uploads.ts';

/** What the owner of a one-person server sets up in the browser. A token cannot: an agent must not choose its own model. */

const tag = 'Settings';
const MOST_PER_MINUTE = 60;

function requireOwner(desk: Desk, caller: Caller): void {
  if (caller.email !== OWNER_EMAIL || caller.tokenKind !== 'web' || !isOnePerson(desk))
    throw fail('account.owner_only', undefined);
}

const By = z.enum(['environment', 'settings', 'nobody']);
const Kind = z.enum(MAKE_KINDS);
const Maker = z.object({
  by: By,
  provider: z.string().nullable(),
  model: z.string().nullable(),
  base_url: z.string().nullable(),
  has_key: z.boolean(),
});
const Models = z.object({
  brain: z
    .object({
      by: By,
      provider: z.string().nullable(),
      model: z.string().nullable(),
      base_url: z.string().nullable(),
      has_key: z.boolean().describe('The key itself is never shown.'),
    })
    .describe('Who reads requests; nobody: the built-in planner.'),
  ears: z
    .object({ by: By, url: z.string().nullable(), model: z.string().nullable(), has_key: z.boolean() })
    .describe('Who hears words.'),
  makers: z
    .object({ image: Maker, video: Maker, music: Maker })
    .describe('Who makes pictures, clips and music; nobody: scenes are drawn and music is composed here.'),
  maker_providers: z
    .array(z.object({ name: z.string(), kinds: z.array(Kind), needs_key: z.boolean(), needs_address: z.boolean() }))
    .describe('That a maker may be of.'),
  providers: z
    .array(z.object({ name: z.string(), needs_key: z.boolean(), needs_address: z.boolean() }))
    .describe('That a brain may be of.'),
});

function shown({ models }: Desk): z.output<typeof Models> {
  const { brain, ears, makers } = models.choices;
  return {
    brain: {
      by: brain.by,
      provider: brain.provider,
      model: brain.model,
      base_url: brain.baseUrl,
      has_key: brain.hasKey,
    },
    ears: { by: ears.by, url: ears.url, model: ears.model, has_key: ears.hasKey },
    makers: { image: makerShown(makers.image), video: makerShown(makers.video), music: makerShown(makers.music) },
    maker_providers: MAKER_FACTS.map(({ name, kinds, needsKey, needsAddress }) => ({
      name,
      kinds: [...kinds],
      needs_key: needsKey,
      needs_address: needsAddress,
    })),
    providers: PROVIDER_FACTS.map(({ name, needsKey, needsAddress }) => ({
      name,
      needs_key: needsKey,
      needs_address: needsAddress,
    })),
  };
}

const makerShown = ({ by, provider, model, baseUrl, hasKey }: MakerShown): z.output<typeof Maker> => ({
  by,
  provider,
  model,
  base_url: baseUrl,
  has_key: hasKey,
});

const models = defineRoute({
  method: 'GET',
  url: '/api/web/models',
  tag,
  summary: 'Which models work here, and who chose them. For the owner of a one-person server.',
  auth: 'token',
  scopes: ['read'],
  response: Models,
  handler: ({ desk, caller }) => {
    requireOwner(desk, caller);
    return shown(desk);
  },
});

const Address = z.string().trim().max(1000);
const Key = z.string().trim().max(1000).nullable().optional().describe('Left out: as it was. Null: none.');
const BrainBody = z.object({
  provider: z.enum(PROVIDER_NAMES as [string, ...string[]]),
  model: z.string().trim().min(1).max(200),
  base_url: Address.nullable().default(null),
  key: Key,
});

const chooseBrain = defineRoute({
  method: 'PUT',
  url: '/api/web/models/brain',
  tag,
  summary:
    'Chooses who reads requests, from the next turn on; null: the built-in planner. Asked once whether it answers.',
  auth: 'token',
  scopes: ['write'],
  perMinute: MOST_PER_MINUTE,
  body: z.object({ brain: BrainBody.nullable() }),
  response: Models,
  handler: async ({ desk, caller, body: { brain }, request }) => {
    requireOwner(desk, caller);
    const choice = brain === null ? null : { ...brain, baseUrl: brain.base_url === '' ? null : brain.base_url };
    await desk.models.chooseBrain(choice, goneSignal(request));
    return shown(desk);
  },
});

const chooseEars = defineRoute({
  method: 'PUT',
  url: '/api/web/models/ears',
  tag,
  summary: "Chooses who hears words: an address of OpenAI's transcription protocol; null: nobody.",
  auth: 'token',
  scopes: ['write'],
  perMinute: MOST_PER_MINUTE,
  body: z.object({
    ears: z
      .object({ url: Address.min(1), model: z.string().trim().max(200).nullable().default(null), key: Key })
      .nullable(),
  }),
  response: Models,
  handler: async ({ desk, caller, body: { ears } }) => {
    requireOwner(desk, caller);
    await desk.models.chooseEars(ears);
    return shown(desk);
  },
});

const chooseMaker = defineRoute({
  method: 'PUT',
  url: '/api/web/models/maker',
  tag,
  summary:
    'Chooses who makes pictures, clips or music, from the next turn on; null: nobody. It is not tried: that would cost.',
  auth: 'token',
  scopes: ['write'],
  perMinute: MOST_PER_MINUTE,
  body: z.object({
    kind: Kind,
    maker: z
      .object({
        provider: z.enum(MAKER_FACTS.map(({ name }) => name) as [string, ...string[]]),
        model: z.string().trim().min(1).max(200),
        base_url: Address.nullable().default(null),
        key: Key,
      })
      .nullable(),
  }),
  response: Models,
  handler: async ({ desk, caller, body: { kind, maker } }) => {
    requireOwner(desk, caller);
    const choice = maker === null ? null : { ...maker, baseUrl: maker.base_url === '' ? null : maker.base_url };
    await desk.models.chooseMaker(kind, choice);
    return shown(desk);
  },
});

const Storage = z.object({
  media: z.int().describe('Bytes of files in projects.'),
  exports: z.int().describe('Of finished videos.'),
  cache: z.int().describe('Of finished parts, made again when they are missing.'),
  free: z.int().describe('Left on the disk.'),
  total: z.int(),
});

const storage = defineRoute({
  method: 'GET',
  url: '/api/web/storage',
  tag,
  summary: 'What takes how much room on this server. For the owner of a one-person server.',
  auth: 'token',
  scopes: ['read'],
  response: Storage,
  handler: ({ desk, caller }) => {
    requireOwner(desk, caller);
    return storageUse(desk);
  },
});

const clean = defineRoute({
  method: 'POST',
  url: '/api/web/storage/clean',
  tag,
  summary: 'Makes room: the cache, or the finished videos. Projects and their files stay.',
  auth: 'token',
  scopes: ['write'],
  perMinute: MOST_PER_MINUTE,
  body: z.object({ what: z.enum(['cache', 'exports']) }),
  response: Storage,
  handler: async ({ desk, caller, body: { what } }) => {
    requireOwner(desk, caller);
    await (what === 'cache' ? emptyCache(desk) : removeExports(desk));
    return storageUse(desk);
  },
});

export const OWNER_ROUTES: readonly Route[] = [models, chooseBrain, chooseEars, chooseMaker, storage, clean];
