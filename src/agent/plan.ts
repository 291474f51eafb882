import { fail } from '../base/errors.ts';
import { op, type Sentence } from './clause.ts';
import { clausesOf } from './clauses.ts';
import { has } from './items.ts';
import { read } from './read.ts';
import { replyTo } from './reply.ts';
import { applyRules } from './rules/rules.ts';
import { talk } from './rules/talk.ts';
import { saying } from './saying.ts';
import { tidy } from './tidy.ts';
import type { Plan, PlanInput, PlannedOp } from './types.ts';
import { feeling, generated, implied, pieceLengths } from './whole.ts';

/** Longest request that is read, in characters: longer than any that a person typed, short enough to stay fast. */
export const MOST_CHARACTERS = 10_000;

/**
 * Turns a request into operations. Pure and without a network; the same input gives the same plan.
 * Throws `agent.empty_request` for no words at all and `input.request_too_long` above {@link MOST_CHARACTERS}.
 */
export function planRequest(input: PlanInput): Plan {
  if (input.text.length > MOST_CHARACTERS) {
    throw fail('input.request_too_long', { length: input.text.length, most: MOST_CHARACTERS });
  }
  const { lang, text, items } = read(input.text, input.lang);
  if (!/[\p{L}\p{N}\ue000-\uf8ff]/u.test(text)) throw fail('agent.empty_request', undefined);
  const { videos, photos, audios, timeline } = input.context;
  const s: Sentence = {
    input,
    lang,
    text: text.replace(/[\ue000-\uf8ff]/g, ' '),
    items: saying(items, text, lang),
    empty: videos + photos + audios === 0 && timeline === undefined && (input.draft?.clips ?? 0) === 0,
    stills: photos > 0 && videos === 0,
  };
  const ops = operationsOf(s);
  return replyTo(s, ops);
}

function operationsOf(s: Sentence): PlannedOp[] {
  const said = talk(s);
  if (said !== null) return said;
  const made = generated(s);
  const pieces = pieceLengths(s);
  const clauses = clausesOf(s);
  const found = clauses.flatMap(applyRules);
  const feel = feeling(s, clauses);
  const all = tidy(implied(s, [...(pieces === null ? [] : [pieces]), ...found, ...(feel === null ? [] : [feel])]));
  if (made !== null)
    return tidy([
      made,
      ...all.filter(
        (o) =>
          ![
            'slideshow',
            'merge',
            'highlights',
            'style',
            'color',
            'zoom',
            'intro',
            'speed',
            'text',
            'trim',
            'effect',
          ].includes(o.op),
      ),
    ]);
  return vague(s, all);
}

const EDITS_ONLY = new Set(['export', 'aspect']);

/**
 * A wish without an edit in it ("edit this clip into a 1080p MP4", "make it better") is a question with a default.
 * The rule is docs/decisions/0005-vague-requests.md.
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
    ops.every((o) => o.op === 'export' && (o['format'] !== undefined || o['resolution'] !== undefined));
  const asksEdit = wish && deliverable && !/^(?:convert|export|save|转|导出)/i.test(s.text.trim());
  if (ops.length > 0 && !asksEdit) return [...ops];
  const safe = !s.empty && !s.stills;
  const clarify: PlannedOp = { op: 'clarify', ...(safe ? { default: [op('light_edit')] } : {}) };
  return ops.every((o) => EDITS_ONLY.has(o.op)) ? [clarify, ...ops] : [...ops];
}
