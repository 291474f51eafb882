import { type Clause, names, op, wording } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/** Names that mean nothing else, whatever stands around them. */
const CERTAIN: readonly (readonly [RegExp, string])[] = [
  [/\botio\b|open ?timeline ?io/, 'otio'],
  [/\bfcp ?xml\b|\bfcpx\b/, 'fcpxml'],
  [/\bxmeml\b|final cut (?:pro )?7|\bfcp ?7\b/, 'xmeml'],
  [/\bedl\b|edit decision list/, 'edl'],
  [/\bmlt\b/, 'mlt'],
  [/\bcut ?list\b|剪辑表/, 'csv'],
];

/** Programs: a timeline for them is meant only where one is spoken of, or an export. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/final cut pro|davinci|da vinci|达芬奇/, 'fcpxml'],
  [/premiere|\bxml\b/, 'xmeml'],
  [/kdenlive|shotcut/, 'mlt'],
  [/cap ?cut|剪映|jianying/, 'capcut'],
];
const TIMELINE =
  /timeline|project file|\bproject\b|\bdraft\b|\bxml\b|时间线|工程|草稿|linea de tiempo|linha do tempo|タイムライン|타임라인|プロジェクト|프로젝트/;
const CHAPTERS =
  /\b(?:export|save|download)\b(?: (?:the|my|all|these|youtube|a|list|of))* chapters?\b|导出(?:所有|全部)?章节|把章节导出/;

/** "Export the timeline as FCPXML", "导出剪映草稿", "export the chapters": a file for another program, no video. */
export function timelines(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const words = wording(c);
  const leads = names(c, 'export', 'convert') || TIMELINE.test(words);
  const certain = CERTAIN.find(([pattern]) => pattern.test(words));
  const program = leads && TIMELINE.test(words) ? PROGRAMS.find(([pattern]) => pattern.test(words)) : undefined;
  const format =
    (certain !== undefined && leads ? certain : program)?.[1] ?? (CHAPTERS.test(words) ? 'chapters' : null);
  if (format === null) return [];
  for (const item of c.items) item.used = true;
  return [op('export', { format })];
}
