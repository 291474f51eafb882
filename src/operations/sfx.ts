import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import { audioSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSource, Draft } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { allSegments, draftLength, hasSound, mainSegments, textSegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { SFX, type Sfx, sfxByWords, sfxNamed } from '../draft/sfx-names.ts';
import { ClipArg, TimeArg, WordsArg } from './args.ts';
import { parseLevel, volumeAt } from './level-argument.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { percent, say } from './phrase.ts';
import { clipsNamed, requireMain } from './resolve.ts';
import { endWithin, pointWithin } from './time-argument.ts';

/** How loud an effect is when nobody says: heard clearly over speech and music, startling nobody. */
const USUAL_VOLUME = 0.6;
/** Two effects nearer than this are one noise, in ms. */
const LEAST_GAP = 150;
/** More effects than this at once are a mistake. */
const MOST = 400;
/** The shortest stretch of an effect that is worth hearing, in ms. */
const SHORTEST = 40;

const Args = z.object({
  name: WordsArg.optional().describe(
    `Which effect: ${SFX.map(({ name }) => name).join(', ')}; or a sound file of the user by its name`,
  ),
  start: TimeArg.optional().describe('When it is heard'),
  at: TimeArg.optional().describe('The same as start'),
  end: TimeArg.optional().describe('Where it ends at the latest'),
  clip: ClipArg.optional().describe('At the beginning of this clip'),
  each: z.string().max(40).optional().describe('"cut", "transition", "title" or "text": one at each of them'),
  volume: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('0–1, "40%" or "-6dB"'),
});

/** Lays sound effects over the video. */
export const sfx = operation({
  name: 'sfx',
  summary:
    'Adds sound effects (whoosh, pop, ding, click, riser, impact, camera, typewriter, applause …) at a time, at each cut, transition or title; made here, or a sound file of the user.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const effect = effectOf(draft, args, context.facts);
    const length = draftLength(draft);
    const level = args.volume === undefined ? null : parseLevel(args.volume);
    if (args.volume !== undefined && level === null)
      throw fail('draft.unclear_value', {
        text: shown(String(args.volume)),
        expected: say('a volume such as 40% or -6dB', '音量，例如 40% 或 -6dB'),
      });
    const volume =
      level === null
        ? USUAL_VOLUME
        : volumeAt(level.kind === 'decibels' ? { ...level, kind: 'absolute' } : level, USUAL_VOLUME);
    const moments = momentsOf(draft, args, context);
    const latest = args.end === undefined ? length : endWithin(args.end, length);
    let made = draft;
    const placed: Ms[] = [];
    for (const moment of moments.slice(0, MOST)) {
      const start = Math.max(0, moment - effect.moment);
      const duration = Math.min(effect.length, Math.max(latest, moment + SHORTEST) - start, length - start);
      if (duration < SHORTEST) continue;
      const [id, counted] = freshId(made, 'aud');
      made = placeSegment(counted, { ...audioSegment(id, effect.source, { start, duration }), volume }, 'sfx');
      placed.push(moment);
    }
    const [first] = placed;
    if (first === undefined)
      throw fail('draft.outside', { wanted: clock(moments[0] ?? 0), length: `${length / 1000}s` });
    const { said } = effect;
    return done(
      made,
      placed.length === 1
        ? say('Added the sound "{name}" at {time}, at {volume}.', '在 {time} 加了音效“{name}”，音量 {volume}。', {
            name: said,
            time: clock(first),
            volume: percent(volume),
          })
        : say('Added the sound "{name}" {count} times, at {volume}.', '加了 {count} 处音效“{name}”，音量 {volume}。', {
            name: said,
            count: placed.length,
            volume: percent(volume),
          }),
    );
  },
  examples: [
    { en: 'add a whoosh sound at 0:05', zh: '第5秒加音效' },
    { en: 'add a whoosh to every transition', zh: '每个转场加音效' },
  ],
});

type Effect = { readonly source: AudioSource; readonly length: Ms; readonly moment: Ms; readonly said: Said };

const own = (one: Sfx): Effect => ({
  source: { kind: 'sfx', name: one.name, in: 0 },
  length: one.length,
  moment: one.moment,
  said: one.said,
});

function effectOf(draft: Draft, { name, each }: z.output<typeof Args>, facts: Facts): Effect {
  if (name === undefined) {
    const waiting = unusedSound(draft, facts);
    if (waiting !== null) return ofFile(waiting);
    const usual = each !== undefined && /title|text|caption|标题|文字|字幕/i.test(each) ? 'pop' : 'whoosh';
    return own(sfxNamed(usual) as Sfx); // both are in the table
  }
  const wanted = name.normalize('NFKC').trim().toLowerCase();
  const file = [...facts.assets.values()].find(
    (asset) =>
      hasSound(asset) &&
      [
        asset.id.toLowerCase(),
        asset.filename.toLowerCase(),
        asset.filename.toLowerCase().replace(/\.[^.]+$/, ''),
      ].includes(wanted),
  );
  if (file !== undefined) return ofFile(file);
  const found = sfxByWords(wanted);
  if (found !== null) return own(found);
  if (/^(?:sound effects?|sfx|effect|音效)$/.test(wanted)) return own(sfxNamed('whoosh') as Sfx); // it is in the table
  throw fail('draft.no_such_segment', { wanted: shown(name), have: SFX.map((one) => one.name).join(', ') });
}

const ofFile = (asset: Asset): Effect => ({
  source: { kind: 'asset', asset: asset.id, in: 0, loop: false },
  length: Math.floor(asset.probe.duration),
  moment: 0,
  said: { en: shown(asset.filename, 40), zh: shown(asset.filename, 40) },
});

/** A sound file of the user's that lies nowhere yet. */
function unusedSound(draft: Draft, facts: Facts): Asset | null {
  const used = new Set(
    allSegments(draft).flatMap((s) => (s.kind === 'audio' && s.source.kind === 'asset' ? [s.source.asset] : [])),
  );
  return [...facts.assets.values()].find((a) => a.probe.kind === 'audio' && !used.has(a.id)) ?? null;
}

function momentsOf(draft: Draft, args: z.output<typeof Args>, context: OperationContext): Ms[] {
  const length = draftLength(draft);
  const time = args.start ?? args.at;
  if (args.each !== undefined) return spaced(eachOf(draft, args.each));
  if (time !== undefined) {
    const at = pointWithin(time, length);
    if (at >= length) throw fail('draft.outside', { wanted: String(time), length: `${length / 1000}s` });
    return [at];
  }
  if (args.clip !== undefined)
    return clipsNamed(draft, args.clip, context).flatMap((clip) => clip.segments.slice(0, 1).map((s) => s.start));
  return [0];
}

function eachOf(draft: Draft, each: string): Ms[] {
  const main = mainSegments(draft);
  const cuts = main.slice(1);
  if (/title|text|caption|标题|文字|字幕/i.test(each)) {
    const texts = textSegments(draft).filter((text) => text.role !== 'caption' && text.role !== 'watermark');
    if (texts.length === 0) throw fail('draft.needs', { what: say('a title', '标题') });
    return texts.map((text) => text.start);
  }
  const crossings = cuts.filter((segment) => segment.transition !== null);
  if (/transition|转场|过渡/i.test(each) && crossings.length > 0) return crossings.map((s) => s.start);
  if (/cut|clip|transition|scene|shot|剪|切|片段|镜头|转场|过渡/i.test(each)) {
    if (cuts.length === 0) throw fail('draft.needs', { what: say('a cut between two clips', '两个片段之间的剪切') });
    return cuts.map((s) => s.start);
  }
  throw fail('draft.unclear_value', {
    text: shown(each),
    expected: say('cut, transition or title', '剪切、转场或标题'),
  });
}

function spaced(moments: readonly Ms[]): Ms[] {
  const kept: Ms[] = [];
  for (const at of moments.toSorted((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || at - last >= LEAST_GAP) kept.push(at);
  }
  return kept;
}
