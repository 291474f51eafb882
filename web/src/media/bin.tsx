import { useEffect, useRef, useState } from 'react';
import type { FileInfo } from '../api/types.ts';
import { useApp } from '../state/store.ts';
import { addFile, insertHere, takeOff } from '../timeline/edits.ts';
import { rowsFor } from '../timeline/pieces.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { tileAt, useMedia, wantMedia } from './details.ts';

/** The files of the project: what they are, and onto the timeline or off it. */
export function MediaBin() {
  const latest = useApp((app) => app.latest);
  const revision = useApp(({ pulse }) => pulse?.revision);
  const files = latest?.state.video_infos ?? [];
  useEffect(() => {
    wantMedia((latest?.state.video_infos ?? []).map(({ id }) => id));
  }, [latest, revision]);
  const uses = new Map<string, number>();
  for (const row of latest === null ? [] : rowsFor(latest))
    for (const { source } of row.pieces) if (source !== null) uses.set(source.asset, (uses.get(source.asset) ?? 0) + 1);
  if (files.length === 0) return <p className="nothing dim">{say('media.empty')}</p>;
  return (
    <ul className="files">
      {files.map((file) => (
        <FileCard key={file.id} file={file} uses={uses.get(file.id) ?? 0} />
      ))}
    </ul>
  );
}

type CardProps = { readonly file: FileInfo; readonly uses: number };

function FileCard({ file, uses }: CardProps) {
  const { id, filename: name, file_type: kind } = file;
  const loudness = useMedia((media) => media[id]?.details.loudness_lufs ?? null);
  const isSound = kind === 'audio';
  const isMedia = isSound || kind === 'video' || kind === 'image';
  return (
    <li>
      <Thumbnail file={file} />
      <div className="about">
        <span className="file-name" title={name}>
          {name}
        </span>
        <span className="dim">{factsOf(file, loudness).join(' · ')}</span>
        <span className="dim">{uses === 0 ? say('media.unused') : say('media.used', { n: uses })}</span>
      </div>
      <div className="acts">
        {isMedia && (
          <IconButton
            icon={isSound ? 'music' : 'plus'}
            label={say(isSound ? 'media.music' : 'media.add', { name })}
            onClick={() => void addFile(id, isSound ? 'music' : 'clip')}
          />
        )}
        {isMedia && !isSound && (
          <IconButton icon="insert" label={say('media.insert', { name })} onClick={() => void insertHere(id)} />
        )}
        {uses > 0 && <IconButton icon="trash" label={say('media.remove', { name })} onClick={() => void takeOff(id)} />}
      </div>
    </li>
  );
}

function factsOf({ file_type: kind, duration, width, height, fps }: FileInfo, loudness: number | null): string[] {
  return [
    kind === 'image' ? say('media.photo') : duration > 0 ? timeLabel(duration) : '',
    width === null || height === null ? '' : `${width}×${height}`,
    fps === null ? '' : `${Math.round(fps * 100) / 100} fps`,
    loudness === null ? '' : say('media.loud', { n: Math.round(loudness) }),
  ].filter((fact) => fact !== '');
}

const WIDE = 96;
const HIGH = 54;

/** A small picture of a file; the pointer runs through it. Sounds show their levels. */
function Thumbnail({ file }: { readonly file: FileInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const known = useMedia((media) => media[file.id]);
  /** Share of the file under the pointer; null: nobody points. */
  const [place, setPlace] = useState<number | null>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null || known === undefined) return;
    const density = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(element, { width: WIDE * density, height: HIGH * density });
    context.scale(density, density);
    const { strip, waveform } = known.details;
    if (strip !== null && known.picture !== null) {
      // A first picture is often black: a tenth of the way is seen when nobody points.
      const tile = tileAt(strip, (place ?? 0.1) * strip.every_ms * strip.count);
      const scale = Math.max(WIDE / strip.width, HIGH / strip.height);
      const [w, h] = [strip.width * scale, strip.height * scale];
      const [sx, sy] = [tile.column * strip.width, tile.row * strip.height];
      context.drawImage(known.picture, sx, sy, strip.width, strip.height, (WIDE - w) / 2, (HIGH - h) / 2, w, h);
    } else if (waveform !== null) {
      context.fillStyle = getComputedStyle(element).color;
      const step = waveform.peaks.length / WIDE;
      for (let x = 0; x < WIDE; x++) {
        const tall = ((waveform.peaks[Math.floor(x * step)] ?? 0) / 255) * HIGH;
        context.fillRect(x, (HIGH - tall) / 2, 1, Math.max(1, tall));
      }
    }
    if (place === null) return;
    context.fillStyle = 'white';
    context.fillRect(place * WIDE, 0, 1.5, HIGH);
  }, [known, place]);
  return (
    <canvas
      ref={canvas}
      className="thumbnail"
      aria-hidden="true"
      onPointerMove={({ currentTarget, clientX }) => {
        const { left, width } = currentTarget.getBoundingClientRect();
        setPlace(Math.max(0, Math.min(0.999, (clientX - left) / width)));
      }}
      onPointerLeave={() => setPlace(null)}
    />
  );
}
