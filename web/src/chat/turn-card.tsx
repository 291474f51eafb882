import { ask, undo } from '../state/chat.ts';
import type { Turn } from '../state/messages.ts';
import { useApp } from '../state/store.ts';
import { LANG, say } from '../words.ts';
import { TrackChanges } from './track-changes.tsx';

type CardProps = {
  readonly turn: Turn;
  readonly canUndo: boolean;
  /** Whether the answer to a question about what it costs can still be given: nothing was said since. */
  readonly isLast: boolean;
};

/** The failure that asks before anything is spent: its sentence tells what it would cost. */
const NEEDS_GO = 'make.needs_go';

/** A request, what was done for it step by step, and the answer. */
export function TurnCard({ turn, canUndo, isLast }: CardProps) {
  const isReconnecting = useApp((app) => app.isReconnecting);
  const isRunning = turn.state === 'running';
  const text = [...turn.texts, ...(turn.writing === '' ? [] : [turn.writing])].join('\n');
  const mayGo = isLast && turn.steps.some(({ code }) => code === NEEDS_GO);
  // The planner's answer is its steps, line by line: they are shown once.
  const steps = turn.steps.filter((step) => !text.includes(step.text));
  return (
    <article className="turn">
      <p className="request">
        <span className="hidden">{say('chat.you')}: </span>
        {turn.request}
      </p>
      <div className={`answer ${turn.state}`}>
        <span className="hidden">{say('chat.editor')}: </span>
        {steps.length > 0 && (
          <ul className="steps" aria-label={say('chat.changed')}>
            {steps.map((step, index) => (
              // Steps are only ever added.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className={step.isFailed ? 'failed' : ''}>
                {step.text}
                {step.notes.map((note) => (
                  <small key={note}>{note}</small>
                ))}
              </li>
            ))}
          </ul>
        )}
        {text.split('\n').map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines of one text
          <p key={index}>{linked(line)}</p>
        ))}
        {isRunning && (
          <output className="working">
            {isReconnecting ? say('chat.reconnecting') : turn.label === '' ? say('chat.working') : turn.label}…
          </output>
        )}
        {isRunning && isReconnecting && <p className="dim">{say('turn.kept')}</p>}
        {turn.changes.length > 0 && <TrackChanges changes={turn.changes} />}
        {mayGo && !isRunning && <AskedFirst />}
        {canUndo && !isRunning && (
          <button type="button" className="quiet" onClick={() => void undo()}>
            {say('app.undo')}
          </button>
        )}
      </div>
    </article>
  );
}

/** Buttons that say the words: whoever types "go" does the same. */
function AskedFirst() {
  return (
    <div className="ways">
      <button type="button" className="primary" onClick={() => void ask(LANG === 'zh' ? '开始' : 'go')}>
        {say('cost.go')}
      </button>
      <button type="button" className="quiet" onClick={() => void ask(LANG === 'zh' ? '不用了' : 'no thanks')}>
        {say('cost.notNow')}
      </button>
    </div>
  );
}

/** A line with its own-site addresses as links. Everything else stays text, whatever it looks like. */
function linked(line: string): React.ReactNode {
  const parts = line.split(/(https?:\/\/\S+)/);
  return parts.map((part, index) => {
    if (!URL.canParse(part) || !/^https?:/.test(part)) return part;
    const { origin, pathname, search } = new URL(part);
    // oxlint-disable-next-line react/no-array-index-key -- parts of one line
    return origin === location.origin ? (
      <a key={index} href={pathname + search}>
        {say('export.download')}
      </a>
    ) : (
      part
    );
  });
}
