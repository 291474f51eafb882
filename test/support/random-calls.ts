import { BUILT_IN_TEMPLATES } from '../../src/draft/built-in-templates.ts';
import type { OperationCall } from '../../src/operations/registered.ts';
import { fc } from './properties.ts';
import { PICTURE_CALLS } from './random-picture-calls.ts';
import { clip, length, level, look, often, part, some, textArgs, time, where, words } from './random-values.ts';

/** Random calls of every operation, for property tests. Calls may be refused; they must not crash. */

const calls: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  light_edit: {},
  remove_silence: { ...where, at: some(time), except: some(fc.constantFrom('1', '2,3')), min: some(length) },
  remove_fillers: { ...where, words: some(words), kind: some(fc.constantFrom('fillers', 'repeats', 'all')) },
  cut_words: {
    text: words,
    whole: some(fc.boolean()),
    keep: some(fc.boolean()),
    which: some(fc.constantFrom(1, 'last')),
  },
  find_words: { text: words },
  chapters: {
    at: some(fc.constantFrom('0:00,0:05,0:10', '3', '99:00')),
    titles: some(fc.array(fc.constantFrom('Start', '开头', '💥'), { maxLength: 3 })),
    title: some(fc.constant('Intro')),
    remove: some(fc.boolean()),
  },
  highlights: {
    duration: some(length),
    max_duration: some(length),
    count: some(fc.constantFrom(1, 3, 'several')),
    focus: some(fc.constant('goals')),
  },
  trim: {
    keep: some(fc.oneof(length, fc.constantFrom('first 2s', 'last 3s', '1s each, 4s total'))),
    start: some(time),
    end: some(time),
    part: some(part),
    max: some(length),
    clip: some(clip),
    extend: some(length),
    edge: some(fc.constantFrom('start', 'end')),
  },
  cut_range: {
    from: some(time),
    to: some(fc.oneof(time, fc.constant('a bit'))),
    at: some(time),
    duration: some(length),
    clip: some(clip),
    part: some(part),
  },
  split: { at: some(fc.oneof(time, fc.constant('0:01,0:02,0:04'))), every: some(length), clip: some(clip) },
  merge: {
    order: some(fc.constantFrom('uploaded', 'reverse', 'name')),
    clip: some(clip),
    position: some(fc.constantFrom('start', 'end')),
  },
  insert: {
    source: some(fc.constantFrom('clip-1.mp4', 'clip-2', 'photo-1.jpg', 'bgm', 'nobody.mp4')),
    at: some(time),
    position: some(fc.constantFrom('start', 'end', 'after 1', 'before 2')),
  },
  move: {
    what: some(fc.constantFrom('title', 'music', 'caption', 'overlay', 'watermark', '"Urban Dreams"')),
    start: some(time),
    end: some(time),
  },
  reorder: {
    clip: some(clip),
    to: some(fc.constantFrom<string | number>('start', 'end', 2, 'after 1', 'before 2')),
    swap: some(fc.constantFrom('1,2', '1,3')),
    order: some(fc.constantFrom('reverse', '2,1', 'name')),
  },
  duplicate: { clip: some(clip), times: some(fc.integer({ min: 1, max: 3 })) },
  delete: {
    what: some(fc.constantFrom('music', 'title', 'transitions', 'watermark', 'intro', '"Urban Dreams"', 'captions')),
    clip: some(clip),
  },
  speed: {
    ...where,
    factor: some(fc.constantFrom<string | number>(2, 0.5, 'faster', 'slower', '1.37x', '200%', 15, 0.1)),
    between: some(fc.constantFrom('blend', 'flow', 'none')),
    duration: some(length),
  },
  speed_ramp: {
    ...where,
    from_speed: some(fc.constantFrom<string | number>(1, '2x', 0.25)),
    to_speed: often(fc.constantFrom<string | number>(4, 'half', 40)),
    at: some(time),
    factor: some(fc.constantFrom(0.3, 0.5)),
    ease: some(fc.constantFrom('smooth', 'linear')),
  },
  boomerang: { ...where, times: some(fc.integer({ min: 1, max: 3 })) },
  reverse: where,
  freeze: { at: some(time), duration: some(length), clip: some(clip) },
  transitions: {
    style: some(fc.constantFrom('smooth', 'glitch', 'none', 'zoom', 'unheard of')),
    at: some(fc.oneof(time, fc.constantFrom('1-2', '2-3'))),
    duration: some(length),
  },
  fade: {
    in: some(fc.boolean()),
    out: some(fc.boolean()),
    duration: some(length),
    target: some(fc.constantFrom('music', 'audio')),
    clip: some(clip),
  },
  title: textArgs,
  text: textArgs,
  captions: {
    file: some(
      fc.constantFrom(
        '1\n00:00:00,500 --> 00:00:02,000\nHello there\n\n2\n00:00:02,000 --> 00:00:09,000\nand welcome back, my friends\n',
        'WEBVTT\n\n00:01.000 --> 00:04.000\n今天<00:02.000>我们来看看\n',
        '1\n00:00:00,500 --> 00:00:04,000\nHello there\n你好\n',
        'no captions',
      ),
    ),
    second: some(fc.boolean()),
    second_color: some(fc.constantFrom('yellow', 'loud')),
    second_size: some(fc.constantFrom<string | number>('smaller', 0.5, '60%', 'what')),
    script: some(fc.constantFrom('Welcome back. Today we build a boat, and sail it.', '今天我们造一条船。', ' ')),
    style: some(fc.constantFrom('karaoke', 'one word', 'boxed', 'bold white, black outline', 'nonsense')),
    color: look.color,
    size: look.size,
    position: some(fc.constantFrom('top', 'bottom', 'nowhere')),
    background: some(fc.constantFrom('black box', 'none')),
    highlight: some(fc.constantFrom<string | boolean>(true, false, 'red')),
    max_seconds: some(length),
    visible: some(fc.boolean()),
    output: some(fc.constantFrom('srt', 'doc')),
    clip: some(clip),
  },
  replace_text: { text: words, target: some(fc.constantFrom('title', 'Urban Dreams')) },
  intro: { text: often(words), duration: some(length), background: some(fc.constantFrom('red', 'blur')) },
  outro: { text: some(words), duration: some(length), background: some(fc.constantFrom('#112233', 'blur')) },
  watermark: {
    source: some(fc.constantFrom('logo', 'photo-1.jpg')),
    text: some(words),
    position: some(fc.constantFrom('top right', 'corner')),
  },
  generate_image: {
    prompt: fc.constantFrom('a lighthouse at dusk', '咖啡馆', '"quoted" <b>words</b>'),
    at: some(time),
    position: some(fc.constantFrom('start', 'end', 'after 1', 'before 2')),
    duration: some(length),
    ratio: some(fc.constantFrom('9:16', 'nothing')),
    source: some(fc.constantFrom('photo-1.jpg', 'clip-1.mp4', 'nobody.png', 'bgm.mp3')),
    seed: some(fc.constantFrom(0, 7)),
  },
  generate_video: {
    prompt: fc.constantFrom('waves', '海浪'),
    at: some(time),
    duration: some(length),
    source: some(fc.constantFrom('clip-1.mp4', 'clip-2.mp4', 'nobody.mp4')),
  },
  generate_music: {
    prompt: fc.constantFrom('calm piano', '钢琴', 'zzz'),
    volume: some(fc.constantFrom(0.4, '-12dB', 'nobody')),
    source: some(fc.constantFrom('bgm.mp3', 'nobody.mp3')),
    start: some(time),
  },
  generate: {
    prompt: fc.constantFrom(
      'make a 15-second promo for my candle shop',
      '给妈妈做一个生日视频，竖屏',
      'countdown for "Urban Dreams", 20% off on Friday, urban.com',
    ),
    duration: some(length),
    mood: some(fc.constantFrom('calm', 'nobody')),
    storyboard: some(fc.boolean()),
    captions: some(fc.boolean()),
    music: some(fc.boolean()),
    title: some(fc.boolean()),
    changes: some(fc.constant(['2: Poured by hand'])),
  },
  remake: {
    duration: some(fc.constantFrom('shorter', 'longer', '12s')),
    design: some(fc.constantFrom('another', 'colors', 'elegant')),
    music: some(fc.boolean()),
    title: some(fc.boolean()),
    captions: some(fc.boolean()),
  },
  slideshow: {
    duration: some(length),
    each: some(length),
    order: some(fc.constantFrom('chronological', 'reverse')),
    background: some(fc.constantFrom('dark', 'blur')),
  },
  ...PICTURE_CALLS,
  style: { name: fc.constantFrom('cinematic lo-fi', 'punk', 'fast-paced ad', 'unheard of') },
  add_music: {
    mood: some(fc.constantFrom('lo-fi', 'calm', 'unheard of')),
    source: some(fc.constantFrom('bgm.mp3', 'uploaded')),
    start: some(time),
    end: some(time),
    volume: some(level),
    mix: some(fc.boolean()),
  },
  volume: { level, target: some(fc.constantFrom('music', 'voice')), clip: some(clip) },
  duck: { amount: some(fc.constantFrom<string | number>(12, 'more', 'less', 'off')) },
  remove_audio: { target: some(fc.constantFrom('music', 'voice', 'all')), clip: some(clip) },
  denoise_audio: {
    amount: some(fc.constantFrom<string | number>('light', 'strong', '-12dB', 'zzz', 9)),
    clip: some(clip),
  },
  de_ess: { amount: some(fc.constantFrom<string | number>('strong', 0.4, 'off')), clip: some(clip) },
  beat_sync: {
    every: some(fc.constantFrom<string | number>(1, '2nd beat', 'bar', 'zzz')),
    target: some(fc.constant('drop')),
  },
  voiceover: {
    text: some(words),
    source: some(fc.constantFrom('bgm.mp3', 'none.wav')),
    at: some(time),
    volume: some(level),
  },
  sfx: {
    name: some(fc.constantFrom('whoosh', 'ding', 'bgm.mp3', 'nothing like it')),
    at: some(time),
    each: some(fc.constantFrom('cut', 'title', 'zzz')),
    volume: some(level),
    clip: some(clip),
  },
  normalize_loudness: { target: some(fc.constantFrom<string | number>(-16, 'broadcast')) },
  export: {
    format: some(fc.constant('mp4')),
    resolution: some(fc.constantFrom('1080p', '4K')),
    size: some(fc.constantFrom('<500MB', '-60%')),
  },
  extract_audio: { format: some(fc.constantFrom('mp3', 'ogg')) },
  gif: { from: some(time), to: some(time) },
  thumbnail: { at: some(time), every: some(length) },
  adjust: {
    what: some(fc.constantFrom('title', 'music', 'seg_1', 'txt_1', 'zzz')),
    clip: some(clip),
    opacity: some(fc.double({ min: 0, max: 1, noNaN: true })),
    x: some(fc.double({ min: -2, max: 3, noNaN: true })),
    scale: some(fc.constantFrom(0.01, 0.5, 1, 20)),
    rotate: some(fc.constantFrom(-360, 12.5, 90)),
    look: some(fc.constantFrom('cinematic', 'none', 'zzz')),
    amount: some(fc.constantFrom(0, 0.4, 1)),
    without: some(fc.constantFrom(0, 3)),
    text: some(words),
    font: some(fc.constantFrom('serif', 'mono')),
    comes: some(fc.constantFrom('pop', 'typewriter', 'none')),
    keeps: some(fc.constantFrom('pulse', 'none')),
    keyframe: some(
      fc.record({
        property: fc.constantFrom('position', 'scale', 'rotate', 'opacity', 'volume'),
        at: fc.double({ min: -5, max: 20, noNaN: true }),
        value: fc.double({ min: -10, max: 10, noNaN: true }),
        remove: fc.boolean(),
      }),
    ),
  },
  template: {
    action: some(fc.constantFrom('use', 'save', 'remove', 'list')),
    name: some(words),
    text: some(words),
    content: some(fc.constantFrom<unknown>(...BUILT_IN_TEMPLATES, {}, 7)),
  },
  brand: {
    colors: some(fc.constantFrom('#ff5500', 'navy and white', 'zzz')),
    use: some(fc.constantFrom('all', 'logo', 'colors')),
    content: some(
      fc.constantFrom<unknown>(
        { colors: ['#ff5500'], font: 'serif', handle: '@x', outro: 'none.mp4' },
        { colors: 'red' },
      ),
    ),
  },
  start_over: {},
  undo: {},
  redo: {},
  status: {},
  credits: {},
};

/** The names that {@link randomCall} knows: a test compares them with the registry. */
export const CALLED = Object.keys(calls);

/** One call of one operation. Keys whose value is left out are missing, as a planner leaves them out. */
export const randomCall: fc.Arbitrary<OperationCall> = fc
  .constantFrom(...CALLED)
  .chain((op) =>
    fc
      .record(calls[op] ?? {})
      .map((args) => ({ ...Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)), op })),
  );
