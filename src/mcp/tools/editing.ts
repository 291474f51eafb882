import * as z from 'zod';
import { latestState, patchDraft } from '../../app/service/state.ts';
import { cancelTurn, findTurn, followTurn, startTurn } from '../../app/service/turns.ts';
import type { OperationCall } from '../../operations/registered.ts';
import { CHANGES, defineTool, Id, LOOKS, type Tool, type ToolAnswer, type ToolCall, WHICH } from '../tool.ts';
import { whichSession } from '../which.ts';

/** Handing over a request in words, and edits by typed operations. */

/** Many clients give up on a tool after a minute. */
const WAIT = z.int().min(0).max(900).default(45).describe('Seconds to wait for the end; the work goes on afterwards');

const say = defineTool({
  name: 'edit_by_words',
  aliases: ['send_message'],
  title: 'Edit by words',
  about:
    'Hands a request over as the person said it ("cut the silences, add lo-fi music, make it 9:16"; any language, several wishes in one ' +
    'sentence). The answer says what changed. For single exact edits, the tools named after operations do the same without words.',
  args: z.strictObject({ ...WHICH, text: z.string().min(1).max(4000), wait_seconds: WAIT }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ text, wait_seconds: seconds, ...names }, call) => {
    const { desk, attribution } = call;
    const { turnId } = await startTurn(desk, { ...(await whichSession(call, names)), text, attribution });
    return heard(call, turnId, seconds);
  },
});

const getAnswer = defineTool({
  name: 'get_answer',
  title: 'Answer of a request',
  about:
    'Waits further for the answer of edit_by_words that was not there in time. Never send the request again instead.',
  args: z.strictObject({ turn_id: Id, wait_seconds: WAIT }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ turn_id: turnId, wait_seconds: seconds }, call) => {
    await findTurn(call.desk, { accountId: call.accountId, turnId });
    return heard(call, turnId, seconds);
  },
});

const stop = defineTool({
  name: 'cancel_edit',
  title: 'Stop a request',
  about: 'Stops a request that is being worked on. The timeline stays as it was before it, and nothing is charged.',
  args: z.strictObject({ turn_id: Id }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ turn_id: turnId }, { desk, accountId }) => {
    const { state } = await cancelTurn(desk, { accountId, turnId });
    return { text: `The request is ${state}.`, data: { turn_id: turnId, status: state } };
  },
});

/** What a turn says until its end, or until the wait is over. An agent that cancels stops the turn. */
async function heard(call: ToolCall, turnId: string, seconds: number): Promise<ToolAnswer> {
  const { desk, accountId, signal, stopping } = call;
  const enough = AbortSignal.any([stopping, AbortSignal.timeout(Math.max(1, seconds * 1000))]);
  const said: string[] = [];
  let percent = 0;
  for await (const { event } of followTurn(desk, turnId, { after: 0, signal: AbortSignal.any([signal, enough]) })) {
    if (event.errorMessage !== undefined) said.push(event.errorMessage);
    if (event.partial !== true && event.type === 'text' && event.text !== undefined) said.push(event.text);
    const { progress, label } = event.customMetadata ?? {};
    if (typeof label !== 'string') continue;
    percent = Math.max(percent, Number(progress ?? 0));
    call.progress(percent, label);
  }
  if (signal.aborted && !stopping.aborted) await cancelTurn(desk, { accountId, turnId });
  const turn = await findTurn(desk, { accountId, turnId });
  const isOver = turn.endedAt !== null;
  const { version, state } = await latestState(desk, { accountId, sessionId: turn.sessionId });
  const data = { turn_id: turnId, session_id: turn.sessionId, status: turn.state, version, summary: state['summary'] };
  const wait = `Still working on it. Call get_answer with turn_id ${turnId}; do not send the request again.`;
  const text = isOver ? [...said, String(state['summary'])].join('\n\n') : wait;
  return { text, data: { ...data, said } };
}

const apply = defineTool({
  name: 'apply_operations',
  title: 'Several edits as one',
  about:
    'Applies operations in order, all or none, as one undo step: [{"op":"trim","clip":1,"start":5}, …]. The names and arguments ' +
    'are those of the tools named after operations.',
  args: z.strictObject({
    ...WHICH,
    base_version: z.int().min(0).optional().describe('Refused when the timeline has changed since this version'),
    operations: z
      .array(z.looseObject({ op: z.string().min(1).max(64) }))
      .min(1)
      .max(100),
  }),
  scope: 'write',
  hints: CHANGES,
  run: ({ operations, base_version: base, ...names }, call) => edited(call, names, base, operations),
});

/** Applies operations to a session's draft, and says what they did. */
export async function edited(
  call: ToolCall,
  names: { session_id?: string | undefined; project_id?: string | undefined },
  base: number | undefined,
  operations: readonly OperationCall[],
): Promise<ToolAnswer> {
  const which = await whichSession(call, names);
  const baseVersion = base ?? (await latestState(call.desk, which)).version;
  const { version, state, changes } = await patchDraft(call.desk, { ...which, baseVersion, operations });
  return {
    text: [...changes, String(state['summary'])].join('\n'),
    data: { session_id: which.sessionId, version, changes: [...changes], summary: state['summary'] },
  };
}

/** Going back and forth is asked for in words: the planner answers these at once, and they cost nothing. */
const step = (name: 'undo' | 'redo', about: string): Tool =>
  defineTool({
    name,
    title: name === 'undo' ? 'Undo' : 'Redo',
    about,
    args: z.strictObject(WHICH),
    scope: 'write',
    hints: CHANGES,
    run: async (names, call) => {
      const which = await whichSession(call, names);
      const { turnId } = await startTurn(call.desk, { ...which, text: name, attribution: call.attribution });
      return heard(call, turnId, 45);
    },
  });

export const EDITING_TOOLS: readonly Tool[] = [
  say,
  getAnswer,
  stop,
  apply,
  step('undo', 'Takes back the last edit.'),
  step('redo', 'Makes the edit again that was taken back.'),
];
