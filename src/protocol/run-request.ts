import * as z from 'zod';

/**
 * Body of POST /run_sse and /run. Clients write its keys in snake_case (the published skills, ADK for Python) or in
 * camelCase (ADK for JavaScript); both are read.
 */

const Name = z.string().max(128);
const Session = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id');

/** Parts may hold what else ADK knows (files, answers of tools); only their texts are a request to an editor. */
const Message = z.looseObject({
  role: z.string().max(20).optional(),
  parts: z
    .array(z.looseObject({ text: z.string().max(100_000).optional() }))
    .min(1)
    .max(64),
});

const Body = z.looseObject({
  app_name: Name.nullish(),
  user_id: Name.nullish().describe('`me`, or your own id.'),
  session_id: Session.nullish(),
  new_message: Message.nullish().describe('What to do, in its text parts.'),
  selected: Session.nullish().describe('Id of the segment that is chosen on the timeline: what "this clip" means.'),
  streaming: z.boolean().nullish().describe('true: texts also come in pieces while they are written.'),
  appName: Name.nullish(),
  userId: Name.nullish(),
  sessionId: Session.nullish(),
  newMessage: Message.nullish(),
});

/** The parsed request: `text` is all text parts, one a line. */
export const RunRequest = Body.transform((body, context) => {
  const missing = (name: string, message: string): never => {
    context.addIssue({ code: 'custom', path: [name], message });
    return z.NEVER;
  };
  const sessionId = body.session_id ?? body.sessionId ?? missing('session_id', 'is missing');
  const message = body.new_message ?? body.newMessage ?? missing('new_message', 'is missing');
  const text = message?.parts?.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n');
  if (text?.trim() === '') missing('new_message.parts', 'hold no text: say what to do');
  return {
    appName: body.app_name ?? body.appName ?? null,
    userId: body.user_id ?? body.userId ?? null,
    sessionId,
    text,
    selected: body.selected ?? null,
    streaming: body.streaming === true,
  };
});

export type RunRequest = z.output<typeof RunRequest>;
