import { useEffect, useState } from 'react';
import type { VersionInfo } from '../api/types.ts';
import { loadVersions, restoreVersion } from '../state/session.ts';
import { notify, useApp } from '../state/store.ts';
import { momentLabel } from '../ui/labels.ts';
import { Sheet } from '../ui/sheet.tsx';
import { say } from '../words.ts';

/** Every version of the draft. Restoring one makes another: nothing is lost by looking back. */
export function VersionsDialog() {
  return (
    <Sheet name="versions" title={say('versions.title')}>
      <Versions />
    </Sheet>
  );
}

function Versions() {
  const version = useApp(({ latest }) => latest?.version);
  const [versions, setVersions] = useState<readonly VersionInfo[]>([]);
  useEffect(() => {
    let isGone = false;
    loadVersions().then(
      (found) => {
        if (!isGone) setVersions(found);
      },
      (error: unknown) => notify((error as Error).message),
    );
    return () => {
      isGone = true;
    };
  }, [version]);
  return (
    <>
      <p className="dim">{say('versions.text')}</p>
      <ol className="versions">
        {versions.map(({ version: number, label, created_at: at, current }) => (
          <li key={number} aria-current={current ? 'true' : undefined}>
            <span>
              {label === '' ? say('versions.first') : label}
              <small className="dim">{momentLabel(at)}</small>
            </span>
            {current ? (
              <strong>{say('versions.current')}</strong>
            ) : (
              <button type="button" className="quiet" onClick={() => void restoreVersion(number)}>
                {say('versions.restore')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
