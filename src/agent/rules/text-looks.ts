import { type Clause, names, take, value, wording } from '../clause.ts';
import { type Item, valueOf } from '../items.ts';

/** How texts look, as titles, captions and other texts share it: their size, and the box behind their letters. */

/** "bigger", "too small": how large a text shall be. */
export const sizeOf = (c: Clause): string | undefined =>
  /太小|too small|muy pequen|너무 작|小さすぎ|zu klein|trop petit/.test(wording(c))
    ? 'bigger'
    : /太大|too (?:big|large)|너무 커|大きすぎ|zu gross|trop gros/.test(wording(c))
      ? 'smaller'
      : names(c, 'bigger')
        ? c.items.some((i) => i.text === 'larger')
          ? 'larger'
          : 'bigger'
        : names(c, 'smaller')
          ? 'smaller'
          : undefined;

const OUTLINED =
  /\b(?:outlined?|stroke|contour|contorno|umrandung|kontur)\b|描.?[黑白红黄蓝绿].?边|[黑白红黄蓝绿]色?描边|描边|縁取り|테두리|외곽선/;

/** "with a black outline", 描个黑边: the colour that stands beside the word, black where none does. */
export function outlineOf(c: Clause): string | undefined {
  const text = wording(c);
  const said = OUTLINED.exec(text)?.[0];
  if (said === undefined) return undefined;
  take(c, 'crop');
  const han = /[黑白红黄蓝绿]/.exec(said)?.[0];
  if (han !== undefined) return `${HAN_COLOURS[han] ?? 'black'} outline`;
  const at = c.items.findIndex((i) => OUTLINED.test(i.text));
  const beside = [c.items[at - 1], c.items[at + 1]].find((i) => i !== undefined && valueOf(i, 'color') !== null);
  if (beside !== undefined) beside.used = true;
  return `${valueOf(beside, 'color') ?? 'black'} outline`;
}

const HAN_COLOURS: Readonly<Record<string, string>> = {
  黑: 'black',
  白: 'white',
  红: 'red',
  黄: 'yellow',
  蓝: 'blue',
  绿: 'green',
};

/** "move them up a bit", "too low", 往上一点: where a text goes from where it stands. */
export function shiftOf(c: Clause): string | null {
  const text = wording(c);
  if (
    /\b(?:higher|too low|(?:move|push|bring|put)\b.*\bup|up (?:a )?(?:bit|little))\b|往上|上移|太低|高一点|más arriba|mas arriba|weiter oben|hoher|plus haut|mais para cima/.test(
      text,
    )
  )
    return 'up';
  return /\b(?:too high|(?:move|push|bring|put)\b.*\bdown|down (?:a )?(?:bit|little))\b|往下|下移|太高|低一点|mas abajo|weiter unten|tiefer|plus bas|mais para baixo/.test(
    text,
  )
    ? 'down'
    : null;
}

const BOX =
  /^(?:box|background|backdrop|fondo|hintergrund|fond|fundo|底色|背景框|背景色|背景|배경|caja|kasten|card|banner|bar|底)$/;
const HAS_BOX =
  /\b(?:box|background|backdrop|fondo|hintergrund|fond|fundo)\b|\bon (?:an? )?[a-z]+ (?:card|banner|bar)\b|底色|背景框|背景色|[黑白红黄蓝绿橙紫粉]底|背景|배경/;

/** The colour of the box behind a text: "with a red background", "white on a black box"; undefined when none is named. */
export function boxOf(c: Clause, item: Item | undefined): string | undefined {
  const others = { ...c, items: c.items.filter((i) => i !== item && i.type !== 'quote') };
  if (!HAS_BOX.test(wording(others))) return onColor(c);
  const color = besideBox(c);
  take(c, 'background');
  return color ?? 'black';
}

/** "white on red": the second colour is behind the first. */
function onColor(c: Clause): string | undefined {
  const at = c.items.findIndex(
    (i, k) =>
      valueOf(i, 'color') !== null &&
      /^(?:on|auf|sobre|sur|em)$/.test(c.items[k + 1]?.text ?? '') &&
      valueOf(c.items[k + 2], 'color') !== null,
  );
  const behind = at < 0 ? undefined : c.items[at + 2];
  if (behind === undefined) return undefined;
  behind.used = true;
  return valueOf(behind, 'color') ?? undefined;
}

/** The colour that stands beside the word for the box: "white on a black box", "con fondo negro". */
function besideBox(c: Clause): string | null {
  const at = c.items.findIndex((i) => BOX.test(i.text));
  const beside = [c.items[at - 1], c.items[at + 1], c.items[at - 2]].find(
    (i) => i !== undefined && !i.used && valueOf(i, 'color') !== null,
  );
  if (beside === undefined) return value(c, 'color');
  beside.used = true;
  return valueOf(beside, 'color');
}
