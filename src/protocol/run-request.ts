import * as z from 'zod';

/**
 * Body of POST /run_sse and /run. Clients write its keys in snake_case (the published skills, ADK for Python) or in
 * camelCase (ADK for JavaScript); both are read, also within parts.
 */

const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Renames the keys of an object and leaves its values alone: a tool's own arguments keep their names. */
function camelKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), inner]));
}

const Part = z.preprocess(
  camelKeys,
  z.looseObject({ text: z.string().max(100_000).optional(), functionResponse: z.unknown().optional() }),
);

const Message = z.preprocess(
  camelKeys,
  z.looseObject({ role: z.string().max(20).optional(), parts: z.array(Part).min(1).max(64) }),
);

/** The parsed request: `text` are its text parts, joined by lines. Parts without text are no request to an editor. */
export const RunRequest = z.preprocess(
  camelKeys,
  z
    .looseObject({
      appName: z.string().max(64).optional(),
      userId: z.string().max(128).optional(),
      sessionId: z.string().min(1).max(64),
      newMessage: Message,
      streaming: z.boolean().nullish(),
    })
    .transform(({ sessionId, newMessage, streaming, appName, userId }, context) => {
      const text = newMessage.parts.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n');
      if (text.trim() === '') {
        context.addIssue({ code: 'custom', path: ['new_message', 'parts'], message: 'say what to do in a text part' });
      }
      return { appName: appName ?? null, userId: userId ?? null, sessionId, text, streaming: streaming === true };
    }),
);

export type RunRequest = z.output<typeof RunRequest>;
