import type { Asset, ProbeFacts } from '../../src/draft/facts.ts';

type Picture = NonNullable<ProbeFacts['video']>;
type Sound = ProbeFacts['audio'][number];

/** The picture of a plain film: H.264, 1280×720, 30 fps. */
export const PICTURE: Picture = {
  codec: 'h264',
  width: 1280,
  height: 720,
  codedWidth: 1280,
  codedHeight: 720,
  rotation: 0,
  pixelAspect: 1,
  fps: 30,
  variableRate: false,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  alpha: false,
  hdr: false,
  streamIndex: 0,
  startMs: 0,
  bitRate: null,
};

/** The sound beside it: stereo AAC of a minute. */
export const SOUND: Sound = {
  codec: 'aac',
  sampleRate: 48_000,
  channels: 2,
  streamIndex: 1,
  language: null,
  startMs: 0,
  duration: 60_000,
};

/** A picture of another size. */
export const pictureOf = (width: number, height: number, over: Partial<Picture> = {}): Picture => ({
  ...PICTURE,
  width,
  height,
  codedWidth: width,
  codedHeight: height,
  ...over,
});

/** An asset of which nothing but the file itself is known: a silent film of a minute unless `probe` says otherwise. */
export const assetOf = (id: string, probe: Partial<ProbeFacts> = {}, facts: Partial<Asset> = {}): Asset => ({
  id,
  filename: `${id}.mp4`,
  probe: { kind: 'video', format: 'mov', duration: 60_000, video: PICTURE, audio: [], ...probe },
  silence: null,
  loudness: null,
  waveform: null,
  scenes: null,
  ...facts,
});
