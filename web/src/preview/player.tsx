import { useEffect, useRef, useState } from 'react';
import { set, useApp } from '../state/store.ts';
import { say } from '../words.ts';
import { Controls } from './controls.tsx';
import { NO_PLAYER, player } from './player-handle.ts';
import { useHls } from './use-hls.ts';

/** Plays the draft as it is now, and stays where it was when the draft changes. */
export function Player() {
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLElement>(null);
  const preview = useApp(({ pulse }) => pulse?.preview ?? null);
  const notThere = useApp(({ pulse }) => pulse?.problem ?? null);
  const canvas = useApp(({ latest }) => latest?.state.canvas_config ?? null);
  const wished = useApp((app) => app.wished);
  const [isPlaying, setPlaying] = useState(false);
  const [hasGuides, setGuides] = useState(false);
  const { cover, isWaiting, problem } = useHls(video, preview);
  const duration = preview?.duration ?? 0;

  useEffect(() => {
    if (video.current !== null && wished.count > 0) video.current.currentTime = Math.min(wished.time, duration);
    // A new length is no new wish.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wished]);
  useEffect(() => {
    const toggle = (): void => {
      const element = video.current;
      if (element === null || preview === null) return;
      if (element.paused) {
        if (element.ended || element.currentTime >= duration - 0.05) element.currentTime = 0;
        element.play().catch(() => undefined); // the browser said no, or a new source came: the button still says play
      } else element.pause();
    };
    const setVolume = (volume: number): void => {
      if (video.current !== null) video.current.volume = volume;
    };
    const setSpeed = (speed: number): void => {
      if (video.current === null) return;
      video.current.defaultPlaybackRate = speed;
      video.current.playbackRate = speed;
    };
    Object.assign(player, { toggle, setVolume, setSpeed });
    return () => {
      Object.assign(player, NO_PLAYER);
    };
  }, [preview, duration]);
  const shape = canvas === null ? '16 / 9' : `${canvas.width} / ${canvas.height}`;
  return (
    <section className="player" aria-label={say('preview.title')} ref={frame}>
      <div className="screen">
        <div className="picture" style={{ aspectRatio: shape, '--shape': shape } as React.CSSProperties}>
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are drawn into the picture, as in the export */}
          <video
            ref={video}
            playsInline
            tabIndex={-1}
            onClick={() => player.toggle()}
            onPlay={() => setPlaying(true)}
            onPause={() => setPlaying(false)}
            onTimeUpdate={({ currentTarget }) => {
              if (!currentTarget.seeking) set({ time: currentTarget.currentTime });
            }}
          />
          <canvas ref={cover} className="cover" aria-hidden="true" />
          {hasGuides && <div className="guides" aria-hidden="true" />}
          {preview === null && <p className="empty">{notThere ?? say('preview.empty')}</p>}
          {isWaiting && preview !== null && <output className="spinner" aria-label={say('app.loading')} />}
        </div>
      </div>
      {problem !== null && (
        <p className="problem" role="alert">
          {say('preview.failed', { why: problem })}
        </p>
      )}
      <Controls
        duration={preview === null ? null : duration}
        isPlaying={isPlaying}
        hasGuides={hasGuides}
        onGuides={() => setGuides(!hasGuides)}
        onFull={() => void frame.current?.requestFullscreen()}
      />
    </section>
  );
}
