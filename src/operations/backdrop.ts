import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Background, Draft } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { layOut, partsOf } from '../draft/ripple.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { colorByWords } from './text-look.ts';

/** The background that some words mean: a blur, colours, a gradient, a file of the project. Null when they mean none. */
export function backdropByWords(words: string, draft: Draft, facts: Facts): Background {
  const text = words.normalize('NFKC').trim().toLowerCase();
  const file = fileNamed(text, facts);
  if (file !== null) return { kind: 'picture', asset: file.id };
  if (/\bblur|模糊|虚化/.test(text)) return { kind: 'blur' };
  const colors = colorsIn(text);
  const [first, second] = colors;
  if (/gradient|渐变/.test(text) || second !== undefined) {
    const from = first ?? '#1d2b64';
    const angle = /\bhorizontal|left|横|左右/.test(text) ? 0 : /\bdiagonal|斜|对角/.test(text) ? 45 : 90;
    return { kind: 'gradient', from, to: second ?? darker(from, first === undefined ? '#f8cdda' : null), angle };
  }
  if (first !== undefined) return { kind: 'color', color: first };
  if (/solid|plain|纯色|单色/.test(text)) return { kind: 'color', color: '#ffffff' };
  if (/\b(?:picture|photo|image|video)\b|图片|照片/.test(text)) {
    const spare = spareFile(draft, facts);
    if (spare !== null) return { kind: 'picture', asset: spare.id };
  }
  throw fail('draft.unclear_value', { text: shown(words), expected: WHICH });
}

const WHICH = say(
  'a colour, two colours for a gradient, "blur", or the name of a photo or video of the project',
  '一种颜色、两种颜色的渐变、“模糊”，或项目中照片、视频的文件名',
);

/** Colours in the order in which they are named. */
function colorsIn(text: string): string[] {
  const parts = text.split(/\bto\b|\band\b|\binto\b|,|，|、|到|和|至|→|-(?=\D)/);
  const found = parts.flatMap((part) => colorByWords(part) ?? part.match(/#[0-9a-f]{6}/)?.[0] ?? []);
  return [...new Set(found)].slice(0, 2);
}

/** What a gradient from one colour runs into where nobody says: the same, darker. */
function darker(color: string, instead: string | null): string {
  if (instead !== null) return instead;
  const channel = (at: number): string =>
    Math.round(Number.parseInt(color.slice(at, at + 2), 16) * 0.35)
      .toString(16)
      .padStart(2, '0');
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

function fileNamed(text: string, { assets }: Facts): Asset | null {
  const seen = [...assets.values()].filter(({ probe }) => probe.video !== null);
  const bare = (name: string): string => name.toLowerCase().replace(/\.[^.]+$/, '');
  const exact = seen.find(({ id, filename }) => id.toLowerCase() === text || text.includes(filename.toLowerCase()));
  const near = seen.find(({ filename }) => bare(filename).length >= 3 && text.split(/\s+/).includes(bare(filename)));
  return exact ?? near ?? null;
}

/** A file that is not on the timeline yet: what else would it be for? */
function spareFile(draft: Draft, { assets }: Facts): Asset | null {
  const used = new Set(
    draft.tracks.flatMap((track) => (track.type === 'video' ? track.segments.map((s) => s.asset) : [])),
  );
  return [...assets.values()].findLast(({ id, probe }) => probe.video !== null && !used.has(id)) ?? null;
}

/**
 * The draft with something behind its picture. A file that stands behind is no clip of its own any more, unless it is
 * the only one: files that are given all stand on the timeline until somebody says what they are for. The notes tell it.
 */
export function withBackdrop(draft: Draft, made: Background): { draft: Draft; notes: Said[] } {
  const behind = { ...draft, canvas: { ...draft.canvas, background: made } };
  if (made.kind !== 'picture') return { draft: behind, notes: [] };
  const isBackdrop = (segment: { readonly asset: string } | null): boolean => segment?.asset === made.asset;
  const rest = partsOf(draft).filter(({ segment }) => !isBackdrop(segment));
  if (!mainSegments(draft).some(isBackdrop) || !rest.some(({ segment }) => segment !== null))
    return { draft: behind, notes: [] };
  return {
    draft: layOut(behind, rest),
    notes: [say('It is no clip of its own any more.', '它不再是单独的片段。')],
  };
}

/** What stands behind the picture, where it does not cover the frame or is keyed out. */
export const background = operation({
  name: 'background',
  summary:
    'Sets what is behind the picture where it leaves the frame empty or is keyed out: a colour, a gradient, a blurred copy, a photo or a looping video.',
  args: z.object({
    style: z
      .string()
      .max(200)
      .optional()
      .describe('"white", "#102030", "gradient from navy to pink", "blur", or the file name of a photo or video'),
  }),
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    if (args.style === undefined || args.style.trim() === '')
      throw fail('agent.question', {
        question: say(
          'What should be behind the picture? For example: white, a gradient from navy to pink, or a photo.',
          '画面后面放什么？例如：白色、深蓝到粉色的渐变，或一张照片。',
        ),
      });
    const made = backdropByWords(args.style, draft, facts);
    const after = withBackdrop(draft, made);
    return done(after.draft, behindIs(made, facts), after.notes);
  },
  examples: [
    { en: 'white background behind the video', zh: '视频后面用白色背景' },
    { en: 'gradient background from navy to pink', zh: '背景用深蓝到粉色的渐变' },
  ],
});

/** What is behind the picture, as a sentence. */
export const behindIs = (made: Background, facts: Facts): Said =>
  say('Behind the picture is {background} now.', '画面后面现在是{background}。', {
    background: backdropSaid(made, facts),
  });

function backdropSaid(made: Background, facts: Facts): Said {
  switch (made.kind) {
    case 'color':
      return say('the colour {color}', '颜色 {color}', { color: made.color });
    case 'blur':
      return say('a blurred copy of it', '它的模糊副本');
    case 'gradient':
      return say('a gradient from {from} to {to}', '从 {from} 到 {to} 的渐变', { from: made.from, to: made.to });
    case 'picture':
      return say('{file}', '{file}', { file: shown(facts.assets.get(made.asset)?.filename ?? made.asset, 40) });
  }
}
