import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { PLAIN_PLACEMENT, textSegment, videoSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft, TextSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { freshId, layOut, partsOf } from '../draft/ripple.ts';
import { lowCaptions } from './clear-of-captions.ts';
import { done, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { quoted, removeSide } from './remove-side.ts';
import { requireMain } from './resolve.ts';
import { readableText } from './text-edit.ts';
import { type Anchor, anchorByWords, placeOf } from './text-look.ts';

/** How wide a logo is, as a fraction of the canvas, how far from its edges, and how clearly it shows. */
const LOGO = { width: 0.14, margin: 0.04, opacity: 0.9 };
const TEXT = { size: 0.035, opacity: 0.65 };

const CORNER: Anchor = { horizontal: 'right', vertical: 'bottom' };

const Args = z.object({
  source: z.string().max(300).optional().describe('A picture of the user: its file name, or "logo"'),
  text: z.string().max(200).optional(),
  position: z.string().max(60).optional().describe('"top right", "corner" … bottom right when not given'),
  opacity: z.union([z.number(), z.string().max(20)]).optional(),
  size: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('Width as a fraction of the frame, or "bigger", "smaller"'),
});

type WatermarkArgs = z.output<typeof Args>;

/** A logo or a name in a corner over the whole video. */
export const watermark = operation({
  name: 'watermark',
  summary:
    'Puts a logo (a picture of the user) or a text in a corner for the whole video. "none" as text takes it away.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const words = readableText(args.text);
    if (words !== null && /^(?:none|no|remove|off|无|去掉)$/i.test(words)) return removeSide(draft, 'watermark');
    const cleared = removeSide(draft, 'watermark').draft;
    if (words !== null) return ofText(cleared, words, args);
    const picture = logoFor(draft, args.source, facts);
    if (picture === null) {
      throw fail('agent.question', {
        question: say(
          'Which picture is the logo? Add its file (a PNG works best), or say a text: watermark "My Channel".',
          '水印用哪张图片？请添加图片文件（最好是 PNG），或说明文字：水印“我的频道”。',
        ),
      });
    }
    return ofPicture(cleared, picture, args);
  },
  examples: [
    { en: 'put my logo in the corner', zh: '角落加上我的标志' },
    { en: 'add the watermark "My Channel"', zh: '加水印“我的频道”' },
  ],
});

/** Where nobody says: at the bottom right, or at the top right where captions stand below. */
const cornerFor = (draft: Draft, position: string | undefined): Anchor =>
  anchorByWords(position ?? '') ?? (lowCaptions(draft).length > 0 ? { ...CORNER, vertical: 'top' } : CORNER);

function ofText(draft: Draft, words: string, args: WatermarkArgs): Outcome {
  const [id, made] = freshId(draft, 'txt');
  const base = textSegment(id, words, { start: 0, duration: draftLength(draft) });
  const style = { ...base.style, font: 'sans', size: sizeOf(args.size, TEXT.size) } as const;
  const anchor = cornerFor(draft, args.position);
  const still = { name: 'none', duration: 0 } as const;
  const segment: TextSegment = {
    ...base,
    role: 'watermark',
    style,
    opacity: opacityOf(args.opacity, TEXT.opacity),
    ...placeOf(anchor, words, style, draft.canvas),
    animateIn: still,
    animateOut: still,
  };
  return done(placeSegment(made, segment, 'titles'), said(quoted(words), anchor));
}

function ofPicture(draft: Draft, asset: Asset, args: WatermarkArgs): Outcome {
  // A logo that came in among the clips is no clip.
  const others = mainSegments(draft).some((s) => s.asset !== asset.id);
  const cleared = others
    ? layOut(
        draft,
        partsOf(draft).filter((part) => part.segment?.asset !== asset.id),
      )
    : draft;
  const [id, made] = freshId(cleared, 'seg');
  const { width, height } = made.canvas;
  const own = (asset.probe.video?.width ?? 1) / (asset.probe.video?.height ?? 1);
  // `scale` multiplies the fitted size: how wide the picture would be when it is shown whole.
  const fitted = Math.min(1, (own * height) / width);
  const wanted = sizeOf(args.size, LOGO.width);
  const scale = Math.round(Math.min(20, Math.max(0.01, wanted / fitted)) * 10_000) / 10_000;
  const tall = (wanted * width) / own / height;
  const anchor = cornerFor(draft, args.position);
  const edge = (side: 'start' | 'middle' | 'end', size: number, margin: number): number =>
    side === 'middle' ? 0.5 : side === 'start' ? margin + size / 2 : 1 - margin - size / 2;
  const x = edge(
    anchor.horizontal === 'left' ? 'start' : anchor.horizontal === 'right' ? 'end' : 'middle',
    wanted,
    LOGO.margin,
  );
  const y = edge(
    anchor.vertical === 'top' ? 'start' : anchor.vertical === 'bottom' ? 'end' : 'middle',
    tall,
    (LOGO.margin * width) / height,
  );
  const round = (n: number): number => Math.round(n * 10_000) / 10_000;
  const segment = {
    ...videoSegment(id, asset, 0),
    duration: draftLength(made),
    volume: 0,
    placement: { ...PLAIN_PLACEMENT, x: round(x), y: round(y), scale, opacity: opacityOf(args.opacity, LOGO.opacity) },
    extra: { watermark: true },
  };
  const name = shown(asset.filename, 40);
  return done(placeSegment(made, segment, 'overlay'), said(name, anchor));
}

const said = (what: string | Said, anchor: Anchor): Said =>
  say('Put {what} at the {place} for the whole video.', '在画面{place}加了水印 {what}，全程显示。', {
    what,
    place: PLACES[anchor.vertical][anchor.horizontal],
  });

const PLACES: Readonly<Record<Anchor['vertical'], Readonly<Record<Anchor['horizontal'], Said>>>> = {
  top: { left: say('top left', '左上'), center: say('top', '上'), right: say('top right', '右上') },
  middle: { left: say('left', '左中间'), center: say('middle', '中间'), right: say('right', '右中间') },
  bottom: { left: say('bottom left', '左下'), center: say('bottom', '下'), right: say('bottom right', '右下') },
};

/** A picture that was named, that is called a logo, or the only one that is no clip. */
function logoFor(draft: Draft, source: string | undefined, facts: Facts): Asset | null {
  const pictures = [...facts.assets.values()].filter((asset) => asset.probe.kind === 'image');
  const wanted = source?.normalize('NFKC').trim().toLowerCase();
  if (wanted !== undefined) {
    const named = pictures.find(
      (a) =>
        a.id === source ||
        a.filename.toLowerCase() === wanted ||
        a.filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted,
    );
    if (named !== undefined) return named;
    if (/\.[a-z0-9]{2,4}$/.test(wanted))
      throw fail('draft.no_such_segment', {
        wanted: shown(source ?? ''),
        have: pictures.map((a) => shown(a.filename, 40)).join(', ') || '—',
      });
  }
  const called = pictures.find((a) => /logo|watermark|brand|标志|水印|台标/i.test(a.filename));
  if (called !== undefined) return called;
  const used = new Set(mainSegments(draft).map((s) => s.asset));
  const waiting = pictures.filter((a) => !used.has(a.id));
  const only = waiting.length === 1 ? waiting : pictures.length === 1 ? pictures : [];
  return only[0] ?? null;
}

function sizeOf(size: number | string | undefined, usual: number): number {
  if (size === undefined) return usual;
  const text = String(size).trim();
  const number = Number.parseFloat(text);
  if (Number.isFinite(number))
    return Math.min(1, Math.max(0.01, text.endsWith('%') || number > 1 ? number / 100 : number));
  if (/big|large|大/i.test(text)) return usual * 1.5;
  return /small|tiny|小/i.test(text) ? usual * 0.65 : usual;
}

function opacityOf(opacity: number | string | undefined, usual: number): number {
  if (opacity === undefined) return usual;
  const text = String(opacity).trim();
  const number = Number.parseFloat(text);
  if (!Number.isFinite(number))
    throw fail('draft.unclear_value', {
      text: shown(text),
      expected: say('an opacity such as 50%', '不透明度，例如 50%'),
    });
  return Math.min(1, Math.max(0, text.endsWith('%') || number > 1 ? number / 100 : number));
}
