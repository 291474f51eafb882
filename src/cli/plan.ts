import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { planRequest } from '../agent/plan.ts';
import type { PlanContext } from '../agent/types.ts';
import { fail, toProblem } from '../base/errors.ts';

export type PlanFlags = { context?: string; batch?: string; json?: boolean };

/** Fields that we do not know are left out: what the planner may lean on is listed in `PlanContext`. */
const Context = z
  .object({
    videos: z.int().min(0).default(0),
    photos: z.int().min(0).default(0),
    audios: z.int().min(0).default(0),
    duration: z.number().min(0).optional(),
    size: z.string().max(40).optional(),
    files: z.array(z.string().max(300)).max(1000).optional(),
    logo: z.boolean().optional(),
    timeline: z.string().max(200).optional(),
  })
  .transform(({ videos, photos, audios, ...rest }): PlanContext => {
    const known = Object.entries(rest).filter(([, value]) => value !== undefined);
    return { videos, photos, audios, ...Object.fromEntries(known) };
  });
const Line = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  context: Context.optional(),
  lang: z.string().max(40).optional(),
});

/** One clip of unknown length: what a request is most often about when nobody says what there is. */
const ONE_VIDEO = { videos: 1, photos: 0, audios: 0 };

/** `tellcut plan`: the operations that a request comes to. Touches no file and needs none. */
export async function plan(request: string | undefined, flags: PlanFlags): Promise<number> {
  if (flags.batch !== undefined) return planBatch(flags.batch);
  if (request === undefined) throw fail('input.usage', { problem: 'Give a request in quotes, or --batch FILE.' });
  const context = flags.context === undefined ? ONE_VIDEO : contextFrom(flags.context);
  const made = planRequest({ text: request, context });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(made)}\n`);
  else process.stdout.write(`${[...made.ops.map((op) => JSON.stringify(op)), made.reply].join('\n')}\n`);
  return made.question === null ? 0 : 4;
}

function contextFrom(json: string): z.output<typeof Context> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw fail('input.usage', { problem: `--context is not JSON. Write it like '{"videos":1,"duration":120}'.` });
  }
  const parsed = Context.safeParse(raw);
  if (!parsed.success)
    throw fail('input.usage', { problem: `--context: ${parsed.error.issues[0]?.message ?? 'not as expected'}.` });
  return parsed.data;
}

/** One line in, one line out, in order; a line that cannot be read is answered with its error and the rest goes on. */
async function planBatch(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    throw fail('input.file_missing', { file }, { cause: error });
  });
  if (!found.isFile()) throw fail('input.not_a_file', { file });
  let worst = 0;
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === '') continue;
    const { out, isBad } = planLine(line);
    process.stdout.write(`${JSON.stringify(out)}\n`);
    if (isBad) worst = 3;
  }
  return worst;
}

function planLine(line: string): { out: Record<string, unknown>; isBad: boolean } {
  let id: unknown = null;
  try {
    const raw: unknown = JSON.parse(line);
    id = (raw as { id?: unknown } | null)?.id ?? null;
    const { text, context, lang } = Line.parse(raw);
    const made = planRequest({ text, context: context ?? ONE_VIDEO, ...(lang === undefined ? {} : { lang }) });
    return { out: { id, ops: made.ops, reply: made.reply }, isBad: false };
  } catch (error) {
    const isShape = error instanceof SyntaxError || error instanceof z.ZodError;
    const message = isShape ? 'This line is not {"id":…,"text":"…"}.' : toProblem(error).message;
    return {
      out: { id, ops: [], reply: message, error: isShape ? 'input.invalid' : toProblem(error).code },
      isBad: true,
    };
  }
}
