import type { RegisteredOperation } from '../src/operations/registered.ts';
import { OPERATIONS } from '../src/operations/registry.ts';

/** The phrase book: what to say for what, by task, made from the examples of the operation records. */

/** Tasks in the order in which people meet them. An operation that stands nowhere comes at the end. */
const TASKS: readonly (readonly [en: string, zh: string, operations: string])[] = [
  ['Make it good by yourself', '自动剪好', 'light_edit style highlights generate template'],
  ['Cut', '剪切', 'remove_silence remove_fillers trim cut_range cut_words find_words split delete freeze'],
  ['Put together and order', '拼接和排序', 'merge insert reorder move duplicate slideshow intro outro'],
  ['Pace', '节奏', 'speed speed_ramp reverse boomerang beat_sync'],
  [
    'Titles and texts',
    '标题和文字',
    'title text replace_text lower_third watermark sticker shape progress_bar animate',
  ],
  ['Captions', '字幕', 'captions'],
  ['Transitions and fades', '转场和淡入淡出', 'transitions fade'],
  ['Colours and effects', '调色和特效', 'color filter lut effect'],
  ['Shape and framing', '画幅和构图', 'aspect crop resize reframe zoom ken_burns rotate flip stabilize'],
  [
    'Backgrounds, hiding, keying',
    '背景、打码和抠像',
    'blur_background background blur_region chroma_key remove_background',
  ],
  ['Several pictures at once', '多画面', 'pip split_screen grid'],
  ['Sound', '声音', 'add_music volume duck remove_audio denoise_audio de_ess sfx voiceover normalize_loudness'],
  ['Chapters', '章节', 'chapters'],
  ['Export', '导出', 'export extract_audio gif thumbnail'],
  ['Back and forth', '撤销和查询', 'undo redo status credits'],
];

const row = ({ name, examples }: RegisteredOperation): string[] =>
  examples.flatMap(({ en, zh }) =>
    en === undefined && zh === undefined
      ? []
      : [`| ${en ?? ''} | ${zh ?? ''} | [\`${name}\`](../operations.md#${name}) |`],
  );

/** The page. `head` is the line that says who wrote it. */
export function phraseBook(head: string): string {
  const placed = new Set(TASKS.flatMap(([, , names]) => names.split(' ')));
  const rest = [...OPERATIONS.keys()].filter((name) => !placed.has(name)).join(' ');
  const tasks = rest === '' ? TASKS : [...TASKS, ['Everything else', '其他', rest] as const];
  const sections = tasks.flatMap(([en, zh, names]) => {
    const known = names.split(' ').flatMap((name) => OPERATIONS.get(name) ?? []);
    const rows = known.flatMap(row);
    return rows.length === 0
      ? []
      : [`## ${en} · ${zh}`, '', '| English | 中文 | what it is |', '|---|---|---|', ...rows, ''];
  });
  return `${head}
# Phrase book

What to say for what. Say it your own way: these are examples, each of which is read as what stands beside it (a test holds
that). Several wishes go into one sentence, and "undo" takes the whole of it back.

${sections.join('\n')}`;
}
