import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Ms, Range } from '../base/time.ts';
import { alignScript } from '../captions/align.ts';
import { CAPTION_LIMITS, type Cue } from '../captions/cue.ts';
import { captionLine } from '../captions/place.ts';
import { readCues } from '../captions/read.ts';
import { type CaptionSize, splitCues, USUAL_SIZE } from '../captions/split.ts';
import { CAPTION_STYLES, PLAIN_STYLE } from '../captions/styles.ts';
import { pairedScript, withSecondApart, withSecondLines } from '../captions/two-languages.ts';
import { CAPTION_FORMATS } from '../captions/write.ts';
import type { FactName } from '../draft/facts.ts';
import type { Canvas, Draft, TextSegment } from '../draft/model.ts';
import { draftLength, textSegments } from '../draft/queries.ts';
import { ClipArg, LengthArg } from './args.ts';
import { namesTwo, otherLanguage, secondLines, translated } from './captions-language.ts';
import {
  type CaptionLook,
  changedLook,
  lookOf,
  lookSaid,
  namedStyle,
  presentLook,
  unknownStyle,
} from './captions-look.ts';
import { captionCues, heardCues, speechOf, withCaptions } from './captions-track.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { commas, say, spanLabel } from './phrase.ts';
import { clipNamed } from './resolve.ts';
import { lengthArgument } from './time-argument.ts';

const Args = z.object({
  file: z.string().max(4_000_000).optional().describe('The content of a captions file (SRT, WebVTT or ASS), as it is'),
  script: z
    .string()
    .max(4_000_000)
    .optional()
    .describe('The text that is spoken, word for word: it is laid over the speech by pauses and syllables'),
  lang: z.string().max(60).optional().describe('Language of the captions; two for bilingual ones'),
  translate: z
    .boolean()
    .optional()
    .describe('The captions that are there, in the language of lang; in two when it names two'),
  texts: z
    .array(z.string().min(1).max(500))
    .max(CAPTION_LIMITS.cues)
    .optional()
    .describe(
      'With translate: the captions that are there, in order, in that language; asked of the model when left out',
    ),
  second: z.boolean().optional().describe('The captions of the file are a second line below those that are there'),
  style: z
    .string()
    .max(200)
    .optional()
    .describe(`${CAPTION_STYLES.map(({ name }) => name).join(', ')}; or words such as "bold white, black outline"`),
  color: z.string().max(60).optional(),
  size: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('"bigger", "small" or px'),
  font: z.string().max(60).optional(),
  position: z.string().max(80).optional().describe('"top", "center", "bottom"; "up" or "down" from where they are'),
  background: z.string().max(60).optional().describe('A box behind the letters: "black box"; "none" for none'),
  highlight: z
    .union([z.boolean(), z.string().max(60)])
    .optional()
    .describe('Marks the word that is spoken, in this colour'),
  case: z.string().max(20).optional().describe('"upper" for capitals'),
  animation: z.union([z.boolean(), z.string().max(80)]).optional(),
  second_size: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('Of the line in the other language: a share of the first ("60%"), "smaller", "same"'),
  second_color: z.string().max(60).optional(),
  max_seconds: LengthArg.optional().describe('No caption stands longer'),
  max_words: z.int().min(1).max(100).optional().describe('No caption has more words'),
  clip: ClipArg.optional(),
  visible: z.boolean().optional().describe('false hides them: they are kept, and can still go along as a file'),
  output: z.string().max(20).optional().describe('Writes them as a file: srt, vtt or ass'),
});
type Args = z.output<typeof Args>;

/** Arguments that say what captions look like, not what they say. */
export const LOOK_KEYS = [
  'style',
  'color',
  'size',
  'font',
  'position',
  'background',
  'highlight',
  'case',
  'animation',
  'second_size',
  'second_color',
] as const;

/** Captions: from a file, from a script, or from words that were heard; then their look, as often as one likes. */
export const captions = operation({
  name: 'captions',
  summary:
    'Adds captions (subtitles) from a captions file, a script, or the words that were heard; changes the look of those that are there; hides them; writes them as a file. They stay on their words whatever is cut.',
  args: Args,
  needs: (args, draft) => {
    const facts: readonly FactName[] =
      args.script !== undefined
        ? ['silence']
        : args.file !== undefined || args.visible !== undefined || textSegments(draft, 'caption').length > 0
          ? []
          : ['silence', 'words'];
    return assetsHeard(draft).flatMap((asset) => facts.map((fact) => ({ asset, fact })));
  },
  apply: (draft, args, context) => {
    if (draftLength(draft) === 0) throw fail('draft.nothing_there', undefined);
    if (args.visible !== undefined) return shownOrHidden(draft, args.visible);
    if (args.translate === true) return withOutput(translated(draft, args), args.output, draft);
    const present = textSegments(draft, 'caption');
    // "bilingual captions, the second line yellow", before there are any.
    if (args.second === true && present.length === 0 && (args.file !== undefined || namesTwo(args.lang))) {
      const { second: _, color, size, ...rest } = args;
      const look = { second_color: rest.second_color ?? color, second_size: rest.second_size ?? size };
      return withOutput(added(draft, { ...rest, ...look }, context), args.output, draft);
    }
    if (args.second === true && args.file !== undefined)
      return withOutput(secondLines(draft, args.file), args.output, draft);
    if (args.second === true) return withOutput(secondChanged(draft, args), args.output, draft);
    const given = args.file !== undefined || args.script !== undefined;
    const outcome = given || present.length === 0 ? added(draft, args, context) : changed(draft, present, args);
    return withOutput(outcome, args.output, draft);
  },
  examples: [
    {
      en: 'captions from this script: "Welcome back. Today we build a boat."',
      zh: '用这份讲稿加字幕：“欢迎回来。今天我们造一条船。”',
    },
    { en: 'make the captions yellow and bigger', zh: '字幕改成黄色，大一点' },
    { en: 'karaoke captions', zh: '卡拉OK字幕' },
    { en: 'translate the captions to Spanish', zh: '把字幕翻译成西班牙语' },
    { en: 'make the second line of the captions yellow', zh: '字幕第二行改成黄色' },
    { en: 'export the captions as SRT', zh: '把字幕导出为 SRT' },
  ],
});

/** What is said of the second line alone. */
function secondChanged(draft: Draft, { color, size, second_color, second_size }: Args): Outcome {
  const present = textSegments(draft, 'caption');
  const wanted = { second_color: second_color ?? color, second_size: second_size ?? size };
  if (present.every(({ second }) => second === undefined) || (!wanted.second_color && wanted.second_size === undefined))
    throw fail('draft.needs', { what: say('captions in two languages', '双语字幕') });
  return changed(draft, present, wanted);
}

function shownOrHidden(draft: Draft, isVisible: boolean): Outcome {
  if (textSegments(draft, 'caption').length === 0) return done(draft, say('There are no captions.', '没有字幕。'));
  const tracks = draft.tracks.map((track) =>
    track.type === 'text' && track.role === 'captions' ? { ...track, muted: !isVisible } : track,
  );
  return done(
    { ...draft, tracks },
    isVisible
      ? say('The captions show again.', '字幕已重新显示。')
      : say(
          'Hid the captions; they are kept and can still be written as a file.',
          '已隐藏字幕；字幕仍保留，可以导出为文件。',
        ),
  );
}

/** Cues on the timeline, with what must be said about them. */
type Found = { readonly cues: readonly Cue[]; readonly notes: readonly Said[] };

function added(draft: Draft, args: Args, context: OperationContext): Outcome {
  const whole = { start: 0, end: draftLength(draft) };
  const within = args.clip === undefined ? whole : clipNamed(draft, args.clip, context).range;
  const found = foundCues(draft, args, within, context);
  const kept = found.cues.flatMap((cue) => inRange(cue, within) ?? []);
  if (kept.length === 0) throw fail('captions.nothing_falls_in', undefined);
  const { style, isUnknown } = namedStyle(args.style);
  const [before] = textSegments(draft, 'caption');
  const base =
    before === undefined || style !== null ? lookOf(style ?? PLAIN_STYLE, draft.canvas) : presentLook(before);
  const look = changedLook(base, args, draft.canvas);
  const cues = splitCues(kept, sizeOf(args, (style ?? PLAIN_STYLE).size, look, draft.canvas));
  if (cues.length > CAPTION_LIMITS.cues) throw fail('captions.too_large', CAPTION_LIMITS);
  const after = withCaptions(draft, cues, look, within);
  const range = { start: cues[0]?.start ?? 0, end: cues.at(-1)?.end ?? 0 };
  const name = (style ?? PLAIN_STYLE).said;
  const notes = [
    ...found.notes,
    ...(isUnknown ? [unknownStyle(args.style ?? '')] : []),
    ...otherLanguage(args.lang, kept),
  ];
  return done(
    after,
    say(
      'Added {cues} {cues:caption|captions}, {range}, in the style "{name}".',
      '加了 {cues} 条字幕，{range}，样式“{name}”。',
      { cues: cues.length, range: spanLabel(range), name },
    ),
    notes,
  );
}

/** A part of a cue that lies within a range; its words count only while all of it does. */
function inRange(cue: Cue, within: Range): Cue | null {
  const start = Math.max(cue.start, within.start);
  const end = Math.min(cue.end, within.end);
  if (end - start < Math.min(150, cue.end - cue.start)) return null;
  if (start === cue.start && end === cue.end) return cue;
  return { start, end, text: cue.text, ...(cue.second === undefined ? {} : { second: cue.second }) };
}

function foundCues(draft: Draft, args: Args, within: Range, { facts }: OperationContext): Found {
  if (args.file !== undefined) {
    const cues = withSecondApart(readCues(args.file));
    return { cues: cues.map((cue) => shifted(cue, within.start)), notes: [] };
  }
  if (args.script !== undefined) {
    if (args.script.length > CAPTION_LIMITS.kilobytes * 1024) throw fail('captions.too_large', CAPTION_LIMITS);
    const speech = speechOf(draft, within, facts);
    const paired = pairedScript(args.script);
    const aligned = alignScript(paired === null ? args.script : paired.first.join('\n'), speech.spans);
    if (aligned === null)
      throw fail('draft.unclear_value', { text: '', expected: say('the text that is spoken', '所说的文字') });
    const cues = paired === null ? aligned.cues : withSecondLines(aligned.cues, paired.first, paired.second);
    return { cues, notes: alignmentNotes(aligned.rate, speech.isHeard) };
  }
  const heard = heardCues(draft, within, facts);
  if (heard.length === 0) throw fail('captions.no_words', undefined);
  return { cues: heard, notes: [] };
}

const shifted = (cue: Cue, by: Ms): Cue => ({ ...cue, start: cue.start + by, end: cue.end + by });

/** Nobody speaks faster or slower than this for long, in syllables a second. */
const SPEAKABLE = { slowest: 1.3, fastest: 9 } as const;

function alignmentNotes(rate: number, isHeard: boolean): Said[] {
  const notes = [
    isHeard
      ? say(
          'This is an alignment: I laid your text over the speech by its pauses and syllables, without hearing the words.',
          '这是对齐结果：按停顿和音节把文字铺到语音上，并没有识别内容。',
        )
      : say(
          'I heard no speech, so your text is spread evenly over the time.',
          '没有听到人声，已把文字均匀分布在时间上。',
        ),
  ];
  if (rate > SPEAKABLE.fastest)
    notes.push(
      say(
        'The text is too long for that speech ({rate} syllables a second): part of it may not be spoken here.',
        '文字对这段语音来说太长（每秒 {rate} 个音节），可能有一部分没有说到。',
        { rate: rate.toFixed(1) },
      ),
    );
  if (rate < SPEAKABLE.slowest)
    notes.push(
      say(
        'The text is short for that speech: more is said than it holds, so captions may come early or late.',
        '文字比语音短：说的内容更多，字幕可能偏早或偏晚。',
      ),
    );
  return notes;
}

function sizeOf(args: Args, usual: CaptionSize, { style }: CaptionLook, canvas: Canvas): CaptionSize {
  const { letters: lineLetters } = captionLine(usual.lineLetters, style, canvas);
  const ms = args.max_seconds === undefined ? usual.ms : Math.max(300, lengthArgument(args.max_seconds));
  return {
    ...usual,
    lineLetters,
    ms: Math.min(usual.ms, ms),
    words: Math.min(usual.words, args.max_words ?? usual.words),
  };
}

function changed(draft: Draft, present: readonly TextSegment[], args: Args): Outcome {
  const asked = LOOK_KEYS.some((key) => args[key] !== undefined);
  const resized = args.max_seconds !== undefined || args.max_words !== undefined;
  const [first] = present;
  if (first === undefined || (!asked && !resized))
    return done(
      draft,
      say(
        'The captions are on: {present}. Say how they should look, or give me another file or script.',
        '字幕已在：{present} 条。可以说想要的样式，或提供新的字幕文件、讲稿。',
        { present: present.length },
      ),
    );
  const { style, isUnknown } = namedStyle(args.style);
  const look: CaptionLook = changedLook(presentLook(first), args, draft.canvas);
  const cues = style === null && !resized ? null : captionCues(present, (style ?? PLAIN_STYLE).size);
  const size = sizeOf(args, style === null ? USUAL_SIZE : style.size, look, draft.canvas);
  const within = { start: 0, end: draftLength(draft) };
  const after = withCaptions(draft, cues === null ? captionCues(present, null) : splitCues(cues, size), look, within);
  const said = lookSaid(args);
  const shorter = resized ? say('shorter captions', '每条更短') : null;
  const changes = commas([said, shorter].filter((part) => part !== null && part.en !== '') as Said[]);
  const notes = isUnknown ? [unknownStyle(args.style ?? '')] : [];
  return done(after, say('Changed the captions: {changes}.', '改了字幕：{changes}。', { changes }), notes);
}

const withOutput = (outcome: Outcome, output: string | undefined, before: Draft): Outcome =>
  output === undefined ? outcome : withFile(outcome, output, before);

function withFile(outcome: Outcome, output: string, before: Draft): Outcome {
  const format = output.trim().toLowerCase().replace(/^\./, '');
  if (!(CAPTION_FORMATS as readonly string[]).includes(format))
    throw fail('draft.unclear_value', {
      text: format.slice(0, 20),
      expected: say('srt, vtt or ass', 'srt、vtt 或 ass'),
    });
  const said = say('Writing them as {format}.', '导出为 {format}。', { format: format.toUpperCase() });
  const isNew = outcome.draft !== before;
  return {
    ...outcome,
    said: isNew
      ? outcome.said
      : say('Writing the captions as {format}.', '把字幕导出为 {format}。', { format: format.toUpperCase() }),
    notes: isNew ? [...outcome.notes, said] : outcome.notes,
    requests: [...outcome.requests, { kind: 'export', options: { format } }],
  };
}
