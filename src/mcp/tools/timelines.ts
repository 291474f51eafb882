import * as z from 'zod';
import { INTERCHANGE_FORMATS, READABLE_FORMATS } from '../../app/interchange.ts';
import { importIntoSession, timelineOfSession } from '../../app/service/interchange.ts';
import { fail } from '../../base/errors.ts';
import { inLocale } from '../../base/say.ts';
import { CHANGES, defineTool, LOOKS, type Tool, WHICH } from '../tool.ts';
import { whichSession } from '../which.ts';

/** Timelines for other editors and from them. */

const out = defineTool({
  name: 'export_timeline',
  title: 'Timeline for another editor',
  about:
    'The timeline as OTIO, FCPXML, Final Cut 7 XML (Premiere), EDL, MLT, CapCut draft, CSV, captions or YouTube chapters.',
  args: z.strictObject({
    ...WHICH,
    format: z.enum(INTERCHANGE_FORMATS as [string, ...string[]]),
    save_to: z.string().min(1).max(4096).optional().describe('A new file on this machine (stdio only)'),
  }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ format, save_to: saveTo, ...names }, call) => {
    if (saveTo !== undefined && call.local === null) throw fail('mcp.no_local_files', undefined);
    const { files, losses } = await timelineOfSession(call.desk, await whichSession(call, names), format);
    const lost = losses.map((loss) => inLocale(loss, call.lang));
    const [first] = files;
    if (saveTo !== undefined && call.local !== null && first !== undefined) {
      const path = await call.local.save(saveTo, [first.text] as unknown as AsyncIterable<string>);
      return { text: [`Saved ${path}.`, ...lost].join('\n'), data: { format, path, losses: lost } };
    }
    const data = { format, files: files.map(({ name, text }) => ({ name, content: text })), losses: lost };
    return { text: [...files.map(({ text }) => text), ...lost].join('\n'), data };
  },
});

const take = defineTool({
  name: 'import_timeline',
  title: 'Timeline of another editor',
  about:
    "Puts a timeline of another editor in the place of the project's. Upload its media first: they are found by file name.",
  args: z.strictObject({
    ...WHICH,
    format: z.enum(READABLE_FORMATS as [string, ...string[]]),
    content: z.string().min(1).max(32_000_000),
  }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ format, content, ...names }, call) => {
    const found = await importIntoSession(call.desk, await whichSession(call, names), { format, content });
    const losses = found.losses.map((loss) => inLocale(loss, call.lang));
    const summary = String(found.state['summary']);
    return { text: [found.said, ...losses, summary].join('\n'), data: { version: found.version, summary, losses } };
  },
});

export const TIMELINE_TOOLS: readonly Tool[] = [out, take];
