import { type Uploading, useApp } from '../state/store.ts';
import { dismiss, dismissFailed, retry } from '../state/uploads.ts';
import { IconButton } from '../ui/icon.tsx';
import { aboutTime, bytesLabel } from '../ui/labels.ts';
import { say } from '../words.ts';

/** Those that wait are one line beyond so many. */
const SHOWN_WAITING = 3;

/** Files on their way, and those that could not be added. */
export function Uploads() {
  const uploads = useApp((app) => app.uploads);
  if (uploads.length === 0) return null;
  const waiting = uploads.filter(({ state }) => state === 'waiting');
  const hidden = waiting.length > SHOWN_WAITING + 1 ? waiting.slice(SHOWN_WAITING) : [];
  const failed = uploads.filter(({ problem }) => problem !== null);
  return (
    // Within the log every figure would be read out; what went wrong is told as an alert.
    <div className="uploads" aria-live="off">
      <ul>
        {uploads
          .filter((upload) => !hidden.includes(upload))
          .map((upload) => (
            <Row key={upload.id} upload={upload} />
          ))}
      </ul>
      {hidden.length > 0 && (
        <p className="dim">
          {say('upload.more', {
            n: hidden.length,
            size: bytesLabel(hidden.reduce((sum, { bytes }) => sum + bytes, 0)),
          })}
        </p>
      )}
      {failed.length > 1 && (
        <button type="button" className="quiet" onClick={dismissFailed}>
          {say('upload.dismissAll')}
        </button>
      )}
    </div>
  );
}

function Row({ upload }: { readonly upload: Uploading }) {
  const { id, name, problem, bytes, sent, state, mayRetry } = upload;
  return (
    <li className={state}>
      <span className="name">{name}</span>
      {problem === null ? (
        <>
          {state === 'fetching' || state === 'making' ? (
            <progress aria-label={name} />
          ) : (
            <progress aria-label={name} max={Math.max(1, bytes)} value={sent} />
          )}
          <span className="dim">{labelOf(upload)}</span>
        </>
      ) : (
        <span role="alert">{problem}</span>
      )}
      <span className="acts">
        {mayRetry && (
          <button type="button" className="quiet" onClick={() => retry(id)}>
            {say('upload.again')}
          </button>
        )}
        <IconButton
          icon="close"
          label={problem === null ? say('upload.cancel', { file: name }) : say('upload.dismiss')}
          onClick={() => dismiss(id)}
        />
      </span>
    </li>
  );
}

function labelOf({ state, sent, bytes, speed }: Uploading): string {
  if (state === 'waiting') return say('upload.waiting');
  if (state === 'reading') return say('upload.reading');
  if (state === 'paused') return say('upload.paused');
  if (state === 'making') return say('welcome.making');
  if (state === 'fetching') return say('upload.fetching');
  const share = `${bytesLabel(sent)} / ${bytesLabel(bytes)}`;
  if (speed === 0) return share;
  return `${share} · ${bytesLabel(speed)}/s · ${say('upload.left', { time: aboutTime((bytes - sent) / speed) })}`;
}
