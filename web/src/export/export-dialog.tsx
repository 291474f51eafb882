import { useState } from 'react';
import { PLATFORMS } from '../../../src/draft/platforms.ts';
import { ownAddress } from '../api/http.ts';
import type { RenderInfo } from '../api/types.ts';
import { cancelExport, type ExportWish, startExport } from '../state/renders.ts';
import { useApp } from '../state/store.ts';
import { bytesLabel, timeLabel } from '../ui/labels.ts';
import { Sheet } from '../ui/sheet.tsx';
import { LANG, say } from '../words.ts';

const FORMATS = ['mp4', 'mov', 'webm', 'gif', 'mp3', 'wav', 'm4a', 'png', 'jpg'] as const;
const QUALITIES = ['draft', 'standard', 'high', 'source'] as const;
const RESOLUTIONS = ['', '720p', '1080p', '4k'] as const;

/** How the video leaves: what as, how far it is, and everything that left before. */
export function ExportDialog() {
  return (
    <Sheet name="export" title={say('export.title')}>
      <Wishes />
      <Former />
    </Sheet>
  );
}

function Wishes() {
  const [wish, setWish] = useState<ExportWish>({ format: 'mp4', quality: 'high', resolution: '', platform: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const isEmpty = useApp(({ pulse }) => pulse?.preview === null);
  const choose = (key: keyof ExportWish) => ({
    value: wish[key],
    onChange: ({ target }: { target: HTMLSelectElement }) => setWish({ ...wish, [key]: target.value }),
  });
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(null);
    try {
      await startExport(wish);
    } catch (error) {
      setProblem((error as Error).message);
    }
    setStarting(false);
  };
  return (
    <form
      className="wishes"
      onSubmit={(event) => {
        event.preventDefault();
        if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission();
        void start();
      }}
    >
      <label>
        {say('export.format')}
        <select {...choose('format')}>
          {FORMATS.map((format) => (
            <option key={format} value={format}>
              {format.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('export.quality')}
        <select {...choose('quality')}>
          {QUALITIES.map((quality) => (
            <option key={quality} value={quality}>
              {say(`quality.${quality}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('export.resolution')}
        <select {...choose('resolution')}>
          {RESOLUTIONS.map((size) => (
            <option key={size} value={size}>
              {size === '' ? say('export.asIs') : size}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('export.platform')}
        <select {...choose('platform')}>
          <option value="">{say('export.anywhere')}</option>
          {PLATFORMS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[LANG]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary" disabled={isEmpty || isStarting}>
        {say('export.start')}
      </button>
      {isEmpty && <p className="dim">{say('export.nothing')}</p>}
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  );
}

function Former() {
  const renders = useApp((app) => app.renders);
  return (
    <section aria-labelledby="former">
      <h3 id="former">{say('export.former')}</h3>
      {renders.length === 0 && <p className="dim">{say('export.none')}</p>}
      <ul className="renders">
        {renders.map((render) => (
          <RenderRow key={render.id} render={render} />
        ))}
      </ul>
    </section>
  );
}

function RenderRow({ render }: { readonly render: RenderInfo }) {
  const { id, status, progress, output, error, data } = render;
  const when = new Date(data.createdAt).toLocaleString(LANG === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const isOpen = status === 'pending' || status === 'processing';
  const said = {
    pending: say('export.pending'),
    processing: say('export.running', { n: progress }),
    completed: say('export.done'),
    failed: error ?? say('export.failed'),
    cancelled: say('export.cancelled'),
  }[status];
  return (
    <li className={status}>
      <div>
        <span role={isOpen ? 'status' : undefined}>{said}</span>
        <small className="dim">
          {output === null ? when : `${when} · ${timeLabel(output.duration)} · ${bytesLabel(output.size)}`}
        </small>
        {isOpen && <progress max={100} value={progress} aria-label={say('export.title')} />}
        {data.notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
      </div>
      {isOpen && (
        <button type="button" className="quiet" onClick={() => void cancelExport(id)}>
          {say('export.cancel')}
        </button>
      )}
      {output !== null && (
        <a className="button" href={ownAddress(output.url)} download>
          {say('export.download')}
        </a>
      )}
    </li>
  );
}
