import type { Ms } from '../base/time.ts';
import type { TextStyle } from '../draft/model.ts';
import type { Cue } from './cue.ts';

/** Files of captions that we write. */
export const CAPTION_FORMATS = ['srt', 'vtt', 'ass'] as const;
export type CaptionFormat = (typeof CAPTION_FORMATS)[number];

/** How captions look in an ASS file; the other formats leave that to the player. */
export type FileLook = {
  readonly width: number;
  readonly height: number;
  readonly style: TextStyle;
  /** Centre of the block, 0–1 from the top. */
  readonly y: number;
  /** Of the second line, where captions are in two languages: its size as a share of the first's; null: in its colour. */
  readonly second?: { readonly size: number; readonly color: string | null } | undefined;
};

/** Cues as a file. The texts stay texts: what a player would read as markup is written so that it is shown. */
export function writeCues(cues: readonly Cue[], format: CaptionFormat, look: FileLook): string {
  if (format === 'ass') return ass(cues, look);
  const blocks = cues.map((cue, i) => {
    const mark = format === 'srt' ? ',' : '.';
    const times = `${clockOf(cue.start, mark)} --> ${clockOf(cue.end, mark)}`;
    const text = textOf(cue)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join('\n');
    return format === 'srt'
      ? `${i + 1}\n${times}\n${text.replaceAll('-->', '→')}\n`
      : `${times}\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n`;
  });
  return `${format === 'vtt' ? 'WEBVTT\n\n' : ''}${blocks.join('\n')}`;
}

const textOf = ({ text, second }: Cue): string => (second === undefined ? text : `${text}\n${second}`);

const two = (n: number): string => String(n).padStart(2, '0');

function clockOf(ms: Ms, mark: ',' | '.'): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${mark}${String(ms % 1000).padStart(3, '0')}`;
}

/** Fonts that players have, for our families. */
const FONTS: Readonly<Record<TextStyle['font'], string>> = {
  sans: 'Inter',
  serif: 'Playfair Display',
  display: 'Montserrat',
  hand: 'Caveat',
  mono: 'JetBrains Mono',
};

function ass(cues: readonly Cue[], { width, height, style, y, second }: FileLook): string {
  const size = Math.round(style.size * Math.min(width, height));
  const other = second?.color == null ? '' : `\\c${assColour(second.color.slice(0, 7)).replace('&H00', '&H')}&`;
  const turned = second === undefined ? '' : `{\\fs${Math.round(size * second.size)}${other}}`;
  const box = style.box !== null;
  const edge = box ? size * 0.2 : (style.outline?.width ?? 0.03) * size;
  const vertical = y < 0.35 ? 8 : y > 0.6 ? 2 : 5;
  const margin = Math.round(Math.max(0, (vertical === 8 ? y : vertical === 2 ? 1 - y : 0) * height - size / 2));
  const outline = style.box?.color ?? style.outline?.color ?? '#000000';
  const fields = [
    'Default',
    FONTS[style.font],
    size,
    assColour(style.color),
    assColour(style.color),
    assColour(outline),
    assColour(style.box?.color ?? '#00000099'),
    style.weight === 'bold' ? -1 : 0,
    style.italic ? -1 : 0,
    0,
    0,
    100,
    100,
    0,
    0,
    box ? 3 : 1,
    Math.round(edge * 10) / 10,
    style.shadow && !box ? 1 : 0,
    vertical,
    Math.round(width * 0.06),
    Math.round(width * 0.06),
    margin,
    1,
  ];
  const events = cues.map(
    ({ start, end, text, second: below }) =>
      `Dialogue: 0,${assClock(start)},${assClock(end)},Default,,0,0,0,,${assText(style.upper ? text.toUpperCase() : text)}${below === undefined ? '' : `\\N${turned}${assText(below)}`}`,
  );
  return `[Script Info]
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: ${width}
PlayResY: ${height}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: ${fields.join(',')}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${events.join('\n')}
`;
}

/** `#rrggbb` or `#rrggbbaa` as `&HAABBGGRR`, where 00 is opaque. */
function assColour(colour: string): string {
  const at = (i: number): string => colour.slice(i, i + 2).toUpperCase();
  const alpha = 255 - Number.parseInt(colour.length === 9 ? at(7) : 'ff', 16);
  return `&H${alpha.toString(16).padStart(2, '0').toUpperCase()}${at(5)}${at(3)}${at(1)}`;
}

/** ASS has no way to write braces and backslashes as themselves: their wide forms look the same and mean nothing. */
function assText(text: string): string {
  return text.replaceAll('\\', '＼').replaceAll('{', '｛').replaceAll('}', '｝').replace(/\r?\n/g, '\\N');
}

function assClock(ms: Ms): string {
  const hundredths = Math.round(ms / 10);
  const seconds = Math.floor(hundredths / 100);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}
