import { addressOf } from './names.ts';
import { canDrop, frameOfMs, rationalOf } from './rate.ts';
import {
  type Clip,
  clipEnd,
  isHeard,
  lengthOfTimeline,
  type Media,
  mainOf,
  mediaOf,
  mixBefore,
  PLAIN_POSE,
  type Timeline,
  type Title,
  type WrittenFile,
} from './timeline.ts';
import { type Element, element, writeXml } from './xml.ts';

/**
 * FCPXML 1.10, as Final Cut Pro and DaVinci Resolve read it. The main track is the storyline; everything else is anchored to
 * what plays in the storyline when it begins. Order of children as Apple's document type has it.
 */

type Making = {
  readonly timeline: Timeline;
  readonly ids: ReadonlyMap<string, string>;
  readonly seconds: (frame: number) => string;
  /** Titles so far: text styles need ids of their own. */
  styles: number;
};

/** What the storyline is made of: a clip, or a hole that it needs as an element. */
type Story = { readonly clip: Clip | null; readonly start: number; readonly length: number };

const DISSOLVE = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265';
const BASIC_TITLE = '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti';

export function writeFcpxml(timeline: Timeline): WrittenFile[] {
  const { rate, media, name, width, height } = timeline;
  const seconds = (frame: number): string => rationalOf(frame, rate);
  const ids = new Map(media.map((file, i) => [file.name, `r${i + 10}`]));
  const making: Making = { timeline, ids, seconds, styles: 0 };
  const length = lengthOfTimeline(timeline);
  const spine = storyOf(timeline, length);
  const format = element('format', { id: 'r1', frameDuration: seconds(1), width, height });
  const resources = element('resources', {}, [
    format,
    element('format', { id: 'r2', name: 'FFVideoFormatRateUndefined' }),
    element('effect', { id: 'r3', name: 'Cross Dissolve', uid: DISSOLVE }),
    element('effect', { id: 'r4', name: 'Basic Title', uid: BASIC_TITLE }),
    ...media.map((file) => assetOf(file, making)),
  ]);
  const tcFormat = canDrop(rate) ? 'DF' : 'NDF';
  const sequence = element(
    'sequence',
    { format: 'r1', duration: seconds(length), tcStart: '0s', tcFormat, audioLayout: 'stereo', audioRate: '48k' },
    [element('spine', {}, spineOf(spine, making))],
  );
  const project = element('project', { name }, [sequence]);
  const root = element('fcpxml', { version: '1.10' }, [
    resources,
    element('library', {}, [element('event', { name }, [project])]),
  ]);
  return [{ name: 'timeline.fcpxml', text: writeXml(root, 'fcpxml') }];
}

function assetOf(file: Media, { ids, seconds, timeline }: Making): Element {
  const isVideo = file.hasVideo ? 1 : null;
  const sound = file.hasAudio ? { hasAudio: 1, audioSources: 1, audioChannels: 2, audioRate: 48_000 } : {};
  return element(
    'asset',
    {
      id: ids.get(file.name),
      name: file.name,
      start: '0s',
      duration: seconds(file.length ?? lengthOfTimeline(timeline)),
      hasVideo: isVideo,
      format: file.hasVideo ? (file.isStill ? 'r2' : 'r1') : null,
      ...sound,
    },
    [element('media-rep', { kind: 'original-media', src: addressOf(file.name) })],
  );
}

/** The storyline without holes between its parts; one of nothing but a hole where there are no pictures. */
function storyOf({ tracks }: Timeline, length: number): Story[] {
  const story: Story[] = [];
  let cursor = 0;
  for (const clip of mainOf(tracks)?.clips ?? []) {
    if (clip.start > cursor) story.push({ clip: null, start: cursor, length: clip.start - cursor });
    story.push({ clip, start: clip.start, length: clip.length });
    cursor = clipEnd(clip);
  }
  if (cursor < length) story.push({ clip: null, start: cursor, length: length - cursor });
  return story;
}

function spineOf(story: readonly Story[], making: Making): Element[] {
  const { timeline, seconds } = making;
  const { tracks, titles, captions, markers } = timeline;
  const main = mainOf(tracks);
  const beside = tracks.filter((track) => track !== main);
  let [over, under] = [0, 0];
  const lanes = beside.map(({ kind }) => (kind === 'video' ? ++over : --under));
  return story.flatMap((part) => {
    const { clip, start, length } = part;
    const isHere = (at: number): boolean => at >= start && at < start + length;
    const zero = clip === null ? 0 : localStart(clip);
    const local = (at: number): string => seconds(zero + at - start);
    const anchored = [
      ...beside.flatMap((track, i) =>
        track.clips
          .filter((one) => isHere(one.start))
          .map((one) => clipElement(one, making, { lane: lanes[i] ?? 1, offset: local(one.start), children: [] })),
      ),
      ...titles
        .filter((title) => isHere(title.start))
        .map((title) => titleElement(title, making, { lane: over + 1, offset: local(title.start) })),
      ...captions.flatMap((cue) => {
        const from = frameOfMs(cue.start, timeline.rate);
        const until = frameOfMs(cue.end, timeline.rate);
        if (until <= from || !isHere(from)) return [];
        return [captionElement(cue.text, making, { offset: local(from), duration: seconds(until - from) })];
      }),
    ];
    const marks = markers
      .filter(({ at }) => isHere(at))
      .map(({ at, name }) =>
        element('chapter-marker', { start: local(at), duration: seconds(1), value: name, posterOffset: '0s' }),
      );
    const children = [...anchored, ...marks];
    if (clip === null)
      return [
        element('gap', { name: 'Gap', offset: seconds(start), start: '0s', duration: seconds(length) }, children),
      ];
    const made = clipElement(clip, making, { lane: null, offset: seconds(start), children });
    return clip.mix === null ? [made] : [mixElement(clip, making), made];
  });
}

const mixElement = ({ mix, start }: Clip, { seconds }: Making): Element => {
  const { length, name } = mix ?? { length: 0, name: '' };
  return element(
    'transition',
    {
      name: name === 'fade' ? 'Cross Dissolve' : name,
      offset: seconds(start - mixBefore(length)),
      duration: seconds(length),
    },
    [element('filter-video', { ref: 'r3', name: 'Cross Dissolve' })],
  );
};

const isPaced = ({ speed, reverse, freeze }: Clip): boolean => speed !== 1 || reverse || freeze;

/** Where a clip begins on its own clock: one that is retimed counts from the dissolve before it. */
const localStart = (clip: Clip): number => (isPaced(clip) ? headOf(clip) : clip.in);

const headOf = ({ mix }: Clip): number => (mix === null ? 0 : mixBefore(mix.length));

/** How far a retimed clip's line goes on after its end, for a dissolve there: two seconds, as far as there is file. */
function tailOf(clip: Clip, { timeline }: Making): number {
  const { length } = mediaOf(timeline, clip.media);
  const left = clip.reverse ? clip.in : (length ?? 0) - clip.in - clip.length * clip.speed;
  return Math.max(0, Math.min(120, Math.floor(left / clip.speed)));
}

type Place = { readonly lane: number | null; readonly offset: string; readonly children: readonly Element[] };

function clipElement(clip: Clip, making: Making, { lane, offset, children }: Place): Element {
  const { timeline, ids, seconds } = making;
  const file = mediaOf(timeline, clip.media);
  const attributes = {
    ref: ids.get(file.name),
    lane,
    offset,
    name: file.name,
    start: seconds(localStart(clip)),
    duration: seconds(clip.length),
  };
  const timing = isPaced(clip) ? [timeMap(clip, making)] : [];
  if (file.isStill)
    return element('video', { ...attributes, start: '0s' }, [...poseElements(clip, timeline), ...children]);
  const srcEnable = !file.hasVideo ? null : isHeard(timeline, clip) || !file.hasAudio ? null : 'video';
  const isSilenced = srcEnable === 'video' || clip.volume === 1;
  const gain = isSilenced ? [] : [volumeElement(clip, seconds)];
  const faded = gain.length === 0 && clip.fade.in + clip.fade.out > 0 ? [volumeElement(clip, seconds)] : gain;
  return element('asset-clip', { ...attributes, srcEnable, tcFormat: 'NDF' }, [
    ...timing,
    ...(file.hasVideo ? poseElements(clip, timeline) : []),
    ...faded,
    ...children,
  ]);
}

/** Source time over the clip's own clock: a straight line from the dissolve before it through the one after it. */
function timeMap(clip: Clip, making: Making): Element {
  const { num, den } = making.timeline.rate;
  // Values may lie between frames: thousandths of a frame find the frame again.
  const fine = (frame: number): string => rationalOf(Math.max(0, Math.round(frame * 1000)), { num: num * 1000, den });
  const point = (frames: number): Element => {
    const played = clip.freeze ? 0 : (clip.reverse ? clip.length - frames : frames) * clip.speed;
    const time = making.seconds(headOf(clip) + frames);
    return element('timept', { time, value: fine(clip.in + played), interp: 'linear' });
  };
  return element('timeMap', {}, [point(-headOf(clip)), point(clip.length + tailOf(clip, making))]);
}

const decimal = (value: number): string => String(Math.round(value * 1e4) / 1e4);

/** Positions in percent of the canvas's height from its middle, upwards. */
function poseElements({ pose }: Clip, { width, height }: Timeline): Element[] {
  const made: Element[] = [];
  const moved = { ...pose, opacity: 1 };
  if (JSON.stringify(moved) !== JSON.stringify(PLAIN_POSE)) {
    const x = (pose.x - 0.5) * (width / height) * 100;
    const y = (0.5 - pose.y) * 100;
    made.push(
      element('adjust-transform', {
        position: `${decimal(x)} ${decimal(y)}`,
        scale: `${decimal(pose.scale)} ${decimal(pose.scale)}`,
        rotation: decimal(-pose.rotate),
      }),
    );
  }
  if (pose.opacity < 1) made.push(element('adjust-blend', { amount: decimal(pose.opacity) }));
  return made;
}

/** -96 dB: the lowest that Final Cut Pro's own control goes. */
const SILENT = 10 ** (-96 / 20);

function volumeElement({ volume, fade }: Clip, seconds: (frame: number) => string): Element {
  const amount = `${decimal(20 * Math.log10(Math.max(volume, SILENT)))}dB`;
  if (fade.in + fade.out === 0) return element('adjust-volume', { amount });
  const fades = [
    ...(fade.in > 0 ? [element('fadeIn', { type: 'easeIn', duration: seconds(fade.in) })] : []),
    ...(fade.out > 0 ? [element('fadeOut', { type: 'easeOut', duration: seconds(fade.out) })] : []),
  ];
  return element('adjust-volume', { amount }, [element('param', { name: 'amount' }, fades)]);
}

function titleElement(title: Title, making: Making, at: { lane: number; offset: string }): Element {
  const { seconds, timeline } = making;
  const id = `ts${++making.styles}`;
  const shorter = Math.min(timeline.width, timeline.height);
  const x = Math.round((title.x - 0.5) * timeline.width);
  const y = Math.round((0.5 - title.y) * timeline.height);
  return element(
    'title',
    { ref: 'r4', ...at, name: title.text.slice(0, 60), start: seconds(0), duration: seconds(title.length) },
    [
      element('param', { name: 'Position', key: '9999/999166631/999166633/1/100/101', value: `${x} ${y}` }),
      element('text', {}, [element('text-style', { ref: id }, title.text)]),
      element('text-style-def', { id }, [
        element('text-style', {
          font: 'Helvetica',
          fontSize: Math.round(title.size * shorter),
          fontColor: colour(title.color),
          bold: title.bold ? 1 : 0,
          alignment: 'center',
        }),
      ]),
    ],
  );
}

function captionElement(text: string, making: Making, at: { offset: string; duration: string }): Element {
  const id = `ts${++making.styles}`;
  return element(
    'caption',
    { lane: 1, ...at, name: text.slice(0, 60), start: '0s', role: 'SRT?captionFormat=SRT.en' },
    [
      element('text', {}, [element('text-style', { ref: id }, text)]),
      element('text-style-def', { id }, [
        element('text-style', { font: 'Helvetica', fontSize: 13, fontColor: '1 1 1 1' }),
      ]),
    ],
  );
}

/** `#rrggbb` as four numbers of 0–1. */
const colour = (hex: string): string =>
  [...[1, 3, 5].map((at) => decimal(Number.parseInt(hex.slice(at, at + 2), 16) / 255)), '1'].join(' ');
