/** Highest speed of J and L, in times the recorded one. */
const FASTEST = 8;
/** The browser plays sound up to here without strain; beyond it is cut by some. */
const MOST_RATE = 4;

/**
 * J, K and L as on an editing table: L plays, J plays backwards, each again doubles the speed, K stops. No browser plays
 * backwards: pictures are sought one after another.
 */
export class Shuttle {
  readonly #video: HTMLVideoElement;
  /** Negative: backwards. */
  #speed = 0;
  #frame = 0;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /** 0 when nobody holds it. */
  get speed(): number {
    return this.#speed;
  }

  turn(way: -1 | 0 | 1): void {
    const isSame = Math.sign(this.#speed) === way || (way === 1 && !this.#video.paused && this.#speed === 0);
    const before = this.#speed === 0 ? 1 : Math.abs(this.#speed);
    const speed = way === 0 ? 0 : isSame ? Math.min(FASTEST, before * 2) * way : way;
    this.stop();
    this.#speed = speed;
    if (way === 0) this.#video.pause();
    else if (way === 1) {
      this.#video.playbackRate = Math.min(MOST_RATE, speed);
      this.#video.play().catch(() => undefined); // the browser said no: the button still says play
    } else this.#backwards();
  }

  /** Lets go: plays or stands as the video does. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#speed = 0;
    this.#video.playbackRate = this.#video.defaultPlaybackRate;
  }

  #backwards(): void {
    this.#video.pause();
    let at = performance.now();
    let time = this.#video.currentTime;
    const step = (now: number): void => {
      time = Math.max(0, time + ((now - at) / 1000) * this.#speed);
      at = now;
      if (!this.#video.seeking) this.#video.currentTime = time;
      if (time > 0) this.#frame = requestAnimationFrame(step);
      else this.#speed = 0;
    };
    this.#frame = requestAnimationFrame(step);
  }
}
