import * as z from 'zod';

/**
 * One event of a turn, as clients of Google's Agent Development Kit read it (its wire form, ADK 2.0), with `type` and
 * `text` beside it for clients that look for those. `actions` holds these four keys and never others: ADK's own models
 * refuse what they do not know; what is ours goes into `customMetadata`.
 */

const Json = z.record(z.string(), z.json());

const Part = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ functionCall: z.strictObject({ id: z.string(), name: z.string(), args: Json }) }),
  z.strictObject({ functionResponse: z.strictObject({ id: z.string(), name: z.string(), response: Json }) }),
]);

const Actions = z.strictObject({
  stateDelta: Json,
  artifactDelta: Json,
  requestedAuthConfigs: Json,
  requestedToolConfirmations: Json,
});

/** See the head of this file. `timestamp` is seconds, as ADK for Python has it. Absent keys are left out, not null. */
export const AdkEvent = z.strictObject({
  id: z.string(),
  invocationId: z.string(),
  author: z.string(),
  timestamp: z.number(),
  actions: Actions,
  longRunningToolIds: z.array(z.string()),
  type: z.enum(['text', 'tool_call', 'tool_result', 'progress', 'error']),
  content: z.strictObject({ role: z.enum(['model', 'user']), parts: z.array(Part) }).exactOptional(),
  text: z.string().exactOptional(),
  partial: z.literal(true).exactOptional(),
  finishReason: z.literal('STOP').exactOptional(),
  usageMetadata: Json.exactOptional(),
  errorCode: z.string().exactOptional(),
  errorMessage: z.string().exactOptional(),
  customMetadata: Json.exactOptional(),
});

export type AdkEvent = z.infer<typeof AdkEvent>;
export type AdkPart = z.infer<typeof Part>;
type JsonObject = z.infer<typeof Json>;

/** The one agent that we serve, by the name that existing clients ask for; author of its events. */
export const AGENT_NAME = 'nemo_agent';

/** Which turn an event belongs to (its id is ADK's invocation id), and the time. */
export type EventHead = { readonly turnId: string; readonly at: Date };

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Eight letters or digits, like ADK's own; 2^47 of them, which is plenty within one turn. */
function eventId(): string {
  // 62 letters out of 256 values: the first eight of them come a little more often, which does no harm here.
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function event(head: EventHead, body: Partial<AdkEvent> & Pick<AdkEvent, 'type'>): AdkEvent {
  return {
    id: eventId(),
    invocationId: head.turnId,
    author: AGENT_NAME,
    timestamp: head.at.getTime() / 1000,
    actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {}, requestedToolConfirmations: {} },
    longRunningToolIds: [],
    ...body,
  };
}

/** An id that ties a tool's result to its call. */
export const toolCallId = (): string => `adk-${crypto.randomUUID()}`;

/** A full text of the agent. `isLast`: the one that ends the turn. */
export function textEvent(head: EventHead, text: string, options: { isLast: boolean; data?: JsonObject }): AdkEvent {
  return event(head, {
    type: 'text',
    content: { role: 'model', parts: [{ text }] },
    text,
    ...(options.isLast ? { finishReason: 'STOP' } : {}),
    ...(options.data === undefined ? {} : { customMetadata: options.data }),
  });
}

/** A piece of a text that is being written; the full text follows as an event of its own. */
export function textDeltaEvent(head: EventHead, text: string): AdkEvent {
  return event(head, { type: 'text', content: { role: 'model', parts: [{ text }] }, text, partial: true });
}

/** The agent calls a tool: an operation by its name. */
export function toolCallEvent(head: EventHead, call: { id: string; name: string; args: JsonObject }): AdkEvent {
  return event(head, { type: 'tool_call', content: { role: 'model', parts: [{ functionCall: call }] } });
}

/** What a tool answered. ADK gives it the role `user`, but the agent as its author. */
export function toolResultEvent(head: EventHead, result: { id: string; name: string; response: JsonObject }): AdkEvent {
  return event(head, { type: 'tool_result', content: { role: 'user', parts: [{ functionResponse: result }] } });
}

/** How far a long tool is: `progress` from 0 to 100. It has no content, so that clients show no empty message. */
export function progressEvent(head: EventHead, progress: number, label: string): AdkEvent {
  return event(head, { type: 'progress', partial: true, customMetadata: { progress, label } });
}

/** A failure in mid-stream: `code` is the catalogue's or the API's, `message` its sentence. The stream closes after it. */
export function errorEvent(head: EventHead, code: string, message: string): AdkEvent {
  return event(head, { type: 'error', errorCode: code, errorMessage: message });
}

/**
 * The stream ends here and the turn goes on: `after` is the last event that was sent (null: none), to be given when the
 * stream is asked for again. It is not part of the turn.
 */
export function resumeEvent(head: EventHead, after: string | null, label: string): AdkEvent {
  return event(head, { type: 'progress', partial: true, customMetadata: { label, resume: { after } } });
}

/** Whether a client that asked for no streaming gets this event: pieces of a text are left out, progress is not. */
export const isForAll = (sent: AdkEvent): boolean => sent.type !== 'text' || sent.partial !== true;
