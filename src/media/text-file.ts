import { readFileSync } from 'node:fs';
import { fail } from '../base/errors.ts';
import { CAPTION_LIMITS } from '../captions/cue.ts';
import { decodeText, hasUtf16Mark, isText } from '../captions/decode.ts';
import { hasTimes, readCues } from '../captions/read.ts';
import { CUBE_LIMITS, isCube, readCube } from '../draft/cube.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { sniff } from './sniff.ts';

/**
 * Files that go along with media: captions, scripts, colour tables. Told by their content, with one exception: words
 * alone are a script only where the name says that they are a text, for playlists and pages are words too. FFmpeg never
 * sees one of them.
 */

/** What else is made of letters, and no script. */
const MARKUP = /^\s*(?:<|\{|\[|#EXT|#!|%PDF|ffconcat\b|file '?[\w./:-]+'?[ \t]*(?:[\r\n]|$)|v=0\r?\n|GIF8|RIFF)/i;

/** Facts of a text file whose first bytes are `head` and which has `size` bytes in all; null for anything else. */
export function textFileFacts(
  file: string,
  name: string,
  { head, size }: { head: Uint8Array; size: number },
): ProbeFacts | null {
  if (!isText(head)) return null;
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const opening = decodeText(head.subarray(0, lastWhole(head)));
  // The mark of UTF-16 looks like the beginning of an MP3.
  if (sniff(head) !== null && !(hasUtf16Mark(head) && hasTimes(opening))) return null;
  if (isCube(opening) || ending === 'cube') {
    if (size > CUBE_LIMITS.bytes) throw fail('media.lut_too_large', { file: name, points: CUBE_LIMITS.points3d });
    readCube(readFileSync(file, 'latin1'), name);
    return facts('lut', 'cube', 0);
  }
  const isCaptions = hasTimes(opening) || ['srt', 'vtt', 'ass', 'ssa'].includes(ending);
  if (!isCaptions && (ending !== 'txt' || MARKUP.test(opening))) return null;
  if (size > CAPTION_LIMITS.kilobytes * 1024) throw fail('captions.too_large', CAPTION_LIMITS);
  const content = decodeText(readFileSync(file));
  if (!isCaptions) return content.trim() === '' ? null : facts('script', 'txt', 0);
  const cues = readCues(content);
  const format = /^Dialogue:/im.test(content) ? 'ass' : /^\ufeff?WEBVTT/.test(content) ? 'vtt' : 'srt';
  return facts('captions', format, Math.max(...cues.map((cue) => cue.end)));
}

const facts = (kind: ProbeFacts['kind'], format: string, duration: number): ProbeFacts => ({
  kind,
  format,
  duration,
  video: null,
  audio: [],
});

/** Where the last line of the head ends: a letter that is cut in two must not look like another encoding. */
function lastWhole(head: Uint8Array): number {
  const end = head.lastIndexOf(10);
  return end === -1 ? head.length : end + 1;
}
