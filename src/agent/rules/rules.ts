import type { Clause } from '../clause.ts';
import type { PlannedOp } from '../types.ts';
import { duplicating, merging, ordering, overlays, rhythm, slideshow, transitions } from './assembly.ts';
import { bilingual } from './bilingual.ts';
import { withCaptionDetails } from './caption-details.ts';
import { captionWords } from './caption-words.ts';
import { cutting } from './cutting.ts';
import { direct } from './direct.ts';
import { drawn, withStickerDetails, withTextAnimation, withWindowDetails } from './drawn.ts';
import { colour, effect, filters } from './grading.ts';
import { captions, marks, text, title } from './lettering.ts';
import { behind, effectNames, hidden, keying, luts, ramps, tones } from './looks.ts';
import { music } from './music.ts';
import { openers } from './openers.ts';
import { exporting, extracting, pictures } from './output.ts';
import { speed, timeTricks } from './pacing.ts';
import { particles } from './particles.ts';
import { fillers, retakes, silence } from './pauses.ts';
import { cropping, following, moving, repairs, shape, turning } from './picture.ts';
import { highlights, splitting } from './pieces.ts';
import { ducking, effects, fade, sound, speaking } from './sound.ts';
import { deEssing } from './sound-details.ts';
import { spoken } from './spoken.ts';
import { timelines } from './timelines.ts';

import { windowDetails } from './window-details.ts';

/** One rule of interpretation: what it reads, why it stands where it stands, and what it makes of a clause. */
export type Rule = { readonly name: string; readonly why: string; readonly read: (c: Clause) => PlannedOp[] };

/**
 * The rules, in the order in which a clause is offered to them. A rule spends the words that it reads, so that the more
 * particular reading of a word stands before the more general one. This table is the one place of that order.
 */
export const RULES: readonly Rule[] = [
  { name: 'timelines', why: 'an FCPXML is a file for another program, no video', read: timelines },
  { name: 'direct', why: 'a file or a title that is put to a time says all of it at once', read: direct },
  { name: 'drawn', why: 'a grid is no speed ("2x2"), a move from left to right no place of a logo', read: drawn },
  { name: 'windowDetails', why: '"picture in picture, round" says how the small one looks', read: windowDetails },
  { name: 'bilingual', why: '"bilingual captions English and Chinese" names languages, no text', read: bilingual },
  {
    name: 'captionWords',
    why: 'a script in quotation marks is what is spoken, two quotations are a correction; neither is a text to be shown',
    read: captionWords,
  },
  { name: 'spoken', why: '"the part where I say …" quotes what is said, not a text to be shown', read: spoken },
  { name: 'silence', why: '"cut the pauses" is about pauses, not about a clip called pauses', read: silence },
  { name: 'fillers', why: 'ums are cut by hearing, not by time', read: fillers },
  { name: 'retakes', why: 'so are mistakes', read: retakes },
  { name: 'ramps', why: '"ramp from 1x to 4x" names two speeds, a boomerang none', read: ramps },
  { name: 'keying', why: '"key out the green screen and put … behind" is one thing', read: keying },
  { name: 'luts', why: 'a .cube file is a LUT, whatever verb leads to it', read: luts },
  { name: 'hidden', why: '"blur the bottom right" has a place, "blur the background" a thing', read: hidden },
  { name: 'behind', why: '"a gradient background" is no grade', read: behind },
  { name: 'tones', why: '"bring down the highlights" is about light, not about the best parts', read: tones },
  { name: 'particles', why: '"make it rain" is no speed, "confetti at the end" no outro', read: particles },
  { name: 'effectNames', why: '"remove the glitch effect" says which', read: effectNames },
  {
    name: 'repairs',
    why: '"blur the background" and "green screen" are nouns with "background" in them',
    read: repairs,
  },
  { name: 'deEssing', why: '"soften the s sounds" is not a lower volume', read: deEssing },
  { name: 'effects', why: '"sound effect" is neither a sound nor an effect', read: effects },
  { name: 'openers', why: 'an intro that is added is a thing; any other intro is a part of the video', read: openers },
  { name: 'extracting', why: '"to an MP3" is sound alone, whatever verb leads to it', read: extracting },
  { name: 'pictures', why: 'a GIF or a cover is a file of its own', read: pictures },
  { name: 'transitions', why: '"fade transitions" and "zoom transitions" are transitions first', read: transitions },
  { name: 'ducking', why: '"lower the music when I speak" is not a lower volume', read: ducking },
  { name: 'speaking', why: '"voice" in "voiceover" is not the voice that is there', read: speaking },
  { name: 'fade', why: '"fade out the music" is a fade, not music', read: fade },
  { name: 'rhythm', why: '"cut to the beat" is neither a cut nor a beat to be added', read: rhythm },
  { name: 'captions', why: 'captions with words given are texts', read: (c) => withCaptionDetails(c, captions(c)) },
  { name: 'title', why: 'a title saying "music" is no music', read: (c) => withTextAnimation(c, title(c)) },
  {
    name: 'marks',
    why: 'logos and stickers keep their positions from the texts',
    read: (c) => withStickerDetails(c, marks(c)),
  },
  { name: 'text', why: 'what is in quotation marks is shown', read: (c) => withTextAnimation(c, text(c)) },
  { name: 'music', why: 'the verb decides: add, change, remove, louder', read: music },
  { name: 'sound', why: 'the recording’s own sound, when no music was meant', read: sound },
  { name: 'merging', why: 'before slideshow and cutting, whose verbs it shares', read: merging },
  { name: 'slideshow', why: 'photos can only become a video as a slideshow', read: slideshow },
  { name: 'splitting', why: '"cut at 7 seconds" splits, "cut 7 seconds" removes', read: splitting },
  { name: 'ordering', why: '"move clip 1 to the end" has a place, not a time', read: ordering },
  { name: 'duplicating', why: 'a copy is of a clip', read: duplicating },
  { name: 'overlays', why: 'split screen is not a split', read: (c) => withWindowDetails(c, overlays(c)) },
  { name: 'moving', why: 'a zoom on a photo is Ken Burns, on a video a zoom', read: moving },
  { name: 'timeTricks', why: 'reverse and freeze own their times', read: timeTricks },
  { name: 'speed', why: '"speed up the intro" owns its part', read: speed },
  { name: 'shape', why: '"crop to square" is a shape, not a crop', read: shape },
  { name: 'following', why: '"follow the speaker" is a crop that moves', read: following },
  { name: 'cropping', why: 'what is left of crop after shapes', read: cropping },
  { name: 'turning', why: 'rotate and flip', read: turning },
  { name: 'filters', why: 'grain, sharpness, "vintage filter"', read: filters },
  { name: 'effect', why: 'effects by name', read: effect },
  { name: 'colour', why: 'adjectives of colour are read only when nothing else wanted them', read: colour },
  { name: 'cutting', why: 'times and clips that nothing else has read are cut', read: cutting },
  { name: 'highlights', why: '"the best" of what is left', read: highlights },
  { name: 'exporting', why: 'the file comes last', read: exporting },
];

/** Offers a clause to every rule. */
export function applyRules(c: Clause): PlannedOp[] {
  return RULES.flatMap((rule) => rule.read(c));
}
