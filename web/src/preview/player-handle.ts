/** What the rest of the page may ask of the player; the player fills it in while it is there. */
export type PlayerHandle = {
  toggle: () => void;
  /** 0 to 1. */
  setVolume: (volume: number) => void;
  /** 1 is as recorded; it stays when another version of the draft is loaded. */
  setSpeed: (speed: number) => void;
};

const nothing = (): void => undefined;
export const NO_PLAYER: PlayerHandle = { toggle: nothing, setVolume: nothing, setSpeed: nothing };
export const player: PlayerHandle = { ...NO_PLAYER };
