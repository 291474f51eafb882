import * as z from 'zod';
import { findTemplate, keepTemplate, templateNames } from '../../app/kept.ts';
import { keptOf } from '../../app/service/kept.ts';
import { fail } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import { MOST_TEMPLATE_BYTES, Template } from '../../draft/template.ts';
import { defineRoute, type Route } from '../route.ts';

/** Templates of an account: used by words ("use the Weekly template"), kept, handed on and brought here as files. */

const tag = 'Templates';

const Name = z.string().trim().min(1).max(80);
const Named = z.object({ name: Name });

const Shown = z.object({
  name: z.string(),
  slots: z.int(),
  fields: z.array(z.string()),
});

const summary = ({ name, slots, fields }: Template): z.output<typeof Shown> => ({
  name,
  slots: slots.length,
  fields: fields.map((field) => field.name),
});

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
      return { templates: await Promise.all(names.map(async (name) => summary(await findTemplate(kept, name)))) };
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
    method: 'PUT',
    url: '/api/templates/file',
    tag,
    summary: 'Keeps a template that was handed on; one of the same name gives way.',
    auth: 'token',
    scopes: ['write'],
    body: z.record(z.string(), z.unknown()),
    bodyLimit: MOST_TEMPLATE_BYTES,
    response: Shown,
    handler: async ({ desk, caller, body }) => summary(await keepTemplate(keptOf(desk, caller.accountId), body)),
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
