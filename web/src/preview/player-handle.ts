/** What the rest of the page may ask of the player; the player fills it in while it is there. */
export type PlayerHandle = {
  toggle: () => void;
  pause: () => void;
  /** J, K and L: backwards, stop, forwards; again and again for faster. */
  shuttle: (way: -1 | 0 | 1) => void;
  /** 0 to 1. */
  setVolume: (volume: number) => void;
  /** 1 is as recorded; it stays when another version of the draft is loaded. */
  setSpeed: (speed: number) => void;
  /** Where it stands, in seconds, to the picture. */
  now: () => number;
};

const nothing = (): void => undefined;
export const NO_PLAYER: PlayerHandle = {
  toggle: nothing,
  pause: nothing,
  shuttle: nothing,
  setVolume: nothing,
  setSpeed: nothing,
  now: () => 0,
};
export const player: PlayerHandle = { ...NO_PLAYER };
