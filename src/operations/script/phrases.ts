import type { Group, PhraseLang, Phrases } from './phrase-group.ts';
import { EAST } from './phrases-east.ts';
import { WEST } from './phrases-west.ts';

export const PHRASES: Readonly<Record<PhraseLang, Readonly<Record<Group, Phrases>>>> = { ...WEST, ...EAST };

/** Purposes by the group whose phrases suit them. */
export const groupOf = (purpose: string): Group =>
  (
    ({
      birthday: 'birthday',
      wedding: 'wedding',
      thanks: 'thanks',
      invitation: 'invitation',
      travel: 'travel',
      promo: 'promo',
      'real-estate': 'promo',
    }) as const
  )[purpose as 'promo'] ?? 'any';
