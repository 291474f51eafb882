import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { CAPTION_FORMATS } from '../../app/captions.ts';
import type { Desk } from '../../app/desk.ts';
import {
  captionsOf,
  type LatestState,
  latestState,
  listVersions,
  patchDraft,
  restoreVersion,
  stateRevision,
} from '../../app/service/state.ts';
import type { OperationCall } from '../../operations/registered.ts';
import { wrap } from '../envelope.ts';
import { KeptAnswers } from '../kept-answers.ts';
import { defineRoute, Id, type Route } from '../route.ts';

const tag = 'State';
const base = '/api/state/nemo_agent/:uid/:sid';
const params = z.object({ uid: Id, sid: Id });
const claim = { session: 'sid' } as const;

const State = z.object({
  version: z.int(),
  updated_at: z.string(),
  state: z
    .looseObject({})
    .describe('draft, canvas_config, video_infos, video_analyses, generated_media, summary, history, turn'),
});

const shown = ({ version, updatedAt, state }: LatestState): z.output<typeof State> => ({
  version,
  updated_at: updatedAt.toISOString(),
  state: { ...state },
});

const etagOf = (revision: string): string => `"${revision}"`;

/** Whether `If-None-Match` names this tag; weak ones count, as for GET they do. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tagged) => ['*', etag].includes(tagged.trim().replace(/^W\//, '')));
}

const JSON_TYPE = 'application/json; charset=utf-8';

const answers = new WeakMap<Desk, KeptAnswers>();

function keptBy(desk: Desk): KeptAnswers {
  const kept = answers.get(desk) ?? new KeptAnswers();
  answers.set(desk, kept);
  return kept;
}

/** What a handler returns that has answered by itself. */
async function answered(reply: FastifyReply): Promise<never> {
  await reply;
  return undefined as never;
}

const latest: Route = defineRoute({
  method: 'GET',
  url: `${base}/latest`,
  tag,
  summary: 'Everything that a session shows. With If-None-Match: 304 while nothing has changed.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params,
  response: State,
  handler: async ({ desk, caller, params: { sid }, request, reply }) => {
    const which = { accountId: caller.accountId, sessionId: sid };
    const asked = request.headers['if-none-match'];
    const kept = keptBy(desk);
    const key = `${caller.accountId} ${sid}`;
    if (asked !== undefined || kept.has(key)) {
      const etag = etagOf(await stateRevision(desk, which));
      reply.header('etag', etag);
      if (matches(asked, etag)) return answered(reply.code(304).send());
      const body = kept.read(key, etag);
      if (body !== null) return answered(reply.type(JSON_TYPE).send(body));
    }
    const found = await latestState(desk, which);
    const etag = etagOf(found.revision);
    const body = Buffer.from(JSON.stringify(wrap(latest, shown(found))));
    kept.keep(key, etag, body);
    return answered(reply.header('etag', etag).type(JSON_TYPE).send(body));
  },
});

const versions = defineRoute({
  method: 'GET',
  url: `${base}/versions`,
  tag,
  summary: 'The versions that can be restored, newest first.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params,
  response: z.object({
    versions: z.array(z.object({ version: z.int(), label: z.string(), created_at: z.string(), current: z.boolean() })),
  }),
  handler: async ({ desk, caller, params: { sid } }) => ({
    versions: (await listVersions(desk, { accountId: caller.accountId, sessionId: sid })).map((each) => ({
      version: each.version,
      label: each.label,
      created_at: each.createdAt.toISOString(),
      current: each.isCurrent,
    })),
  }),
});

const restore = defineRoute({
  method: 'POST',
  url: `${base}/restore`,
  tag,
  summary: 'Shows an older version again, as a new one.',
  auth: 'token',
  scopes: ['write'],
  claim,
  params,
  body: z.object({ version: z.int().min(0).max(1_000_000_000) }),
  response: State,
  handler: async ({ desk, caller, params: { sid }, body, reply }) => {
    const found = await restoreVersion(desk, { accountId: caller.accountId, sessionId: sid, version: body.version });
    reply.header('etag', etagOf(found.revision));
    return shown(found);
  },
});

const captions = defineRoute({
  method: 'GET',
  url: `${base}/captions`,
  tag,
  summary: 'The captions of the latest version as the content of a file.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params,
  query: z.object({ format: z.enum(CAPTION_FORMATS).default('srt') }),
  response: z.object({ format: z.enum(CAPTION_FORMATS), content: z.string() }),
  handler: async ({ desk, caller, params: { sid }, query: { format } }) => ({
    format,
    content: await captionsOf(desk, { accountId: caller.accountId, sessionId: sid }, format),
  }),
});

const patch = defineRoute({
  method: 'PATCH',
  url: `${base}/draft`,
  tag,
  summary: 'Edits by hand: the operations that the agent uses, all or none, one undo step.',
  auth: 'token',
  scopes: ['write'],
  claim,
  params,
  body: z.object({
    base_version: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .describe('The version that the edit was made for; 3002 when it is not the latest.'),
    operations: z
      .array(
        z.looseObject({ op: z.string().min(1).max(64).describe('See docs/operations.md; arguments stand beside it.') }),
      )
      .min(1)
      .max(100),
  }),
  response: State.extend({ changes: z.array(z.string()).describe('What each operation did, in words.') }),
  handler: async ({ desk, caller, params: { sid }, body, reply }) => {
    const found = await patchDraft(desk, {
      accountId: caller.accountId,
      sessionId: sid,
      baseVersion: body.base_version,
      operations: body.operations as readonly OperationCall[],
    });
    reply.header('etag', etagOf(found.revision));
    return { ...shown(found), changes: [...found.changes] };
  },
});

export const STATE_ROUTES: readonly Route[] = [latest, versions, restore, captions, patch];
