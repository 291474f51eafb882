import type { Said } from '../../../src/base/lang.ts';
import { LANG } from '../words.ts';

/** Animations of texts, as people know them. */
const ANIMATIONS: Readonly<Record<string, Said>> = {
  none: { en: 'not animated', zh: '无' },
  fade: { en: 'fades', zh: '淡入淡出' },
  'slide-up': { en: 'slides up', zh: '上滑' },
  'slide-down': { en: 'slides down', zh: '下滑' },
  'slide-left': { en: 'slides left', zh: '左滑' },
  'slide-right': { en: 'slides right', zh: '右滑' },
  pop: { en: 'pops', zh: '弹出' },
  typewriter: { en: 'typewriter', zh: '打字机' },
  zoom: { en: 'zooms', zh: '缩放' },
  spin: { en: 'spins', zh: '旋转' },
  drop: { en: 'drops', zh: '掉落' },
  flip: { en: 'flips', zh: '翻转' },
  blur: { en: 'out of a blur', zh: '模糊' },
  wipe: { en: 'wipes', zh: '擦除' },
  elastic: { en: 'springs', zh: '弹性' },
  'letters-fade': { en: 'letters fade', zh: '逐字淡入' },
  'letters-rise': { en: 'letters rise', zh: '逐字上升' },
  'letters-drop': { en: 'letters drop', zh: '逐字掉落' },
  'letters-pop': { en: 'letters pop', zh: '逐字弹出' },
  'words-fade': { en: 'words fade', zh: '逐词淡入' },
  'words-rise': { en: 'words rise', zh: '逐词上升' },
  'words-pop': { en: 'words pop', zh: '逐词弹出' },
  pulse: { en: 'pulses', zh: '脉动' },
  wave: { en: 'waves', zh: '波浪' },
  shake: { en: 'shakes', zh: '抖动' },
  blink: { en: 'blinks', zh: '闪烁' },
  float: { en: 'floats', zh: '漂浮' },
  rainbow: { en: 'rainbow', zh: '彩虹' },
  swing: { en: 'swings', zh: '摇摆' },
  jump: { en: 'jumps', zh: '跳动' },
};

export const animationLabel = (name: string): string => ANIMATIONS[name]?.[LANG] ?? name;
