import type Hls from 'hls.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { get } from '../state/store.ts';

/** `duration` in seconds; null: known once it is loaded. */
export type PreviewSource = { readonly id: string; readonly url: string; readonly duration: number | null };

export type Playing = {
  /** Shows the last picture while the next source comes. */
  readonly cover: RefObject<HTMLCanvasElement | null>;
  readonly isWaiting: boolean;
  readonly problem: string | null;
  /** Length of what is loaded, in seconds; null before. */
  readonly duration: number | null;
};

/** Plays a preview in a video element; a new one goes on where the old one was, without a black picture between. */
export function useHls(video: RefObject<HTMLVideoElement | null>, source: PreviewSource | null): Playing {
  const cover = useRef<HTMLCanvasElement>(null);
  const hls = useRef<Hls | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const duration = useEvents(video, cover, setWaiting);
  const url = source?.url ?? null;
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (url === null) {
      hls.current?.destroy();
      hls.current = null;
      element.removeAttribute('src');
      element.load();
      // What comes next is another project: its first picture is waited for again.
      forget(cover.current);
      setWaiting(false);
      return;
    }
    let isGone = false;
    const wasPlaying = !element.paused && !element.ended;
    keepPicture(element, cover.current);
    setWaiting(true);
    setProblem(null);
    const load = async (): Promise<void> => {
      const { default: Player } = await import('hls.js');
      if (isGone) return;
      const from = Math.min(get().time, Math.max(0, (source?.duration ?? Number.POSITIVE_INFINITY) - 0.1));
      if (!Player.isSupported()) {
        // Safari on a phone plays HLS itself.
        element.src = url;
        element.currentTime = from;
      } else {
        // A source of its own for each version: nothing of the old one stays in the buffer.
        hls.current?.destroy();
        // Workers would need scripts from blobs, which the content policy refuses; fMP4 needs no remuxing anyway.
        const made = new Player({
          enableWorker: false,
          startPosition: from,
          maxBufferLength: 12,
          maxMaxBufferLength: 30,
        });
        hls.current = made;
        made.on(Player.Events.ERROR, (_, { fatal, details, type }) => {
          if (!fatal) return;
          if (type === Player.ErrorTypes.MEDIA_ERROR) made.recoverMediaError();
          else setProblem(details);
        });
        made.loadSource(url);
        made.attachMedia(element);
      }
      if (wasPlaying) await element.play().catch(() => undefined);
    };
    void load();
    return () => {
      isGone = true;
    };
    // A length without a new address is not a new source.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [url, video]);

  useEffect(
    () => () => {
      hls.current?.destroy();
      hls.current = null;
    },
    [],
  );
  return { cover, isWaiting, problem, duration };
}

/** Hears of the video whether it waits, and how long it is. */
function useEvents(
  video: RefObject<HTMLVideoElement | null>,
  cover: RefObject<HTMLCanvasElement | null>,
  setWaiting: (isWaiting: boolean) => void,
): number | null {
  const [duration, setDuration] = useState<number | null>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const there = (): void => {
      setWaiting(false);
      cover.current?.classList.remove('shown');
      if (cover.current !== null) cover.current.dataset['seen'] = 'yes';
    };
    const waiting = (): void => setWaiting(true);
    const long = (): void => {
      if (!Number.isFinite(element.duration)) return;
      setDuration(element.duration);
      // It was further on in another version.
      if (element.currentTime > element.duration) element.currentTime = Math.max(0, element.duration - 0.1);
    };
    const events = ['loadeddata', 'seeked', 'playing'] as const;
    for (const event of events) element.addEventListener(event, there);
    element.addEventListener('waiting', waiting);
    element.addEventListener('seeking', waiting);
    element.addEventListener('durationchange', long);
    return () => {
      for (const event of events) element.removeEventListener(event, there);
      element.removeEventListener('waiting', waiting);
      element.removeEventListener('seeking', waiting);
      element.removeEventListener('durationchange', long);
    };
  }, [video, cover, setWaiting]);
  return duration;
}

function forget(cover: HTMLCanvasElement | null): void {
  if (cover === null) return;
  delete cover.dataset['seen'];
  cover.classList.remove('shown');
}

/** Copies the picture that is shown onto the canvas over it. */
function keepPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement | null): void {
  if (canvas === null || video.videoWidth === 0 || video.readyState < 2) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  canvas.classList.add('shown');
}
