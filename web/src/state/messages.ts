import type { AdkEvent } from '../../../src/protocol/adk.ts';

/** One thing that a turn did, in the server's words. */
export type Step = {
  readonly text: string;
  readonly notes: readonly string[];
  readonly isFailed: boolean;
  /** Why it failed, by the name that docs/errors.md has; null: it did not. */
  readonly code: string | null;
};

/** What a track holds: pieces, and where the last one ends in seconds. */
export type TrackSize = { readonly count: number; readonly end: number };
/** A track that a turn changed; null: it was not there, or is gone. */
export type TrackChange = {
  readonly role: string;
  readonly name: string | null;
  readonly before: TrackSize | null;
  readonly after: TrackSize | null;
};

/** A request and what became of it. */
export type Turn = {
  readonly id: string;
  readonly request: string;
  readonly steps: readonly Step[];
  /** Finished texts, in order. */
  readonly texts: readonly string[];
  /** A text that is still being written. */
  readonly writing: string;
  /** What it is busy with. */
  readonly label: string;
  readonly state: 'running' | 'done' | 'refused';
  /** The version that it made; null: it changed nothing. */
  readonly version: number | null;
  readonly changes: readonly TrackChange[];
  readonly renders: readonly string[];
  readonly lastEvent: string | null;
};

export const newTurn = (id: string, request: string): Turn => ({
  id,
  request,
  steps: [],
  texts: [],
  writing: '',
  label: '',
  state: 'running',
  version: null,
  changes: [],
  renders: [],
  lastEvent: null,
});

/** The turn after an event of it. An event that came before changes nothing. */
export function withEvent(turn: Turn, event: AdkEvent): Turn {
  const next = { ...turn, lastEvent: event.partial === true && event.type === 'progress' ? turn.lastEvent : event.id };
  const data = event.customMetadata ?? {};
  switch (event.type) {
    case 'progress':
      return { ...next, label: typeof data['label'] === 'string' ? data['label'] : turn.label };
    case 'text':
      if (event.partial === true) return { ...next, writing: turn.writing + (event.text ?? '') };
      return {
        ...next,
        writing: '',
        texts: [...turn.texts, event.text ?? ''],
        state: event.finishReason === 'STOP' && turn.state === 'running' ? 'done' : turn.state,
        version: typeof data['version'] === 'number' ? data['version'] : turn.version,
        changes: Array.isArray(data['changes']) ? (data['changes'] as TrackChange[]) : turn.changes,
        renders: Array.isArray(data['renders'])
          ? (data['renders'] as { id: string }[]).map(({ id }) => id)
          : turn.renders,
      };
    case 'tool_result':
      return { ...next, steps: [...turn.steps, ...stepsOf(event)] };
    case 'error':
      return { ...next, state: 'refused' };
    case 'tool_call':
      return next;
  }
}

function stepsOf({ content }: AdkEvent): Step[] {
  return (content?.parts ?? []).flatMap((part) => {
    if (!('functionResponse' in part)) return [];
    const { text, notes, status, code } = part.functionResponse.response;
    const lines = Array.isArray(notes) ? notes.filter((note) => typeof note === 'string') : [];
    const why = typeof code === 'string' ? code : null;
    return [{ text: typeof text === 'string' ? text : '', notes: lines, isFailed: status === 'failed', code: why }];
  });
}

/** A session's past as turns. */
export function turnsOf(events: readonly AdkEvent[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const event of events) {
    const { invocationId: id } = event;
    if ((event.author as string) === 'user') {
      const text = event.content?.parts.map((part) => ('text' in part ? part.text : '')).join('\n') ?? '';
      turns.set(id, newTurn(id, text));
    } else {
      const turn = turns.get(id);
      if (turn !== undefined) turns.set(id, withEvent(turn, event));
    }
  }
  return [...turns.values()];
}
