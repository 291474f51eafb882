import * as z from 'zod';
import { findTemplate, keepTemplate, templateNames } from '../../app/kept.ts';
import { keptOf } from '../../app/service/kept.ts';
import { templatePicture } from '../../app/service/template-pictures.ts';
import { fail } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import { BUILT_IN_TEMPLATES } from '../../draft/built-in-templates.ts';
import { draftLength } from '../../draft/queries.ts';
import { MOST_TEMPLATE_BYTES, Template } from '../../draft/template.ts';
import { decodeDraft } from '../../draft/wire.ts';
import { defineRoute, Id, Nothing, type Route } from '../route.ts';

/** Templates of an account: used by words ("use the Weekly template"), kept, handed on and brought here as files. */

const tag = 'Templates';
/** The one that is pictured where nobody names any. */
const FIRST = BUILT_IN_TEMPLATES[0]?.name ?? '';
/** A picture that is not there by then is not waited for. */
const PICTURE_MS = 60_000;

const Name = z.string().trim().min(1).max(80);
const Named = z.object({ name: Name });

const Shown = z.object({
  name: z.string(),
  slots: z.int(),
  fields: z.array(z.string()),
  width: z.int().describe('Of its frame, in px'),
  height: z.int(),
  duration: z.number().describe('Seconds, with a clip in every slot'),
  own: z.boolean().describe('false: built in'),
});

function summary(template: Template, isOwn: boolean): z.output<typeof Shown> {
  const { name, slots, fields } = template;
  const draft = decodeDraft(template.draft);
  return {
    name,
    slots: slots.length,
    fields: fields.map((field) => field.name),
    width: draft.canvas.width,
    height: draft.canvas.height,
    duration: draftLength(draft) / 1000,
    own: isOwn,
  };
}

export const TEMPLATE_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'GET',
    url: '/api/templates',
    tag,
    summary: 'The templates that can be used: those of this account, then those that are built in.',
    auth: 'token',
    scopes: ['read'],
    response: z.object({ templates: z.array(Shown) }),
    handler: async ({ desk, caller }) => {
      const kept = keptOf(desk, caller.accountId);
      const names = await templateNames(kept);
      const own = new Set(await kept.names('template'));
      // One that was damaged must not hide the others.
      const read = await Promise.allSettled(names.map((name) => findTemplate(kept, name)));
      return {
        templates: read.flatMap((each) =>
          each.status === 'fulfilled' ? [summary(each.value, own.has(each.value.name))] : [],
        ),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/api/templates/file',
    tag,
    summary: 'One template as a JSON document that can be handed on.',
    auth: 'token',
    scopes: ['read'],
    query: Named,
    response: Template,
    handler: ({ desk, caller, query }) => findTemplate(keptOf(desk, caller.accountId), query.name),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/web/sessions/:sid/template',
    tag,
    summary: 'What a template would make of the clips of a session: a small JPEG of its title or first clip.',
    auth: 'token',
    scopes: ['read'],
    quiet: true,
    params: z.object({ sid: Id }),
    query: z.object({ name: Name.default(FIRST).describe('Of the template') }),
    response: Nothing,
    wrapping: 'stream',
    produces: 'image/jpeg',
    handler: async ({ desk, caller, params: { sid }, query: { name }, reply }) => {
      const which = { accountId: caller.accountId, sessionId: sid, name };
      const bytes = await templatePicture(desk, which, AbortSignal.timeout(PICTURE_MS));
      reply.type('image/jpeg').header('cache-control', 'private, no-cache');
      return reply.send(bytes);
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/api/templates/file',
    tag,
    summary: 'Keeps a template that was handed on; one of the same name gives way.',
    auth: 'token',
    scopes: ['write'],
    body: z.record(z.string(), z.unknown()),
    bodyLimit: MOST_TEMPLATE_BYTES,
    response: Shown,
    handler: async ({ desk, caller, body }) => summary(await keepTemplate(keptOf(desk, caller.accountId), body), true),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/api/templates/file',
    tag,
    summary: 'Forgets a template of this account; what was made with it stays.',
    auth: 'token',
    scopes: ['write'],
    query: Named,
    response: Named,
    handler: async ({ desk, caller, query }) => {
      const kept = keptOf(desk, caller.accountId);
      if (await kept.remove('template', query.name)) return query;
      const have = (await kept.names('template')).map((name) => shown(name, 40)).join(', ');
      throw fail('template.unknown', { name: shown(query.name, 60), have: have === '' ? '—' : have });
    },
  }),
];
