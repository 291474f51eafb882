import { useState } from 'react';
import { call } from '../api/http.ts';
import type { StorageInfo } from '../api/types.ts';
import { loadRenders } from '../state/renders.ts';
import { get, notify } from '../state/store.ts';
import { bytesLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { useLoaded } from './use-loaded.ts';

/** Below this share the disk counts as nearly full. */
const LOW = 0.05;

/** What takes how much room on the server, and how to make some. */
export function Storage() {
  const { value, problem, set } = useLoaded(() => call<StorageInfo>('GET', '/api/web/storage'));
  const [isCleaning, setCleaning] = useState(false);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return <p className="dim">{say('app.loading')}</p>;
  const clean = async (what: 'cache' | 'exports'): Promise<void> => {
    if (!confirm(say(what === 'cache' ? 'storage.cleanCache' : 'storage.cleanExports'))) return;
    setCleaning(true);
    try {
      set(await call<StorageInfo>('POST', '/api/web/storage/clean', { body: { what } }));
      const { sessionId } = get();
      if (sessionId !== null) await loadRenders(sessionId);
    } catch (error) {
      notify((error as Error).message);
    }
    setCleaning(false);
  };
  const rows = [
    { name: say('storage.media'), bytes: value.media, act: null },
    { name: say('storage.exports'), bytes: value.exports, act: 'exports' },
    { name: say('storage.cache'), bytes: value.cache, act: 'cache' },
    { name: say('storage.free'), bytes: value.free, act: null },
  ] as const;
  return (
    <>
      {value.free / value.total < LOW && <p role="alert">{say('storage.low')}</p>}
      <ul className="rows">
        {rows.map(({ name, bytes, act }) => (
          <li key={name}>
            <span>{name}</span>
            <strong>{bytesLabel(bytes)}</strong>
            {act !== null && (
              <button
                type="button"
                className="quiet"
                aria-label={`${say('storage.clean')}: ${name}`}
                disabled={isCleaning || bytes === 0}
                onClick={() => void clean(act)}
              >
                {say('storage.clean')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
