import { type Uploading, useApp } from '../state/store.ts';
import { dismiss } from '../state/uploads.ts';
import { IconButton } from '../ui/icon.tsx';
import { bytesLabel } from '../ui/labels.ts';
import { say } from '../words.ts';

/** Files on their way, and those that could not be added. */
export function Uploads() {
  const uploads = useApp((app) => app.uploads);
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads">
      {uploads.map((upload) => (
        <li key={upload.id} className={upload.state}>
          <span className="name">{upload.name}</span>
          {upload.problem === null ? (
            <>
              <progress aria-label={upload.name} max={upload.bytes} value={upload.sent} />
              <span className="dim">{labelOf(upload)}</span>
            </>
          ) : (
            <span role="alert">{upload.problem}</span>
          )}
          <IconButton
            icon="close"
            label={upload.problem === null ? say('upload.cancel', { file: upload.name }) : say('upload.dismiss')}
            onClick={() => dismiss(upload.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function labelOf({ state, sent, bytes, speed }: Uploading): string {
  if (state === 'waiting') return say('upload.waiting');
  if (state === 'reading') return say('upload.reading');
  if (state === 'paused') return say('upload.paused');
  const share = `${bytesLabel(sent)} / ${bytesLabel(bytes)}`;
  return speed === 0 ? share : `${share} · ${bytesLabel(speed)}/s`;
}
