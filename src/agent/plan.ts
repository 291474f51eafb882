import { fail } from '../base/errors.ts';
import { op, type Sentence } from './clause.ts';
import { clausesOf } from './clauses.ts';
import { againWith, changeOfAgain, followUp, inPlaceOf, offerChosen } from './follow-up.ts';
import { implied } from './implied.ts';
import { has, type Item } from './items.ts';
import { lineEdit } from './line-edit.ts';
import { read } from './read.ts';
import { ofFilm } from './remake.ts';
import { replyTo } from './reply.ts';
import { requireLength, withoutOpening } from './request-text.ts';
import { exact } from './rules/exact.ts';
import { branding, templates } from './rules/kept.ts';
import { lengthLimit } from './rules/length-limit.ts';
import { making } from './rules/making.ts';
import { applyRules } from './rules/rules.ts';
import { sequence } from './rules/sequence.ts';
import { talk } from './rules/talk.ts';
import { saying } from './saying.ts';
import { tidy } from './tidy.ts';
import type { Plan, PlanInput, PlannedOp } from './types.ts';
import { putWhere, whenSaid } from './when-said.ts';
import { feeling, generated, isBesides, ofOccasion, pieceLengths, STORYBOARD } from './whole.ts';

/**
 * Turns a request into operations. Pure and without a network; the same input gives the same plan.
 * Throws `agent.empty_request` for no words at all and `input.request_too_long` above `MOST_CHARACTERS`.
 */
export function planRequest(input: PlanInput): Plan {
  requireLength(input.text);
  const chosen = offerChosen(input);
  if (chosen !== null) return planRequest({ ...input, text: chosen, previous: [] });
  const { lang, text, items, cut } = read(withoutOpening(input.text), input.lang);
  if (!/[\p{L}\p{N}\ue000-\uf8ff]/u.test(text)) throw fail('agent.empty_request', undefined);
  const { videos, photos, audios, timeline } = input.context;
  const s: Sentence = {
    input,
    lang,
    cut,
    text: text.replace(/[\ue000-\uf8ff]/g, ' '),
    items: saying(items, text, lang).map((i) => counted(i, input.draft?.clips ?? videos)),
    empty: videos + photos + audios === 0 && timeline === undefined && (input.draft?.clips ?? 0) === 0,
    stills: photos > 0 && videos === 0,
  };
  describeSource(s);
  const ops = operationsOf(s);
  return replyTo(s, ops);
}

/** "the middle clip" of an odd number of clips has a number; "the last two" are counted from the end. */
function counted(item: Item, clips: number): Item {
  const back = item.type === 'clip' ? /^end:(\d+)$/.exec(item.text) : null;
  if (back !== null) return { ...item, text: String(Math.max(1, clips - Number(back[1]) + 1)) };
  const edge = item.type === 'clip' ? /^(first|last):(\d+)$/.exec(item.text) : null;
  if (edge !== null) {
    const many = Math.min(Number(edge[2]), Math.max(1, clips));
    const from = edge[1] === 'first' ? 1 : Math.max(1, clips - many + 1);
    return { ...item, text: Array.from({ length: many }, (_, k) => from + k).join(',') };
  }
  return item.type === 'clip' && item.text === 'middle' && clips % 2 === 1
    ? { ...item, text: String((clips + 1) / 2) }
    : item;
}

/** "this 8-minute interview": a length that is the file's own tells which file is meant, not how long it shall be. */
function describeSource(s: Sentence): void {
  const { duration } = s.input.context;
  s.items.forEach((item, i) => {
    // "this 5-minute demo"
    const named =
      /-(?:minute|hour|second|min|sec)$/i.test(item.raw) &&
      /^(?:this|my|our|the|an?)$/.test(s.items[i - 1]?.text ?? '');
    if (named && duration !== undefined && Math.abs(item.value - duration) <= duration * 0.02) item.used = true;
    if (item.type !== 'time' || !/^(?:adj|bare)$/.test(item.role)) return;
    const own = duration !== undefined && Math.abs(item.value - duration) <= duration * 0.02;
    // "this 1h20 meeting in 3 minutes": one of two lengths is the file's own
    if (item.role === 'bare') {
      if (
        own &&
        !/:/.test(item.raw) &&
        s.items.some((i) => i !== item && i.type === 'time' && i.value < item.value && /^(?:to|under|at)$/.test(i.role))
      )
        item.used = true;
      return;
    }
    if (own || /^(?:this|my|our|his|her|their|这个|这段|我的)$/.test(s.items[i - 1]?.text ?? '')) item.used = true;
  });
}

/** What is said beside a template: done after it is used, before it is saved. */
function besideKept(s: Sentence, { ops, rest }: { readonly ops: PlannedOp[]; readonly rest: string }): PlannedOp[] {
  if (!/[\p{L}\p{N}]{2}/u.test(rest)) return ops;
  const others = planRequest({ ...s.input, text: rest }).ops.filter((one) => !SPOKEN.has(one.op));
  const [kept] = ops;
  if (kept?.['action'] === 'save') return [...others, ...ops];
  // "use the Reel template, title "Hello"": the words of its own title
  const title = others.find((one) => one.op === 'title' && Object.keys(one).join() === 'op,text');
  if (kept === undefined || title === undefined) return [...ops, ...others];
  return [{ ...kept, text: title['text'] }, ...others.filter((one) => one !== title)];
}

const SPOKEN = new Set(['clarify', 'answer', 'unsupported']);

function operationsOf(s: Sentence): PlannedOp[] {
  const change = changeOfAgain(s.input);
  if (change !== null && s.input.previous !== undefined)
    return againWith(s, s.input.previous, planRequest({ ...s.input, text: change, previous: [] }).ops);
  const set = exact(s);
  if (set !== null) return [set];
  const film = ofFilm(s.input);
  if (film !== null) return [film];
  const brand = branding(s);
  if (brand !== null) return brand;
  const kept = templates(s);
  if (kept !== null) return besideKept(s, kept);
  const wanted = making(s);
  if (wanted !== null) return besideKept(s, wanted);
  const leaning = followUp(s);
  if (leaning !== null) return leaning;
  const moment = whenSaid(s.input.text);
  const timed = moment === null ? null : putWhere(planRequest({ ...s.input, text: moment.rest }).ops, moment.when);
  if (timed !== null) return timed;
  const order = sequence(s.input.text);
  if (order !== null) return [order];
  const line = lineEdit(s.input);
  if (line !== null) return [line];
  // "show me the storyboard first" is asked of a video, and no advice.
  const said = STORYBOARD.test(s.text.toLowerCase()) && generated(s) !== null ? null : talk(s);
  if (said !== null) return said;
  const made = generated(s);
  const lengths = [...pieceLengths(s), ...(made === null ? lengthLimit(s) : [])];
  const clauses = clausesOf(s);
  const found = clauses.flatMap(applyRules);
  const feel = feeling(s, clauses);
  const name = typeof feel?.['name'] === 'string' ? feel['name'] : '';
  const told = found.filter((o) => !(o.op === 'color' && typeof o['look'] === 'string' && name.includes(o['look'])));
  const all = tidy(implied(s, [...lengths, ...told, ...(feel === null ? [] : [feel])]));
  if (made !== null)
    return tidy([
      made,
      ...all.filter((o) => BESIDES_GENERATED.has(o.op) && !(o.op === 'export' && o['loop'] === true)),
      ...narrated(s),
    ]);
  const occasion = ofOccasion(s, all);
  // "no music, no captions" where there is none, "don't do anything"
  if (all.length === 0 && clauses.length > 0 && clauses.every((c) => c.negated))
    return [op('answer', { topic: 'nothing wanted' })];
  return occasion === null ? vague(s, inPlaceOf(s, all)) : [occasion, ...all.filter((o) => isBesides(o.op))];
}

/** What may be asked for beside a generated video; everything else in such a request describes the video. */
const BESIDES_GENERATED = new Set(['voiceover', 'captions', 'add_music', 'aspect', 'export', 'title']);

/** A script in quotation marks is spoken. */
function narrated(s: Sentence): PlannedOp[] {
  const quote = s.items.find((i) => i.type === 'quote');
  const script = s.items.some((i) => has(i, 'script') && /script|脚本|guion|roteiro/.test(i.text));
  return quote !== undefined && script ? [op('voiceover', { text: quote.text })] : [];
}

const EDITS_ONLY = new Set(['export', 'aspect']);

/**
 * A wish without an edit in it ("edit this clip into a 1080p MP4", "make it better") is a question with a default.
 * The rule is docs/decisions/0010-vague-requests.md.
 */
function vague(s: Sentence, ops: readonly PlannedOp[]): PlannedOp[] {
  const wish = s.items.some(
    (i) =>
      has(i, 'edit') &&
      i.type === 'hit' &&
      /^(?:edit|work|bearbeit|schneid|编辑|剪辑|edita|editame|montage|monta|편집|編集|process|剪一下|editier|edit\w*|剪)/.test(
        i.text,
      ),
  );
  const deliverable =
    ops.length > 0 &&
    ops.every(
      (o) => o.op === 'aspect' || (o.op === 'export' && (o['format'] !== undefined || o['resolution'] !== undefined)),
    );
  const asksEdit = wish && deliverable && !/^(?:convert|export|save|转|导出)/i.test(s.text.trim());
  if (ops.length > 0 && !asksEdit) return [...ops];
  const safe = !s.empty && !s.stills;
  const clarify: PlannedOp = { op: 'clarify', ...(safe ? { default: [op('light_edit')] } : {}) };
  return ops.every((o) => EDITS_ONLY.has(o.op)) ? [clarify, ...ops] : [...ops];
}
