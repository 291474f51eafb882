import { Random } from '../base/random.ts';
import type { Rate } from '../base/time.ts';
import { decimalOf } from './rate.ts';
import {
  type Clip,
  isHeard,
  lengthOfTimeline,
  type Media,
  mediaOf,
  type Timeline,
  type Title,
  type Track,
  type WrittenFile,
} from './timeline.ts';

/**
 * A draft of CapCut and JianYing (剪映): a folder with `draft_content.json` and `draft_meta_info.json`, into which the media
 * files are copied. Times are microseconds. The programs fill in what a fresh draft lacks. Newer versions of JianYing
 * encrypt their own drafts and still open plain ones.
 */

/** What the programs put before a path to say "in the folder of this draft". */
const DRAFT_FOLDER = '##_draftpath_placeholder_0E685133-18CE-45ED-8CB8-2904A212EC80_##';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Record_ = Record<string, Json>;

type Making = {
  readonly timeline: Timeline;
  readonly id: () => string;
  readonly materials: Record<'videos' | 'audios' | 'texts' | 'speeds' | 'canvases' | 'transitions', Record_[]>;
};

export function writeCapcut(timeline: Timeline): WrittenFile[] {
  const { name, rate, width, height, tracks, titles, captions } = timeline;
  const random = new Random(1, name, width, height);
  const hex = (n: number): string =>
    Array.from({ length: n }, () => Math.floor(random.next() * 16).toString(16))
      .join('')
      .toUpperCase();
  const id = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-A${hex(3)}-${hex(12)}`;
  const materials = { videos: [], audios: [], texts: [], speeds: [], canvases: [], transitions: [] };
  const making: Making = { timeline, id, materials };
  const lines: Title[] = captions.map((cue) => {
    const [start, end] = [cue.start, cue.end].map((ms) => Math.round((ms * rate.num) / (rate.den * 1000)));
    const look = { x: 0.5, y: 0.85, size: 0.05, color: '#ffffff', bold: false };
    return { text: cue.text, start: start ?? 0, length: Math.max(1, (end ?? 0) - (start ?? 0)), ...look };
  });
  const made = [
    ...tracks.map((track, i) => trackOf(making, track, i)),
    ...[...layers(titles), ...layers(lines)].map((texts) => textTrack(making, texts)),
  ];
  const duration = micros(lengthOfTimeline(timeline), rate);
  const draftId = id();
  const content: Json = {
    canvas_config: { height, ratio: 'original', width },
    color_space: 0,
    config: { maintrack_adsorb: true, material_save_mode: 0, video_mute: false },
    cover: null,
    create_time: 0,
    duration,
    fps: decimalOf(rate),
    id: draftId,
    keyframes: {
      adjusts: [],
      audios: [],
      effects: [],
      filters: [],
      handwrites: [],
      stickers: [],
      texts: [],
      videos: [],
    },
    last_modified_platform: PLATFORM,
    materials: { ...EMPTY_MATERIALS, ...materials },
    name,
    new_version: '110.0.0',
    platform: PLATFORM,
    relationships: [],
    source: 'default',
    tracks: made,
    update_time: 0,
    version: 360_000,
  };
  const meta: Json = {
    draft_fold_path: '',
    draft_id: draftId,
    draft_materials: [0, 1, 2, 3, 6, 7, 8].map((type) => ({ type, value: [] })),
    draft_name: name,
    draft_root_path: '',
    tm_duration: duration,
  };
  return [
    { name: 'draft_content.json', text: `${JSON.stringify(content, null, 2)}\n` },
    { name: 'draft_meta_info.json', text: `${JSON.stringify(meta, null, 2)}\n` },
  ];
}

const PLATFORM: Record_ = { app_id: 3704, app_source: 'lv', app_version: '5.9.0', os: 'windows' };

/** Kinds of material that the programs expect to find, empty. */
const EMPTY_MATERIALS: Record_ = Object.fromEntries(
  'ai_translates audio_balances audio_effects audio_fades beats chromas color_curves drafts effects flowers green_screens handwrites hsl images log_color_wheels loudnesses manual_deformations masks material_animations material_colors placeholders plugin_effects primary_color_wheels realtime_denoises shapes smart_crops smart_relights sound_channel_mappings stickers tail_leaders text_templates time_marks video_effects video_trackings vocal_beautifys vocal_separations'
    .split(' ')
    .map((kind): [string, Json] => [kind, []]),
);

const micros = (frames: number, { num, den }: Rate): number => Math.round((frames * den * 1_000_000) / num);

const span = (start: number, length: number, rate: Rate): Json => {
  const from = micros(start, rate);
  return { start: from, duration: micros(start + length, rate) - from };
};

function trackOf(making: Making, { kind, clips }: Track, i: number): Json {
  const segments = clips.map((clip, c) => segmentOf(making, clip, { kind, layer: i, next: clips[c + 1] ?? null }));
  return { attribute: 0, flag: 0, id: making.id(), is_default_name: true, name: '', segments, type: kind };
}

type Where = { readonly kind: Track['kind']; readonly layer: number; readonly next: Clip | null };

function segmentOf(making: Making, clip: Clip, { kind, layer, next }: Where): Json {
  const { timeline, id, materials } = making;
  const { rate } = timeline;
  const file = mediaOf(timeline, clip.media);
  const material = kind === 'video' ? videoMaterial(making, file, clip) : audioMaterial(making, file);
  const speed = { id: id(), curve_speed: null, mode: 0, speed: clip.speed, type: 'speed' };
  materials.speeds.push(speed);
  const refs = [speed.id];
  if (kind === 'video') {
    const canvas = { id: id(), type: 'canvas_color', color: '', blur: 0 };
    materials.canvases.push(canvas);
    refs.push(canvas.id);
  }
  // The programs keep a transition with the clip before it.
  if (next?.mix != null) {
    const mix = {
      id: id(),
      duration: micros(next.mix.length, rate),
      is_overlap: true,
      name: '叠化',
      type: 'transition',
    };
    materials.transitions.push({ ...mix, effect_id: '322577', resource_id: '6724239388189921806', platform: 'all' });
    refs.push(mix.id);
  }
  const source = file.isStill || clip.freeze ? clip.length : clip.length * clip.speed;
  const start = micros(clip.in, rate);
  return {
    id: id(),
    material_id: material,
    extra_material_refs: refs,
    target_timerange: span(clip.start, clip.length, rate),
    source_timerange: { start, duration: Math.round((source * rate.den * 1_000_000) / rate.num) },
    speed: clip.speed,
    reverse: clip.reverse,
    volume: kind === 'audio' || isHeard(timeline, clip) ? clip.volume : 0,
    visible: true,
    render_index: layer,
    track_render_index: layer,
    common_keyframes: [],
    keyframe_refs: [],
    ...(kind === 'video' ? { clip: clipPose(clip.pose), enable_adjust: true } : { clip: null }),
  };
}

/** Places count from the middle, in halves of the canvas, upwards. */
const clipPose = ({ x, y, scale, rotate, opacity }: Clip['pose']): Json => ({
  alpha: opacity,
  flip: { horizontal: false, vertical: false },
  rotation: rotate,
  scale: { x: scale, y: scale },
  transform: { x: (x - 0.5) * 2, y: (0.5 - y) * 2 },
});

function videoMaterial({ timeline, id, materials }: Making, file: Media, clip: Clip): string {
  const made = {
    id: id(),
    type: file.isStill ? 'photo' : 'video',
    material_name: file.name,
    path: `${DRAFT_FOLDER}/${file.name}`,
    duration: micros(file.isStill ? clip.length : (file.length ?? clip.length), timeline.rate),
    width: file.size?.width ?? timeline.width,
    height: file.size?.height ?? timeline.height,
    has_audio: file.hasAudio,
    category_name: 'local',
    crop: {
      lower_left_x: 0,
      lower_left_y: 1,
      lower_right_x: 1,
      lower_right_y: 1,
      upper_left_x: 0,
      upper_left_y: 0,
      upper_right_x: 1,
      upper_right_y: 0,
    },
    crop_ratio: 'free',
    crop_scale: 1,
  };
  materials.videos.push(made);
  return made.id;
}

function audioMaterial({ timeline, id, materials }: Making, file: Media): string {
  const made = {
    id: id(),
    type: 'extract_music',
    name: file.name,
    path: `${DRAFT_FOLDER}/${file.name}`,
    duration: micros(file.length ?? lengthOfTimeline(timeline), timeline.rate),
    category_name: 'local',
  };
  materials.audios.push(made);
  return made.id;
}

/** Texts that stand at the same time need tracks of their own. */
function layers(titles: readonly Title[]): Title[][] {
  const made: Title[][] = [];
  for (const title of titles.toSorted((a, b) => a.start - b.start)) {
    const free = made.find((track) => (track.at(-1)?.start ?? 0) + (track.at(-1)?.length ?? 0) <= title.start);
    if (free === undefined) made.push([title]);
    else free.push(title);
  }
  return made;
}

function textTrack(making: Making, titles: readonly Title[]): Json {
  const { id, materials, timeline } = making;
  const segments = titles.map((title): Json => {
    const color = [1, 3, 5].map((at) => Number.parseInt(title.color.slice(at, at + 2), 16) / 255);
    // A size of 15 is about a tenth of the height of an upright picture.
    const size = Math.round(title.size * 150 * 10) / 10;
    const style = { size, bold: title.bold, fill: { content: { solid: { color } } }, range: [0, title.text.length] };
    const text = {
      id: id(),
      type: 'text',
      content: JSON.stringify({ text: title.text, styles: [style] }),
      alignment: 1,
    };
    materials.texts.push(text);
    return {
      id: id(),
      material_id: text.id,
      extra_material_refs: [],
      target_timerange: span(title.start, title.length, timeline.rate),
      source_timerange: null,
      speed: 1,
      volume: 1,
      visible: true,
      render_index: 14_000,
      common_keyframes: [],
      keyframe_refs: [],
      clip: clipPose({ x: title.x, y: title.y, scale: 1, rotate: 0, opacity: 1 }),
    };
  });
  return { attribute: 0, flag: 0, id: id(), is_default_name: true, name: '', segments, type: 'text' };
}
