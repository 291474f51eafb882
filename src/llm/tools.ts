import * as z from 'zod';
import { leanSchema } from '../operations/lean-schema.ts';
import { OPERATIONS } from '../operations/registry.ts';

/** A JSON Schema of a tool's arguments. */
export type ToolSchema = { readonly [key: string]: unknown };

/** A tool as a model sees it. */
export type ToolSpec = { readonly name: string; readonly description: string; readonly schema: ToolSchema };

/** Asks the person and ends the turn. */
export const ASK = 'ask_user';

/** Says that something cannot be done yet, by the name that we have for it. */
export const CANNOT = 'cannot_do';

/** Shows the arguments of operations that have no tool of their own. */
export const DESCRIBE = 'describe_operations';

/** Carries out one of those. */
export const OTHER = 'other_operation';

/**
 * Operations with a tool of their own: what most requests need. The rest is behind {@link DESCRIBE} and {@link OTHER},
 * because the tools go along with every step and a small model has a short context.
 */
const USUAL = new Set(
  (
    'add_music aspect captions color crop cut_range delete denoise_audio duck export ' +
    'extract_audio fade filter freeze highlights intro light_edit merge normalize_loudness outro redo ' +
    'remove_audio remove_fillers remove_silence reorder replace_text resize slideshow speed split ' +
    'status style text title transitions trim undo voiceover volume watermark zoom credits'
  ).split(' '),
);

/** Whether an operation has a tool of its own. */
export const isUsual = (name: string): boolean => USUAL.has(name);

/** Arguments of {@link DESCRIBE} and {@link OTHER}. */
export const DescribeArgs = z.object({ names: z.array(z.string().max(64)).min(1).max(6) });
export const OtherArgs = z.object({
  name: z.string().max(64),
  arguments: z.record(z.string(), z.unknown()).optional(),
});

/** Arguments of {@link ASK}. */
export const AskArgs = z.object({
  question: z.string().min(1).max(500).describe('One short question, in the language of the person'),
  offers: z.array(z.string().max(120)).max(3).optional().describe('Two or three answers that could be given'),
});

/**
 * The tools of a model: the usual operations by their records, two for all the others, one for asking, and one for what
 * is understood but cannot be done yet (`abilities`: name → what people call it).
 */
export function toolSpecs(abilities: Readonly<Record<string, string>>): ToolSpec[] {
  const all = [...OPERATIONS.keys()];
  const others = all.filter((name) => !isUsual(name));
  const names = Object.keys(abilities);
  const cannotArgs = z.object({ ability: z.enum(names.length === 0 ? ['other'] : [...names, 'other']) });
  const list = Object.entries(abilities).map(([name, said]) => `${name}: ${said}`);
  return [
    ...all.filter(isUsual).flatMap((name) => operationSpec(name) ?? []),
    {
      name: DESCRIBE,
      description: `Shows what these operations do and which arguments they take, before you use them by ${OTHER}: ${others.join(', ')}.`,
      schema: leanSchema(DescribeArgs),
    },
    {
      name: OTHER,
      description: `Carries out one of the operations that ${DESCRIBE} knows.`,
      schema: leanSchema(OtherArgs),
    },
    {
      name: ASK,
      description: 'Asks the person one short question and ends the turn. Only when any guess could spoil the video.',
      schema: leanSchema(AskArgs),
    },
    {
      name: CANNOT,
      description: `Tells the person that a wish cannot be fulfilled yet and what comes near. Call it for each such wish, then go on with the rest. ${list.join('; ')}.`,
      schema: leanSchema(cannotArgs),
    },
  ];
}

/** One operation as a tool, from its record; null for no operation of ours. */
export function operationSpec(name: string): ToolSpec | null {
  const record = OPERATIONS.get(name);
  if (record === undefined) return null;
  const examples = record.examples.flatMap(({ en }) => (en === undefined ? [] : [en]));
  return { name, description: described(record.summary, examples), schema: leanSchema(record.args) };
}

function described(summary: string, examples: readonly string[]): string {
  return examples.length === 0
    ? summary
    : `${summary} For: ${examples
        .slice(0, 2)
        .map((e) => `"${e}"`)
        .join(', ')}.`;
}
