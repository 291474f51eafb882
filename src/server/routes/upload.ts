import * as z from 'zod';
import { reserveUpload } from '../../app/service/uploads.ts';
import { fail } from '../../base/errors.ts';
import { ProbeFacts } from '../../draft/facts.ts';
import { WORDS } from '../failures.ts';
import { type Call, defineRoute, Id, type Route } from '../route.ts';
import { type Arrivals, MOST_FILES } from '../upload/arrivals.ts';
import { finishUpload } from '../upload/finish.ts';
import { takeForm } from '../upload/take-form.ts';
import { takeUrls } from '../upload/take-urls.ts';
import { goneSignal } from '../upload/uploads.ts';

export const FileShape = z.object({
  id: z.string(),
  filename: z.string(),
  file_type: ProbeFacts.shape.kind.describe('The last three are texts that go along with media.'),
  cdn_url: z.string().describe('Signed; opens this file without a token.'),
  duration: z.number().describe('Seconds; 0 for a picture.'),
  width: z.number().nullable(),
  height: z.number().nullable(),
  fps: z.number().nullable(),
  has_audio: z.boolean(),
  hash: z.string(),
});

const Answer = z.object({
  files: z.array(FileShape),
  failed: z.array(
    z.object({
      filename: z.string(),
      code: z.int(),
      message: z.string(),
      data: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  session_state_applied: z.boolean(),
});

const Addresses = z.object({
  urls: z.array(z.string().max(4096)).min(1).max(MOST_FILES),
  source_type: z.string().max(20).optional(),
});

type Uploading = Call<'token', { uid: string; sid: string }>;

/** Files of a form, or fetched from addresses. */
async function arrive(call: Uploading): Promise<Arrivals> {
  const { request, desk } = call;
  const { uploads } = request.server;
  const rules = { maxBytes: desk.settings.maxUploadBytes, signal: goneSignal(request) };
  if (request.isMultipart()) return takeForm(request, uploads.receiver, rules);
  const read = Addresses.safeParse(request.body, { error: WORDS });
  if (read.success) return takeUrls(uploads, read.data.urls, rules);
  if (request.body === undefined || request.body === null) throw fail('upload.no_file', undefined);
  throw fail('input.invalid', { issues: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) });
}

/** What a request announces, or as much as one file may have. */
export function announcedBytes(call: Pick<Call, 'request' | 'desk'>): number {
  const length = Number(call.request.headers['content-length']);
  const isForm = call.request.isMultipart();
  return isForm && Number.isSafeInteger(length) ? length : call.desk.settings.maxUploadBytes;
}

export const UPLOAD_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'POST',
    url: '/api/upload-video/nemo_agent/:uid/:sid',
    tag: 'Upload',
    summary: 'Add files: a form with parts named `files` (or `file`), or JSON `{"urls":[…]}`. Told by their content.',
    auth: 'token',
    scopes: ['upload'],
    claim: { session: 'sid' },
    params: z.object({ uid: Id, sid: Id }),
    readsBody: true,
    response: Answer,
    handler: async (call) => {
      const { desk, caller, attribution, params } = call;
      const { accountId } = caller;
      const bytes = announcedBytes(call);
      await using _room = await reserveUpload(desk, { accountId, sessionId: params.sid, bytes, attribution });
      await using arrivals = await arrive(call);
      const { files, failed, session_state_applied } = await finishUpload(call, params.sid, arrivals);
      return { files: [...files], failed: [...failed], session_state_applied };
    },
  }),
];
