import * as z from 'zod';
import { INTERCHANGE_FORMATS, READABLE_FORMATS } from '../../app/interchange.ts';
import { importIntoSession, timelineOfSession } from '../../app/service/interchange.ts';
import { inLocale } from '../../base/say.ts';
import { defineRoute, Id, type Route } from '../route.ts';

const tag = 'State';
const url = '/api/state/nemo_agent/:uid/:sid/timeline';
const params = z.object({ uid: Id, sid: Id });
const claim = { session: 'sid' } as const;
/** As much as a timeline may have; as JSON every quotation mark in it takes two. */
const MOST_CHARACTERS = 32_000_000;
const Losses = z.array(z.string()).describe('What the format has no place for, in words');

const get = defineRoute({
  method: 'GET',
  url,
  tag,
  summary: 'The latest version as a timeline for another editor. Media stand in it by file name.',
  auth: 'token',
  scopes: ['read'],
  claim,
  params,
  query: z.object({ format: z.enum(INTERCHANGE_FORMATS as [string, ...string[]]).default('otio') }),
  response: z.object({
    format: z.string(),
    files: z.array(z.object({ name: z.string(), content: z.string() })).describe('One; of CapCut a folder of two'),
    losses: Losses,
  }),
  handler: async ({ desk, caller, lang, params: { sid }, query: { format } }) => {
    const which = { accountId: caller.accountId, sessionId: sid };
    const { files, losses } = await timelineOfSession(desk, which, format);
    return {
      format,
      files: files.map(({ name, text }) => ({ name, content: text })),
      losses: losses.map((loss) => inLocale(loss, lang)),
    };
  },
});

const put = defineRoute({
  method: 'POST',
  url,
  tag,
  summary: "Puts a timeline of another editor in the place of the session's, on the session's files, as one undo step.",
  auth: 'token',
  scopes: ['write'],
  claim,
  params,
  body: z.object({
    format: z.enum(READABLE_FORMATS as [string, ...string[]]),
    content: z.string().min(1).max(MOST_CHARACTERS).describe('The content of its file'),
  }),
  bodyLimit: 2 * MOST_CHARACTERS,
  response: z.object({ version: z.int(), summary: z.string(), said: z.string(), losses: Losses }),
  handler: async ({ desk, caller, lang, params: { sid }, body }) => {
    const found = await importIntoSession(desk, { accountId: caller.accountId, sessionId: sid }, body);
    return {
      version: found.version,
      summary: String(found.state['summary']),
      said: found.said,
      losses: found.losses.map((loss) => inLocale(loss, lang)),
    };
  },
});

export const INTERCHANGE_ROUTES: readonly Route[] = [get, put];
