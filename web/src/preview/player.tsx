import { useEffect, useMemo, useRef, useState } from 'react';
import { getStage, setStage, useStage } from '../state/stage.ts';
import { get, set, useApp } from '../state/store.ts';
import { lengthOf } from '../timeline/pieces.ts';
import { say } from '../words.ts';
import { Controls } from './controls.tsx';
import { NO_PLAYER, player } from './player-handle.ts';
import { SAFE_AREAS } from './safe-areas.ts';
import { Shuttle } from './shuttle.ts';
import { type PreviewSource, useHls } from './use-hls.ts';
import { usePoster } from './use-poster.ts';

/** The page hears of the time so often while it plays, in ms; the playhead asks for each picture itself. */
const TELL_MS = 80;

/** Plays the draft as it is now, or as it was before its last change, and stays where it was when the draft changes. */
export function Player() {
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLElement>(null);
  const preview = useApp(({ pulse }) => pulse?.preview ?? null);
  const version = useApp(({ latest }) => latest?.version ?? 0);
  const notThere = useApp(({ pulse }) => pulse?.problem ?? null);
  const canvas = useApp(({ latest }) => latest?.state.canvas_config ?? null);
  const side = useStage((stage) => stage.side);
  const isPlaying = useStage((stage) => stage.isPlaying);
  const [guides, setGuides] = useState('');
  const source = useSource();
  const { cover, isWaiting, problem, duration: played } = useHls(video, source);
  usePoster(cover, source !== null);
  // The draft is there before its preview is.
  const drafted = useApp(({ latest }) => (latest === null ? 0 : lengthOf(latest) / 1000));
  const duration = preview === null ? 0 : side === 'now' ? drafted : (played ?? drafted);

  useSeeking(video, duration);
  useTelling(video, isPlaying);
  // What was before is another draft by now.
  useEffect(() => setStage({ side: 'now' }), [version]);
  useHandle(video, duration, preview !== null);
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
            onPlay={() => setStage({ isPlaying: true })}
            onPause={({ currentTarget }) => {
              setStage({ isPlaying: false });
              if (!currentTarget.seeking) set({ time: currentTarget.currentTime });
            }}
          />
          <canvas ref={cover} className="cover" aria-hidden="true" />
          <SafeLines id={guides} />
          {side === 'before' && <span className="before">{say('preview.beforeNote')}</span>}
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
        guides={guides}
        onGuides={setGuides}
        onFull={() => {
          if (document.fullscreenElement === null) void frame.current?.requestFullscreen();
          else void document.exitFullscreen();
        }}
      />
    </section>
  );
}

function SafeLines({ id }: { readonly id: string }) {
  const area = SAFE_AREAS.find((each) => each.id === id);
  if (area === undefined) return null;
  const percent = (share: number): string => `${share * 100}%`;
  const { top, right, bottom, left } = area;
  return (
    <div className="guides" style={{ inset: [top, right, bottom, left].map(percent).join(' ') }} aria-hidden="true" />
  );
}

/** Goes where somebody wants it to be. A seek that has not come to its picture yet is not interrupted, but followed by the last. */
function useSeeking(video: React.RefObject<HTMLVideoElement | null>, duration: number): void {
  const wished = useApp((app) => app.wished);
  useEffect(() => {
    const element = video.current;
    if (element === null || wished.count === 0) return;
    const go = (): void => {
      element.currentTime = Math.min(get().wished.time, duration);
    };
    if (!element.seeking) return go();
    element.addEventListener('seeked', go, { once: true });
    return () => element.removeEventListener('seeked', go);
    // A new length is no new wish.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wished]);
}

/** Tells the page where it stands. */
function useTelling(video: React.RefObject<HTMLVideoElement | null>, isPlaying: boolean): void {
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const tell = (): void => {
      // Where a hand drags, the hand says where it is.
      if (!element.seeking && getStage().drag === null && Math.abs(get().time - element.currentTime) > 0.001)
        set({ time: element.currentTime });
    };
    if (!isPlaying) return;
    const timer = setInterval(tell, TELL_MS);
    return () => clearInterval(timer);
  }, [video, isPlaying]);
}

/** Lets the rest of the page ask the player for something. */
function useHandle(video: React.RefObject<HTMLVideoElement | null>, duration: number, isThere: boolean): void {
  useEffect(() => {
    const element = video.current;
    if (element === null || !isThere) return;
    const shuttle = new Shuttle(element);
    const toggle = (): void => {
      shuttle.stop();
      if (!element.paused) return element.pause();
      if (element.ended || element.currentTime >= duration - 0.05) element.currentTime = 0;
      element.play().catch(() => undefined); // the browser said no, or a new source came: the button still says play
    };
    Object.assign(player, {
      toggle,
      pause: () => {
        shuttle.stop();
        element.pause();
      },
      shuttle: (way: -1 | 0 | 1) => shuttle.turn(way),
      setVolume: (volume: number) => {
        element.volume = volume;
        element.muted = volume === 0;
      },
      setSpeed: (speed: number) => {
        element.defaultPlaybackRate = speed;
        element.playbackRate = speed;
      },
      now: () => element.currentTime,
    });
    return () => {
      shuttle.stop();
      Object.assign(player, NO_PLAYER);
    };
  }, [video, isThere, duration]);
}

/** The draft as it is, or what undo would bring back. */
function useSource(): PreviewSource | null {
  const preview = useApp(({ pulse }) => pulse?.preview ?? null);
  const revision = useApp(({ pulse }) => pulse?.revision ?? '');
  const sessionId = useApp((app) => app.sessionId);
  const side = useStage((stage) => stage.side);
  return useMemo((): PreviewSource | null => {
    if (side === 'now' || sessionId === null) return preview;
    const id = `before-${revision}`;
    return { id, url: `/preview/${sessionId}/before/main.m3u8?id=${revision}`, duration: null };
  }, [preview, side, sessionId, revision]);
}
