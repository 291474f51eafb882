import * as z from 'zod';
import { addFile, type FileRecord } from '../../app/service/assets.ts';
import { reserveUpload } from '../../app/service/uploads.ts';
import { fail, TellcutError, toProblem } from '../../base/errors.ts';
import { CHANGES, defineTool, type Tool, type ToolCall, WHICH } from '../tool.ts';
import { type Which, whichSession } from '../which.ts';

type Failed = { readonly filename: string; readonly error: unknown };

const upload = defineTool({
  name: 'upload',
  aliases: ['upload_asset'],
  title: 'Add media',
  about:
    'Adds video, photos or sound to a project, by paths on this machine (stdio only) or https addresses. Files are put on the ' +
    'timeline one after the other. Each succeeds or fails on its own. mp4 mov avi webm mkv jpg png gif webp mp3 wav m4a aac.',
  args: z.strictObject({
    ...WHICH,
    paths: z.array(z.string().min(1).max(4096)).max(50).optional().describe('Files on this machine'),
    urls: z
      .array(z.url({ protocol: /^https?$/ }).max(2048))
      .max(50)
      .optional()
      .describe('Addresses of files'),
  }),
  scope: 'upload',
  hints: { ...CHANGES, openWorldHint: true },
  run: async ({ paths = [], urls = [], ...names }, call) => {
    if (paths.length + urls.length === 0) throw fail('upload.no_file', undefined);
    if (paths.length > 0 && call.local === null) throw fail('mcp.no_local_files', undefined);
    const which = await whichSession(call, names);
    const files: FileRecord[] = [];
    const failed: Failed[] = [];
    const total = paths.length + urls.length;
    const done = (): void => call.progress((100 * (files.length + failed.length)) / total, 'Reading files');
    for (const path of paths) {
      await attempt(path, failed, async () => files.push(await takePath(call, which, path)));
      done();
    }
    if (urls.length > 0) await takeUrls(call, which, { urls, files, failed });
    const first = failed[0];
    if (files.length === 0 && first !== undefined) throw first.error;
    const added = files.map((file) => `Added ${file.filename} (${file.file_type}, ${file.duration} s).`);
    const refused = failed.map(({ filename, error }) => {
      const { code, apiCode, message } = toProblem(error, call.lang);
      return { filename, code, api: apiCode, message };
    });
    const text = [...added, ...refused.map(({ filename, message }) => `${filename}: ${message}`)].join('\n');
    return { text, data: { session_id: which.sessionId, files, failed: refused } };
  },
});

/** Notes a named failure of one file; any other is thrown. */
async function attempt(filename: string, failed: Failed[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TellcutError)) throw error;
    failed.push({ filename, error });
  }
}

async function takePath(call: ToolCall, which: Which, file: string): Promise<FileRecord> {
  const { desk, local, attribution, signal } = call;
  if (local === null) throw fail('mcp.no_local_files', undefined);
  const copy = await local.copyIn(file, desk.settings.maxUploadBytes);
  await using _room = await reserveUpload(desk, { ...which, bytes: copy.bytes, attribution });
  return addFile(desk, { ...which, path: copy.path, filename: copy.filename, signal });
}

type Taking = { readonly urls: readonly string[]; readonly files: FileRecord[]; readonly failed: Failed[] };

async function takeUrls(call: ToolCall, which: Which, { urls, files, failed }: Taking): Promise<void> {
  const { desk, attribution, signal } = call;
  const { maxUploadBytes: maxBytes } = desk.settings;
  // How large they are is known when they are here.
  await using _room = await reserveUpload(desk, { ...which, bytes: maxBytes, attribution });
  await using fetched = await call.fetchUrls(urls, { maxBytes, signal });
  for (const file of fetched.files)
    await attempt(file.filename, failed, async () => {
      if ('error' in file) throw file.error;
      const { path, hash } = file.received;
      files.push(await addFile(desk, { ...which, path, hash, filename: file.filename, signal }));
    });
}

export const FILE_TOOLS: readonly Tool[] = [upload];
