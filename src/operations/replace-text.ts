import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { endOf, mainSegments, mapSegments, textSegments } from '../draft/queries.ts';
import { WordsArg } from './args.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { noSuch, sideKindOf, sideSegments, textsSaying } from './resolve.ts';
import { relaid, rewordedScenes, standingFilm } from './script/remade.ts';
import { readableText } from './text-edit.ts';
import { titleSize } from './text-look.ts';

const Args = z.object({
  text: z.string().max(2000).describe('The new words'),
  target: WordsArg.optional().describe(
    'Which text: "title", "captions", "line 2" (the large words of the second scene), or its present words; the title when not given',
  ),
  from: WordsArg.optional().describe('The present words'),
});

/** Changes the words of a title or text; its time, place and look stay. */
export const replaceText = operation({
  name: 'replace_text',
  summary: 'Changes the words of a title or text that is there; its time, place and look stay.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const words = readableText(args.text);
    if (words === null)
      throw fail('draft.unclear_value', { text: shown(args.text), expected: say('the new words', '新的文字') });
    const corrected = args.from === undefined ? null : correctedCaptions(draft, args.from, words);
    if (corrected !== null) return corrected;
    const found = wantedTexts(draft, args.from ?? args.target, context);
    const ids = new Set(found.map((s) => s.id));
    const old = shown(found[0]?.text ?? '');
    const after = mapSegments(draft, (segment) => {
      if (segment.kind !== 'text' || !ids.has(segment.id)) return segment;
      const size =
        segment.role === 'title' ? Math.min(segment.style.size, Math.max(titleSize(words), 0.06)) : segment.style.size;
      return { ...segment, text: words, style: { ...segment.style, size } };
    });
    const more =
      found.length > 1
        ? say(' in {found} {found:place|places}', '，共 {found} 处', { found: found.length })
        : say('', '');
    return done(
      withFilmReworded(draft, after, { found, words, facts: context.facts }),
      say('Changed "{old}" to "{words}"{more}.', '把“{old}”改为“{words}”{more}。', { old, words: shown(words), more }),
    );
  },
  examples: [{ en: 'change "Summer" to "Night Ride"', zh: '把“夏天”改成“夜骑”' }],
});

type Rewording = {
  readonly found: readonly TextSegment[];
  readonly words: string;
  readonly facts: OperationContext['facts'];
};

/**
 * The draft after its words have changed, where it was made from words: its film knows them from then on, and where it is
 * still as it was made, the scene is laid out for them: of another size, in other lines.
 */
function withFilmReworded(before: Draft, after: Draft, { found, words, facts }: Rewording): Draft {
  const film = standingFilm(before);
  const scenes = film === null ? null : rewordedScenes(film, found, words);
  if (film === null || scenes === null) return after;
  const reworded = { ...film, scenes };
  return relaid(before, reworded, facts) ?? { ...after, film: reworded };
}

/** Words inside captions are corrected wherever they stand; the rest of the captions stays. Null where none says them. */
function correctedCaptions(draft: Draft, from: string, to: string): Outcome | null {
  const wanted = from
    .normalize('NFC')
    .trim()
    .replace(/^["'“”‘’「『]+|["'“”‘’」』]+$/g, '');
  if (wanted === '' || !textSegments(draft, 'caption').some(({ text }) => countOf(text, wanted) > 0)) return null;
  let count = 0;
  const after = mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || segment.role !== 'caption') return segment;
    const times = countOf(segment.text, wanted);
    if (times === 0) return segment;
    count += times;
    const text = readableText(segment.text.replace(patternOf(wanted), () => to));
    if (text === null) return null;
    // The new words take the time of the old ones: measured times of others would no longer add up to the text.
    const { words: _, ...rest } = segment;
    return { ...rest, text };
  });
  const places = count === 1 ? say('', '') : say(' in {count} places', '，共 {count} 处', { count });
  return done(
    after,
    say('Changed "{wanted}" to "{to}" in the captions{places}.', '字幕中的“{wanted}”改为“{to}”{places}。', {
      wanted: shown(wanted),
      to: shown(to),
      places,
    }),
  );
}

/** These words in any case, not as a part of longer words; spaces and line breaks are alike. */
function patternOf(words: string): RegExp {
  const escaped = words.split(/\s+/).map((word) => RegExp.escape(word));
  const [before, after] = [/^[\p{L}\p{N}]/u.test(words), /[\p{L}\p{N}]$/u.test(words)];
  const isSpaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(words);
  const [start, end] = [before && isSpaced ? '(?<![\\p{L}\\p{N}])' : '', after && isSpaced ? '(?![\\p{L}\\p{N}])' : ''];
  return new RegExp(`${start}${escaped.join('\\s+')}${end}`, 'giu');
}

const countOf = (text: string, words: string): number => text.match(patternOf(words))?.length ?? 0;

function wantedTexts(draft: Draft, target: string | undefined, { facts }: OperationContext): TextSegment[] {
  const all = textSegments(draft);
  if (all.length === 0) throw fail('draft.needs', { what: say('a title or text', '标题或文字') });
  if (target === undefined) {
    const titles = all.filter((s) => s.role === 'title');
    return titles.length > 0 ? titles : all.slice(0, 1);
  }
  const line = /^line (\d{1,3}|last)$/i.exec(target.trim());
  if (line !== null) return ofScene(draft, all, { which: line[1] ?? '1', target, facts });
  const byId = all.filter((s) => s.id === target.trim());
  const saying = byId.length > 0 ? byId : textsSaying(draft, target);
  if (saying.length > 0) return saying;
  const kind = sideKindOf(target);
  const ofKind = kind === null ? [] : sideSegments(draft, kind).filter((s) => s.kind === 'text');
  if (ofKind.length > 0) return ofKind;
  throw noSuch(draft, target, facts);
}

type Sought = { readonly which: string; readonly target: string; readonly facts: OperationContext['facts'] };

/** The largest words of the scene of a number: scenes are the clips that have words over them. */
function ofScene(draft: Draft, all: readonly TextSegment[], { which, target, facts }: Sought): TextSegment[] {
  const words = all.filter(({ role }) => role === 'title' || role === 'text');
  const scenes = mainSegments(draft)
    .map((clip) => words.filter((text) => text.start >= clip.start && text.start < endOf(clip)))
    .filter((texts) => texts.length > 0);
  const scene = which.toLowerCase() === 'last' ? scenes.at(-1) : scenes[Number(which) - 1];
  if (scene === undefined) throw noSuch(draft, target, facts);
  return [scene.reduce((most, text) => (text.style.size > most.style.size ? text : most))];
}
