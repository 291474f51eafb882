import { AAC_QUALITY, type Clip, type Edit, framesOf, MUSIC_VOLUME, withHandles, X264 } from './edit.ts';
import type { Command } from './measure.ts';

/** Profiles of melt by size and rate. */
const PROFILES: Readonly<Record<string, string>> = {
  '1920x1080@30': 'atsc_1080p_30',
  '1080x1920@30': 'vertical_hd_30',
};

/**
 * The edit as a melt command line: one playlist with `-mix` at the cuts, the title (Pango) and the music on tracks of
 * their own. `real_time=-1` is one rendering thread that drops nothing.
 */
export function asMelt(edit: Edit, out: string): Command {
  const profile = PROFILES[`${edit.width}x${edit.height}@${edit.fps}`];
  if (profile === undefined) throw new Error(`melt has no profile for ${edit.width}x${edit.height} at ${edit.fps}`);
  const clips = withHandles(edit);
  const overlays = edit.blurred ? blurredUnder(clips) : ['-track', ...playlist(clips, edit.dissolve)];
  const tracks = edit.blurred ? 2 : 1;
  const title = edit.title === null ? [] : titleTrack(edit.title, tracks);
  const music = edit.music === null ? [] : musicTrack(edit, edit.music, tracks + (edit.title === null ? 0 : 1));
  return { argv: ['melt', '-silent', '-profile', profile, ...overlays, ...title, ...music, ...consumer(edit, out)] };
}

const playlist = (clips: readonly Clip[], dissolve: number): string[] =>
  clips.flatMap(({ file, from, frames }, i) => [
    file,
    `in=${from}`,
    `out=${from + frames - 1}`,
    ...(i > 0 && dissolve > 0 ? ['-mix', `${dissolve}`, '-mixer', 'luma', '-mixer', 'mix:-1'] : []),
  ]);

/** Twice the same clips: enlarged and blurred below, fitted above. */
function blurredUnder(clips: readonly Clip[]): string[] {
  const blur = ['-filter', 'crop', 'center=1', 'center_bias=0', '-filter', 'avfilter.gblur', 'av.sigma=48'];
  const over = ['-transition', 'composite', 'a_track=0', 'b_track=1', 'halign=centre', 'valign=middle'];
  // Only the upper copy is heard.
  const below = clips.flatMap(({ file, from, frames }) => [file, `in=${from}`, `out=${from + frames - 1}`]);
  const sound = ['-transition', 'mix', 'a_track=0', 'b_track=1', 'always_active=1', 'start=1', 'end=1'];
  return ['-track', ...below, ...blur, '-track', ...playlist(clips, 0), ...sound, ...over];
}

function titleTrack({ text, frames }: { text: string; frames: number }, track: number): string[] {
  const pango = ['pango:', `text=${text}`, 'size=120', 'weight=700', 'fgcolour=0xffffffff', `out=${frames - 1}`];
  const place = ['halign=centre', 'valign=middle', 'distort=0', 'fill=0', 'in=0', `out=${frames - 1}`];
  return ['-track', ...pango, '-transition', 'composite', 'a_track=0', `b_track=${track}`, ...place];
}

function musicTrack(edit: Edit, file: string, track: number): string[] {
  const last = framesOf(edit) - 1;
  const level = ['-filter', 'volume', `level=${(20 * Math.log10(MUSIC_VOLUME)).toFixed(2)}`];
  const mix = ['-transition', 'mix', 'a_track=0', `b_track=${track}`, 'always_active=1', 'sum=1'];
  return ['-track', file, 'in=0', `out=${last}`, ...level, ...mix];
}

function consumer({ fps }: Edit, out: string): string[] {
  const { preset, crf, bFrames, gopOf } = X264;
  const video = ['vcodec=libx264', `preset=${preset}`, `crf=${crf}`, `g=${gopOf(fps)}`, `bf=${bFrames}`];
  const sound = ['acodec=aac', 'aac_coder=fast', `aq=${Math.round(AAC_QUALITY)}`, 'ar=48000', 'channels=2'];
  return ['-consumer', `avformat:${out}`, ...video, 'pix_fmt=yuv420p', ...sound, 'movflags=+faststart', 'real_time=-1'];
}
