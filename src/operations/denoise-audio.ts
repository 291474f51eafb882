import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft, SoundCleaning } from '../draft/model.ts';
import { audioSegments, hasSound, mainSegments, mapSegments } from '../draft/queries.ts';
import { ClipArg } from './args.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { say } from './phrase.ts';
import { clipsNamed, clipsSaid, requireMain } from './resolve.ts';

/** How far noise goes down, in dB, by the words for it; the second when nobody says. */
const LIGHT_DB = 9;
const USUAL_DB = 18;
const STRONG_DB = 26;
const MOST_DB = 40;
/** A recording with less noise than this has none that anybody hears, in dBFS. */
const QUIET_DB = -78;

const Amount = z
  .union([z.number(), z.string().max(40)])
  .optional()
  .describe('How far: "light", "strong", "-12dB", "50%"');

const NoiseArgs = z.object({
  amount: Amount,
  level: Amount.describe('The same as amount'),
  mode: z.string().max(60).optional().describe('"voice isolation" is the strongest that there is'),
  target: z.string().max(80).optional().describe('Only "voice" (the clips and the voice-over) can be cleaned'),
  clip: ClipArg.optional(),
  off: z.boolean().optional(),
});

/** Takes steady noise out of speech. */
export const denoiseAudio = operation({
  name: 'denoise_audio',
  summary:
    'Takes steady background noise (hiss, hum, fans, traffic, rumble) out of the sound of the clips and of voice-overs, by the noise that is heard in their own pauses. Speech keeps its level.',
  args: NoiseArgs,
  needs: (_args, draft) => cleanable(draft).map((asset) => ({ asset, fact: 'noise' as const })),
  apply: (draft, args, context) => {
    requireMain(draft);
    const asked = args.off === true ? 0 : amountOf(args.amount ?? args.level, STRENGTHS);
    const isIsolated = args.mode !== undefined && /isolat|only|voice|人声/i.test(args.mode);
    const denoiseDb = asked ?? (isIsolated ? STRONG_DB : USUAL_DB);
    const notes = isIsolated
      ? [
          say(
            'I can take out steady noise only: other voices and music under the speech stay.',
            '只能去除持续的噪音；其他人声和语音下的音乐会保留。',
          ),
        ]
      : [];
    return denoised(draft, { denoiseDb, clip: args.clip, notes }, context);
  },
  examples: [
    { en: 'remove the background noise', zh: '去掉背景噪音' },
    { en: 'clean up the audio a little', zh: '轻微降噪' },
  ],
});

type Wanted = {
  readonly denoiseDb: number;
  readonly clip: number | string | undefined;
  readonly notes: readonly Said[];
};

function denoised(draft: Draft, { denoiseDb, clip, notes }: Wanted, context: OperationContext): Outcome {
  const { facts } = context;
  const { ids, what, assets } = chosen(draft, clip, context);
  const unknown = assets.filter((id) => (facts.assets.get(id)?.noise?.bands ?? null) === null);
  const noisy = assets.filter((id) => !unknown.includes(id) && (facts.assets.get(id)?.noise?.noiseDb ?? 0) > QUIET_DB);
  if (denoiseDb > 0 && noisy.length === 0) {
    return done(
      draft,
      unknown.length === assets.length
        ? say(
            'I found no pause to learn the noise from, so I left the sound as it is.',
            '没有找到可用来分析噪音的停顿，声音没有改动。',
          )
        : say('The pauses are quiet already: there is no noise to take out.', '停顿处已经很安静，没有需要去除的噪音。'),
    );
  }
  const after = cleaned(draft, ids, (clean) => ({ ...clean, denoiseDb }));
  if (denoiseDb === 0)
    return done(after, say('The noise of {what} is left as recorded now.', '{what}的噪音恢复原样。', { what }));
  const level = Math.max(...noisy.map((id) => facts.assets.get(id)?.noise?.noiseDb ?? -100));
  const quiet =
    unknown.length === 0
      ? []
      : [
          say(
            'Some clips have no pause to learn their noise from; they stay as they are.',
            '有些片段没有停顿，无法分析噪音，保持原样。',
          ),
        ];
  return done(
    after,
    say(
      'Took the background noise out of {what}: it was at {level} dB in the pauses and goes down by up to {amount} dB.',
      '{what}已降噪：停顿处的噪音为 {level} dB，最多降低 {amount} dB。',
      { what, level: Math.round(level), amount: denoiseDb },
    ),
    [...notes, ...quiet],
  );
}

const EssArgs = z.object({
  amount: Amount,
  level: Amount.describe('The same as amount'),
  clip: ClipArg.optional(),
  off: z.boolean().optional(),
});

/** Softens sharp "s" sounds. */
export const deEss = operation({
  name: 'de_ess',
  summary: 'Softens sharp, hissing "s" sounds of a voice; vowels stay as they are.',
  args: EssArgs,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const asked = args.off === true ? 0 : amountOf(args.amount ?? args.level, ESS_STRENGTHS);
    const amount = Math.min(1, asked ?? 0.6);
    const { ids, what } = chosen(draft, args.clip, context);
    const after = cleaned(draft, ids, (clean) => ({ ...clean, deEss: amount }));
    return done(
      after,
      amount === 0
        ? say('The "s" sounds of {what} are left as recorded now.', '{what}的齿音恢复原样。', { what })
        : say('Softened the sharp "s" sounds of {what}.', '{what}的刺耳齿音已变柔和。', { what }),
    );
  },
  examples: [{ en: 'soften the harsh s sounds', zh: '消除齿音' }],
});

/** Assets whose sound may be cleaned: those of the clips, and recorded voices. */
function cleanable(draft: Draft): string[] {
  const voices = audioSegments(draft, 'voice').flatMap(({ source }) => (source.kind === 'asset' ? [source.asset] : []));
  return [...new Set([...assetsHeard(draft), ...voices])];
}

type Chosen = { readonly ids: ReadonlySet<string>; readonly what: Said; readonly assets: readonly string[] };

function chosen(draft: Draft, clip: number | string | undefined, context: OperationContext): Chosen {
  const heard = (asset: string): boolean => hasSound(context.facts.assets.get(asset));
  if (clip !== undefined) {
    const clips = clipsNamed(draft, clip, context);
    const segments = clips.flatMap((one) => one.segments).filter((s) => heard(s.asset));
    return found(
      segments.map((s) => s.id),
      clipsSaid(clips, context.facts),
      segments.map((s) => s.asset),
    );
  }
  const main = mainSegments(draft).filter((s) => heard(s.asset));
  const voices = audioSegments(draft, 'voice').flatMap((s) =>
    s.source.kind === 'asset' ? [{ id: s.id, asset: s.source.asset }] : [],
  );
  const all = [...main.map(({ id, asset }) => ({ id, asset })), ...voices];
  return found(
    all.map(({ id }) => id),
    say('the voice', '人声'),
    all.map(({ asset }) => asset),
  );
}

function found(ids: readonly string[], what: Said, assets: readonly string[]): Chosen {
  if (ids.length === 0) throw fail('draft.needs', { what: say('a clip with sound', '有声音的片段') });
  return { ids: new Set(ids), what, assets: [...new Set(assets)] };
}

function cleaned(draft: Draft, ids: ReadonlySet<string>, change: (clean: SoundCleaning) => SoundCleaning): Draft {
  return mapSegments(draft, (segment) => {
    if (segment.kind === 'text' || !ids.has(segment.id)) return segment;
    const { clean: before, ...rest } = segment;
    const clean = change(before ?? { denoiseDb: 0, deEss: 0 });
    return clean.denoiseDb === 0 && clean.deEss === 0 ? rest : { ...rest, clean };
  });
}

type Strengths = {
  readonly light: number;
  readonly strong: number;
  readonly usual: number;
  readonly most: number;
  readonly perDb: number;
};

const STRENGTHS: Strengths = { light: LIGHT_DB, usual: USUAL_DB, strong: STRONG_DB, most: MOST_DB, perDb: 1 };
const ESS_STRENGTHS: Strengths = { light: 0.35, usual: 0.6, strong: 1, most: 1, perDb: 1 / 14 };

/** A strength by words, dB or percent; null when nothing is said. */
function amountOf(
  amount: number | string | undefined,
  { light, strong, usual, most, perDb }: Strengths,
): number | null {
  if (amount === undefined) return null;
  const text = String(amount).normalize('NFKC').trim().toLowerCase();
  if (/light|gentl|little|bit|slight|soft|less|down|low|轻|一点|稍|少/.test(text)) return light;
  if (/strong|heavy|max|full|complete|much|lot|more|up|high|aggress|all|强|彻底|完全|多|更|大/.test(text))
    return strong;
  if (/medium|normal|usual|mid|中|正常/.test(text)) return usual;
  if (/^(?:off|none|no|0|关|不)/.test(text)) return 0;
  const value = Math.abs(Number.parseFloat(text.replace('−', '-')));
  if (!Number.isFinite(value))
    throw fail('draft.unclear_value', {
      text: shown(text),
      expected: say('light, strong, or how far in dB such as 12', '轻微、强，或降低多少 dB，例如 12'),
    });
  if (text.endsWith('%')) return Math.min(most, (Math.min(100, value) / 100) * strong);
  const isShare = value <= 1 && !/db|分贝/.test(text);
  return Math.round(Math.min(most, isShare ? value * strong : value * perDb) * 100) / 100;
}
