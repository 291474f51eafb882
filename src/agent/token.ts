/**
 * One piece of a request. `value` is in the kind's own unit: `time` seconds, `percent` 0–100, `db` decibels, `factor`
 * times, `px` pixels, `degrees` clockwise degrees, `fps` frames a second; other kinds carry `text`.
 */
export type Token = {
  readonly kind: TokenKind;
  /** As written (normalised), for texts that are taken over literally. */
  readonly raw: string;
  /** Folded word, canonical value (`16:9`, `1080p`, `500MB`) or protected text. */
  readonly text: string;
  readonly stem: string;
  readonly value: number;
  /** A clock time was written with a colon or in minutes, and is given on as `m:ss`. */
  readonly clock: boolean;
  /** Stands at the beginning of a written word. */
  readonly wordStart: boolean;
  readonly at: number;
  readonly end: number;
};

export type TokenKind =
  | 'word'
  | 'num'
  | 'ord'
  | 'time'
  | 'percent'
  | 'db'
  | 'factor'
  | 'px'
  | 'degrees'
  | 'fps'
  | 'ratio'
  | 'res'
  | 'bytes'
  | 'bitrate'
  | 'hex'
  | 'quote'
  | 'file'
  | 'url'
  | 'emoji'
  | 'dash'
  | 'comma'
  | 'stop'
  | 'colon'
  | 'slash'
  | 'ask'
  | 'mark';
