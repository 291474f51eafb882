import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { textSegment } from '../draft/build.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength, mainSegments, mapSegments, textSegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { textLasting } from '../draft/slice.ts';
import { TITLE_TEMPLATES, titleColors, titleTemplateByWords } from '../draft/title-templates.ts';
import { clearOfCaptions } from './clear-of-captions.ts';
import { lowerThird } from './lower-third.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { commas, say, spanLabel, wordSaid } from './phrase.ts';
import { dressed, readableText, redressTexts, TEXT_ARGS, type TextArgs, textRange } from './text-edit.ts';
import { titleSize } from './text-look.ts';

/** How long a title stands when nobody says, in ms. */
const TITLE_MS = 3000;

/** A breath of an edge: over a white wall, white letters need more than their shadow; over anything else it is not seen. */
const EDGE = { color: '#00000066', width: 0.03 };

/** A title over the picture, or changes to the one that is there. */
export const title = operation({
  name: 'title',
  summary:
    'Puts a title over the picture, by default large in the middle for the first 3 seconds. Without text it changes the look of the title that is there (colour, size, time).',
  args: z.object({
    ...TEXT_ARGS,
    template: z
      .string()
      .max(60)
      .optional()
      .describe(`A design in the colours of the clip: ${TITLE_TEMPLATES.map(({ name }) => `"${name}"`).join(', ')}`),
  }),
  needs: (args, draft) =>
    args.template === undefined
      ? []
      : mainSegments(draft)
          .slice(0, 1)
          .map(({ asset }) => ({ asset, fact: 'palette' as const })),
  apply: (draft, args, context) => {
    if (draftLength(draft) === 0) throw fail('draft.nothing_there', undefined);
    if (/lower ?third|name ?tag|人名条|姓名条/i.test(args.style ?? '') && args.text !== undefined) {
      const { text, start, end, duration, clip, position, color } = args;
      return lowerThird.apply(draft, { text, start, end, duration, clip, position, color }, context);
    }
    const words = readableText(args.text);
    const present = textSegments(draft, 'title');
    if (
      words === null &&
      present.length > 0 &&
      args.template === undefined &&
      Object.values(args).some((value) => value !== undefined)
    ) {
      return changed(draft, present, args, context);
    }
    if (args.template !== undefined && words === null && present.length > 0) {
      return retemplated(draft, present, args.template, context);
    }
    const text = words ?? nameFromFile(draft, context.facts);
    if (text === null) {
      throw fail('agent.question', {
        question: say(
          'What should the title say? For example: title it "My Trip".',
          '标题写什么？例如：加标题“我的旅行”。',
        ),
      });
    }
    const notes: Said[] =
      words === null
        ? [
            say(
              'Nobody said what it should read, so I took the name of the file.',
              '没有说明标题内容，所以用了文件名。',
            ),
          ]
        : [];
    return added(draft, text, { args, notes, context });
  },
  examples: [
    { en: "title it 'Urban Dreams'", zh: '加一个标题“城市之梦”' },
    { en: 'make the title yellow and bigger', zh: '标题改成黄色，大一点' },
  ],
});

type TitleArgs = TextArgs & { readonly template?: string | undefined };
type Adding = { readonly args: TitleArgs; readonly notes: readonly Said[]; readonly context: OperationContext };

function added(draft: Draft, text: string, { args, notes, context }: Adding): Outcome {
  const range = textRange(draft, args, TITLE_MS, context);
  // A second title at the same time would lie over the first: the new one takes its place.
  const replaced = textSegments(draft, 'title').filter(
    (s) => s.start < range.end && range.start < s.start + s.duration,
  );
  const cleared = withoutTexts(draft, new Set(replaced.map((s) => s.id)));
  const [id, made] = freshId(cleared, 'txt');
  const base = textSegment(id, text, { start: range.start, duration: range.end - range.start });
  const sized: TextSegment = {
    ...base,
    style: { ...base.style, size: titleSize(text), outline: EDGE },
    animateIn: { name: 'pop', duration: 450 },
  };
  const designed = args.template === undefined ? sized : templated(sized, args.template, draft, context);
  const segment = textLasting(dressed(designed, args, draft), sized.duration);
  const after = clearOfCaptions(placeSegment(made, segment, 'titles'));
  const at = spanLabel(range);
  const old = replaced[0];
  const words = shown(text);
  if (old !== undefined) {
    return done(
      after,
      say('Changed the title "{text}" to "{words}", {at}.', '标题从“{text}”改为“{words}”，{at}。', {
        text: shown(old.text),
        words,
        at,
      }),
      notes,
    );
  }
  return done(after, say('Added the title "{words}", {at}.', '加了标题“{words}”，{at}。', { words, at }), notes);
}

/** A title in a design, with colours of the clip that is seen first. */
function templated(segment: TextSegment, words: string, draft: Draft, { facts }: OperationContext): TextSegment {
  const template = titleTemplateByWords(words);
  if (template === null) {
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say('a title template: {names}', '标题模板：{names}', {
        names: TITLE_TEMPLATES.map(({ name }) => name).join(', '),
      }),
    });
  }
  const first = mainSegments(draft)[0];
  const palette = first === undefined ? null : facts.assets.get(first.asset)?.palette;
  const { style, ...made } = template.made(titleColors(palette));
  const { animateLoop: _, graphic: __, ...plain } = segment;
  return { ...plain, ...made, style: { ...segment.style, ...style } };
}

function retemplated(draft: Draft, titles: readonly TextSegment[], words: string, context: OperationContext): Outcome {
  const ids = new Set(titles.map((s) => s.id));
  const after = mapSegments(draft, (s) =>
    s.kind === 'text' && ids.has(s.id) ? textLasting(templated(s, words, draft, context), s.duration) : s,
  );
  return done(
    after,
    say('The title has the design {name} now.', '标题改用{name}模板。', {
      name: titleTemplateByWords(words)?.name ?? words,
    }),
  );
}

/** The draft without these texts. */
export function withoutTexts(draft: Draft, ids: ReadonlySet<string>): Draft {
  if (ids.size === 0) return draft;
  return {
    ...draft,
    tracks: draft.tracks.map((t) =>
      t.type === 'text' ? { ...t, segments: t.segments.filter((s) => !ids.has(s.id)) } : t,
    ),
  };
}

function changed(draft: Draft, titles: readonly TextSegment[], args: TextArgs, context: OperationContext): Outcome {
  const after = redressTexts(draft, new Set(titles.map((s) => s.id)), args, context);
  const [first] = titles;
  const name = shown(first?.text ?? '');
  const changes = changesSaid(args);
  return done(after, say('Changed the title "{name}": {changes}.', '改了标题“{name}”：{changes}。', { name, changes }));
}

/** What a change of look asked for, in a few words. */
export function changesSaid(args: TextArgs): Said {
  const parts: Said[] = [];
  const word = (value: string | number): Said => wordSaid(shown(String(value), 30));
  if (args.text !== undefined) parts.push(say('now "{text}"', '改为“{text}”', { text: shown(args.text) }));
  if (args.color !== undefined) parts.push(say('colour {color}', '颜色 {color}', { color: word(args.color) }));
  if (args.size !== undefined) parts.push(say('size {size}', '字号 {size}', { size: word(args.size) }));
  if (args.position !== undefined) parts.push(say('at {place}', '位置 {place}', { place: word(args.position) }));
  if (args.style !== undefined) parts.push(say('style {style}', '样式 {style}', { style: word(args.style) }));
  if (args.font !== undefined) parts.push(say('font {font}', '字体 {font}', { font: word(args.font) }));
  if (args.background !== undefined)
    parts.push(say('background {color}', '底色 {color}', { color: word(args.background) }));
  if (args.animation !== undefined) parts.push(say('animated', '加了动画'));
  if (args.start !== undefined || args.end !== undefined || args.duration !== undefined || args.clip !== undefined)
    parts.push(say('its time', '显示时间'));
  return commas(parts);
}

/** Names that cameras, phones and recorders give, which nobody wants to read as a title. */
const MACHINE_NAME =
  /^(?:img|vid|mov|mvi|dsc|dscn|pxl|gopr|gx|dji|screen|video|clip|movie|untitled|input|output|recording|whatsapp|wechat|mmexport|sample|test|file|new|final|edit|export|raw|\d)/i;

/** A title out of the first clip's file name, when a person gave it that name. */
export function nameFromFile(draft: Draft, facts: Facts): string | null {
  const first = clipsOf(draft)[0];
  const stem = (first === undefined ? '' : (facts.assets.get(first.asset)?.filename ?? '')).replace(/\.[^.]+$/, '');
  const words = stem
    .replace(/[_\-.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length < 3 || words.length > 40 || !/\p{L}/u.test(words) || MACHINE_NAME.test(words)) return null;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
