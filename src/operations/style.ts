import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { lookByWords } from '../draft/look-names.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, mainSegments } from '../draft/queries.ts';
import { addMusic } from './add-music.ts';
import { color } from './color.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { joined, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { transitions } from './transitions.ts';
import { zoom } from './zoom.ts';

/** A look, transitions, music and perhaps a way of zooming that go together. */
type Bundle = {
  readonly pattern: RegExp;
  readonly look: string | null;
  readonly transition: { readonly style: string; readonly duration: number };
  readonly mood: string;
  readonly zoom: string | null;
};

/** The first that fits wins, so narrow ones come first. */
const BUNDLES: readonly Bundle[] = [
  {
    pattern: /lo-?fi|chill|cozy|日系|轻松/i,
    look: 'faded',
    transition: { style: 'dissolve', duration: 0.8 },
    mood: 'lo-fi',
    zoom: 'slow',
  },
  {
    pattern: /punk|rock|grunge|gritty|aggressive|hard|agresiv|朋克|摇滚|激进/i,
    look: 'gritty',
    transition: { style: 'glitch', duration: 0.3 },
    mood: 'electronic',
    zoom: 'dynamic',
  },
  {
    pattern: /fast|ad\b|advert|promo|hook|energetic|high[- ]energy|dynamic|hype|快节奏|广告|动感/i,
    look: 'vivid',
    transition: { style: 'whip', duration: 0.3 },
    mood: 'upbeat',
    zoom: 'dynamic',
  },
  {
    pattern: /retro|vintage|vhs|80s|90s|70s|复古|怀旧/i,
    look: 'vintage',
    transition: { style: 'dissolve', duration: 0.7 },
    mood: 'lo-fi',
    zoom: null,
  },
  {
    pattern: /documentar|interview|纪录|访谈/i,
    look: null,
    transition: { style: 'dissolve', duration: 0.6 },
    mood: 'ambient',
    zoom: 'slow',
  },
  {
    pattern: /corporate|business|professional|商务|专业/i,
    look: null,
    transition: { style: 'dissolve', duration: 0.5 },
    mood: 'corporate',
    zoom: null,
  },
  {
    pattern: /horror|scary|thriller|dark|suspense|恐怖|悬疑|暗黑/i,
    look: 'moody',
    transition: { style: 'fade to black', duration: 0.8 },
    mood: 'suspense',
    zoom: 'slow',
  },
  {
    pattern: /dream|romantic|wedding|soft|梦幻|浪漫|婚礼/i,
    look: 'dreamy',
    transition: { style: 'dissolve', duration: 1 },
    mood: 'acoustic',
    zoom: 'slow',
  },
  {
    pattern: /neon|cyber|synth|techno|赛博|霓虹/i,
    look: 'neon',
    transition: { style: 'glitch', duration: 0.4 },
    mood: 'electronic',
    zoom: null,
  },
  {
    pattern: /travel|vlog|summer|outdoor|旅行|日常/i,
    look: 'warm',
    transition: { style: 'smooth', duration: 0.5 },
    mood: 'acoustic',
    zoom: null,
  },
  {
    pattern: /cinema|film|movie|epic|trailer|电影|大片|史诗/i,
    look: 'cinematic',
    transition: { style: 'fade', duration: 0.8 },
    mood: 'cinematic',
    zoom: 'slow',
  },
  {
    pattern: /fun|happy|party|birthday|playful|欢快|生日|有趣/i,
    look: 'vivid',
    transition: { style: 'slide', duration: 0.4 },
    mood: 'upbeat',
    zoom: null,
  },
  {
    pattern: /minimal|clean|simple|modern|简约|干净/i,
    look: null,
    transition: { style: 'dissolve', duration: 0.4 },
    mood: 'ambient',
    zoom: null,
  },
];

/** Dresses the whole video in one style. */
export const style = operation({
  name: 'style',
  summary:
    'Dresses the whole video in one style: a look, transitions, music (when there is none yet) and zooms that go together.',
  args: z.object({ name: z.string().max(200).describe('"cinematic", "fast-paced ad", "punk", "lo-fi", "vintage" …') }),
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, args, context) => {
    requireMain(draft);
    const bundle = BUNDLES.find(({ pattern }) => pattern.test(args.name));
    if (bundle === undefined) {
      throw fail('draft.unclear_value', {
        text: shown(args.name),
        expected: say(
          'a style such as cinematic, lo-fi, vintage, punk, fast-paced or dreamy',
          '一种风格，例如电影感、轻松、复古、朋克、快节奏或梦幻',
        ),
      });
    }
    const said: Said[] = [];
    let current: Draft = draft;
    // "cinematic lo-fi" names a look of its own beside the bundle that the words fit.
    const look = lookByWords(args.name)?.name ?? bundle.look;
    for (const step of steps({ ...bundle, look })) {
      const outcome = step(current, context);
      if (outcome === null) continue;
      current = outcome.draft;
      said.push(outcome.said);
    }
    return done(
      current,
      joined([say('In the style "{name}":', '“{name}”风格：', { name: shown(args.name) }), ...said]),
    );
  },
  examples: [
    { en: 'make it look like a cinematic lo-fi music video', zh: '做成电影感的轻松风格' },
    { en: 'turn it into a fast-paced social ad', zh: '做成快节奏广告' },
  ],
});

/** A look that was asked for before is not dressed over. */
function hasLook(draft: Draft): boolean {
  return mainSegments(draft).every((s) => s.effects.some((effect) => effect.kind === 'look'));
}

type Step = (draft: Draft, context: OperationContext) => { draft: Draft; said: Said } | null;

/** The steps are the operations themselves, so that a style can do nothing that could not be asked for. */
function steps({ look, transition, mood, zoom: zooming }: Bundle): Step[] {
  return [
    (draft, context) => (look === null || hasLook(draft) ? null : color.apply(draft, { look }, context)),
    (draft, context) => (zooming === null ? null : zoom.apply(draft, { style: zooming }, context)),
    (draft, context) => (mainSegments(draft).length < 2 ? null : transitions.apply(draft, transition, context)),
    (draft, context) => (audioSegments(draft, 'music').length > 0 ? null : addMusic.apply(draft, { mood }, context)),
  ];
}
