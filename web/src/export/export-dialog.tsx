import { useState } from 'react';
import { PLATFORMS } from '../../../src/draft/platforms.ts';
import type { ExportEstimate } from '../api/types.ts';
import { type ExportWish, startExport } from '../state/renders.ts';
import { useApp } from '../state/store.ts';
import { allowNotifications } from '../ui/attention.ts';
import { aboutTime, bytesLabel, timeLabel } from '../ui/labels.ts';
import { Sheet } from '../ui/sheet.tsx';
import { LANG, say } from '../words.ts';
import { Exports } from './exports.tsx';
import { TimelineExport } from './timeline-export.tsx';
import { useEstimate } from './use-estimate.ts';

const FORMATS = ['mp4', 'mov', 'webm', 'gif', 'mp3', 'wav', 'm4a', 'png', 'jpg'] as const;
const QUALITIES = ['draft', 'standard', 'high', 'source'] as const;
const RESOLUTIONS = ['', '720p', '1080p', '4k'] as const;
/** Those without pictures have no size. */
const SOUNDS: ReadonlySet<string> = new Set(['mp3', 'wav', 'm4a']);

/** How the video leaves: what as, what that comes to, how far it is, and everything that left before. */
export function ExportDialog() {
  const isEmpty = useApp(({ pulse }) => pulse?.preview === null);
  return (
    <Sheet name="export" title={say('export.title')}>
      <Wishes isEmpty={isEmpty} />
      <TimelineExport isEmpty={isEmpty} />
      <Exports />
    </Sheet>
  );
}

function Wishes({ isEmpty }: { readonly isEmpty: boolean }) {
  const [wish, setWish] = useState<ExportWish>({ format: 'mp4', quality: 'high', resolution: '', platform: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const isSound = SOUNDS.has(wish.format);
  const estimated = useEstimate(wish, !isEmpty);
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(null);
    try {
      await startExport(isSound ? { ...wish, resolution: '', platform: '' } : wish);
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
        void allowNotifications().catch(() => undefined);
        void start();
      }}
    >
      <Fields
        wish={wish}
        isSound={isSound}
        onChange={(next) => {
          setProblem(null);
          setWish(next);
        }}
      />
      {/* It has its place before it is known: nothing moves when it comes. */}
      <div className="estimate" aria-live="polite">
        {isEmpty ? say('export.nothing') : <Estimate isSound={isSound} {...estimated} />}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit" className="primary" disabled={isEmpty || isStarting}>
        {say('export.start')}
      </button>
    </form>
  );
}

type FieldsProps = {
  readonly wish: ExportWish;
  readonly isSound: boolean;
  readonly onChange: (wish: ExportWish) => void;
};

function Fields({ wish, isSound, onChange }: FieldsProps) {
  const choose = (key: keyof ExportWish) => ({
    value: wish[key],
    onChange: ({ target }: { target: HTMLSelectElement }) => onChange({ ...wish, [key]: target.value }),
  });
  return (
    <>
      <label>
        {say('export.platform')}
        <select {...choose('platform')} disabled={isSound}>
          <option value="">{say('export.anywhere')}</option>
          {PLATFORMS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[LANG]}
            </option>
          ))}
        </select>
      </label>
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
        <select {...choose('resolution')} disabled={isSound}>
          {RESOLUTIONS.map((size) => (
            <option key={size} value={size}>
              {size === '' ? say('export.asIs') : size}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

type EstimateProps = {
  readonly isSound: boolean;
  readonly estimate: ExportEstimate | null;
  readonly problem: string | null;
};

function Estimate({ estimate, problem, isSound }: EstimateProps) {
  if (problem !== null) return <p className="bad">{problem}</p>;
  if (estimate === null) return <p className="dim">{say('export.estimating')}</p>;
  const { width, height, fps, duration, bytes, seconds, notes } = estimate;
  const parts = [
    ...(bytes === null ? [] : [say('export.aboutSize', { size: bytesLabel(bytes) })]),
    ...(isSound ? [] : [`${width}×${height}`, say('export.fps', { n: Math.round(fps * 100) / 100 })]),
    timeLabel(duration),
    ...(seconds === null || isSound ? [] : [say('export.aboutTime', { time: aboutTime(seconds) })]),
  ];
  return (
    <>
      <p>{parts.join(' · ')}</p>
      {notes.map(({ fault, text }) => (
        <p key={text} className={fault ? 'bad' : 'dim'}>
          {text}
        </p>
      ))}
    </>
  );
}
