import { createHash } from 'node:crypto';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { plainText } from '../draft/heard-words.ts';
import type { Draft } from '../draft/model.ts';
import { type MakeKind, type MakeOrder, type MediaMaker, PROMPT_MOST } from '../llm/make/maker.ts';
import { lengthFor, sizeOf } from '../llm/make/shapes.ts';
import { askedBy } from './making-asked.ts';
import type { Making, MakingProgress } from './making-port.ts';
import { type Cost, costOf } from './making-prices.ts';
import { KIND_SAID } from './making-run.ts';
import { factsOf, type Library } from './session.ts';
import type { Studio } from './studio.ts';

/**
 * Things that a model makes, before an operation lays them down: as with a spoken text, the operation knows files only. What
 * an order costs is said before and after; the same order is the same file and is not paid twice.
 */

/** Things that one call makes at most. */
export const MOST_MADE = 12;
/** Raise it when the same order would be asked for otherwise. */
const EDITION = 1;

/** What an order is kept under: the same provider, model, words, shape, length and seed are the same thing. */
export const keyOfOrder = ({ label, host, options }: MediaMaker, order: MakeOrder): string =>
  createHash('sha256')
    .update(
      JSON.stringify([EDITION, label, host, options, order.kind, order.prompt, order.size, order.seconds, order.seed]),
    )
    .digest('hex');

type Call = { readonly op: string; readonly [argument: string]: unknown };

export type MakingContext = {
  readonly draft: Draft;
  readonly library: Library;
  readonly signal: AbortSignal;
  /** The person's own words where a model makes the call: it must not spend what nobody asked to spend. Null: they were read by us. */
  readonly words: string | null;
  readonly onProgress: (said: Said, fraction: number | null) => void;
};

export type WithMade<C> = { readonly call: C; readonly library: Library; readonly notes: readonly Said[] };

/**
 * The call with what is to be made as files of the library; as it was where nothing is to be made or nobody makes it (the
 * operation says what it does instead). Throws `make.…`, `credits.not_enough`, and the reason of the signal.
 */
export async function withMade<C extends { readonly op: string }>(
  studio: Studio,
  given: C,
  context: MakingContext,
): Promise<WithMade<C>> {
  const call: Call = given;
  const asked = askedBy(call, context.draft, factsOf(context.library));
  const { making } = studio;
  const maker = asked === null ? null : (making?.makers[asked.kind] ?? null);
  const nothing = { call: given, library: context.library, notes: [] };
  if (asked === null || asked.prompts.length === 0) return nothing;
  if (making === undefined || maker === null) return nothing;
  if (asked.prompts.length > MOST_MADE) throw fail('make.too_many', { most: MOST_MADE });
  const orders = asked.prompts.map((prompt) => orderFor(maker, { ...asked, prompt: plainPrompt(prompt) }));
  const isMade = await Promise.all(orders.map((order) => making.isMade(maker, order)));
  const due = orders.filter((_, i) => isMade[i] === false);
  const cost = costOf(due, making.prices, making.counts);
  if (due.length > 0 && mustAsk(making, cost, { ...context, confirmed: call['confirmed'] === true }))
    throw fail('make.needs_go', { what: countSaid(asked.kind, due.length), label: maker.label, cost: cost.said });
  let { library } = context;
  const ids: string[] = [];
  let charged = 0;
  let fresh = 0;
  for (const [i, order] of orders.entries()) {
    const onProgress = ({ look }: MakingProgress): void => {
      const fraction = ((look?.fraction ?? 0) + i) / orders.length;
      context.onProgress(progressSaid(maker, { cost, look, isNew: isMade[i] === false }), fraction);
    };
    onProgress({ label: maker.label, look: null });
    const made = await making.make(maker, order, { signal: context.signal, onProgress });
    const { asset } = made.stored;
    if (!library.has(asset.id)) library = new Map([...library, [asset.id, made.stored]]);
    ids.push(asset.id);
    charged += made.charged;
    if (made.isNew) fresh++;
  }
  const notes = [costNote(maker, { charged, fresh, making, due: orders.slice(0, fresh) })];
  return { call: { ...given, [asked.into]: asked.into === 'source' ? ids[0] : ids }, library, notes };
}

/** Words as one line of plain text: they go to somebody else's model. Throws `make.no_prompt`. */
function plainPrompt(text: string): string {
  const plain = plainText(text).slice(0, PROMPT_MOST);
  if (!/[\p{L}\p{N}]/u.test(plain)) throw fail('make.no_prompt', undefined);
  return plain;
}

type Wanted = {
  readonly kind: MakeKind;
  readonly prompt: string;
  readonly size: MakeOrder['size'];
  readonly seconds: number | null;
  readonly seed: number;
};

/** As many pixels as models of pictures make, on the longer side. */
const LONGEST_SIDE = 1536;

const orderFor = ({ lengths }: MediaMaker, { kind, prompt, size, seconds, seed }: Wanted): MakeOrder => ({
  kind,
  prompt,
  // The same shape is the same order, however many pixels the video has.
  size: size === null || kind === 'music' ? null : sizeOf(size, LONGEST_SIDE, 32),
  seconds: kind === 'image' ? null : lengthFor(Math.max(1, Math.ceil(seconds ?? 5)), lengths),
  seed,
});

/** Words of a person that ask for something to be made, or agree to it. */
const SPENDS =
  /generat|creat|\bmake|made|\bai\b|draw|paint|render|imagin|illustrat|compos|生成|制作|做|画|作成|作って|生成して|만들|그려|crea|gener|mach|erzeug|fais|gera/i;
const AGREES =
  /^(?:go|yes|yep|ok|okay|sure|do it|go ahead|please do|fine|开始|好的?|可以|确认|是的?|同意|はい|네|sí|si|ja|oui|sim)\b|^(?:开始|好|可以|确认|是|同意)/i;

/** Whether the person is asked before anything is spent. */
function mustAsk(
  { counts, askAbove }: Making,
  cost: Cost,
  { words, confirmed }: Pick<MakingContext, 'words'> & { readonly confirmed: boolean },
): boolean {
  const agrees = words === null ? confirmed : AGREES.test(words.trim());
  if (agrees) return false;
  if (words !== null && !SPENDS.test(words)) return true;
  return counts && askAbove !== null && cost.credits > askAbove;
}

function countSaid(kind: MakeKind, count: number): Said {
  if (count === 1) return KIND_SAID[kind];
  return kind === 'video'
    ? say('{count} video clips', '{count} 段视频', { count })
    : say('{count} pictures', '{count} 张图片', { count });
}

function progressSaid(
  { kind, label }: MediaMaker,
  { cost, look, isNew }: { cost: Cost; look: MakingProgress['look']; isNew: boolean },
): Said {
  const what = KIND_SAID[kind];
  if (!isNew) return say('{label} has made this before', '{label} 之前已生成过', { label });
  if (look?.ahead !== undefined && look.ahead !== null)
    return say('{label}: {ahead} {ahead:request|requests} before yours', '{label}：前面还有 {ahead} 个请求', {
      label,
      ahead: look.ahead,
    });
  return say('{label} makes {what}; cost: {cost}', '{label} 正在生成{what}；费用：{cost}', {
    label,
    what,
    cost: cost.said,
  });
}

function costNote(
  { label }: MediaMaker,
  { charged, fresh, making, due }: { charged: number; fresh: number; making: Making; due: readonly MakeOrder[] },
): Said {
  if (fresh === 0)
    return say('{label} had made this before; it cost nothing.', '{label} 之前已生成过，这次不收费。', { label });
  if (making.counts) {
    return say(
      'Made by {label}; it cost {charged} {charged:credit|credits}.',
      '由 {label} 生成，用了 {charged} 积分。',
      {
        label,
        charged,
      },
    );
  }
  const { said } = costOf(due, making.prices, false);
  return say('Made by {label}. Cost: {cost}.', '由 {label} 生成。费用：{cost}。', { label, cost: said });
}
