import { useState } from 'react';
import { type Kind, TIMELINE_KINDS, type TimelineKind } from '../../../src/interchange/kinds.ts';
import { call } from '../api/http.ts';
import { get } from '../state/store.ts';
import { saveFile } from '../ui/save-file.ts';
import { LANG, say } from '../words.ts';

type Written = {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly losses: readonly string[];
};

const KINDS = Object.entries(TIMELINE_KINDS) as [TimelineKind, Kind][];

const labelOf = ({ said, programs }: Kind): string =>
  programs === null ? said[LANG] : `${said[LANG]} (${programs[LANG]})`;

/** The cut itself, for somebody who goes on in another editor. */
export function TimelineExport({ isEmpty }: { readonly isEmpty: boolean }) {
  const [format, setFormat] = useState<TimelineKind>('otio');
  const [written, setWritten] = useState<Written | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setProblem(null);
    setWritten(null);
    try {
      const address = `/api/state/nemo_agent/me/${get().sessionId ?? ''}/timeline?format=${format}`;
      const made = await call<Written>('GET', address);
      for (const { name, content } of made.files) saveFile(name, content, 'application/octet-stream');
      setWritten(made);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <details className="timeline-export">
      <summary>{say('timelines.export')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          <span className="hidden">{say('timelines.for')}</span>
          <select
            value={format}
            onChange={({ target }) => {
              setFormat(target.value as TimelineKind);
              setWritten(null);
              setProblem(null);
            }}
          >
            {KINDS.map(([name, kind]) => (
              <option key={name} value={name}>
                {labelOf(kind)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="quiet" disabled={isEmpty}>
          {say('timelines.save')}
        </button>
      </form>
      <div aria-live="polite">
        {problem !== null && <p className="bad">{problem}</p>}
        {written === null ? (
          <p className="dim">{say('timelines.media')}</p>
        ) : (
          <>
            <p>{say('timelines.saved', { files: written.files.map(({ name }) => name).join(', ') })}</p>
            {written.losses.length > 0 && (
              <>
                <p className="dim">{say('timelines.left')}</p>
                <ul>
                  {written.losses.map((loss) => (
                    <li key={loss}>{loss}</li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </div>
    </details>
  );
}
