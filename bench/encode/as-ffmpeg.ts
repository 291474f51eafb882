import { writeFileSync } from 'node:fs';
import { AAC_QUALITY, type Clip, type Edit, MUSIC_VOLUME, withHandles, X264 } from './edit.ts';
import type { Command } from './measure.ts';

/** What ffmpeg is told of encoding: what ours tells the same libraries. */
export function encoderArgs(fps: number): string[] {
  const { preset, crf, bFrames, gopOf } = X264;
  const video = ['-c:v', 'libx264', '-preset', preset, '-crf', `${crf}`, '-profile:v', 'high', '-pix_fmt', 'yuv420p'];
  const groups = ['-g', `${gopOf(fps)}`, '-bf', `${bFrames}`, '-flags', '+cgop'];
  const sound = ['-c:a', 'aac', '-aac_coder', 'fast', '-q:a', `${AAC_QUALITY}`, '-ar', '48000', '-ac', '2'];
  return [...video, ...groups, ...sound, '-movflags', '+faststart'];
}

/**
 * The edit as one filter graph, as its documentation shows it, joined by `concat` or `xfade`. A source that is used once
 * is opened where its clip begins; one that is used more often is opened once and each clip is a `trim` of it. `script`
 * is where the graph is written: of 300 cuts it is longer than a command line may be.
 */
export function asFfmpeg(edit: Edit, script: string, out: string): Command {
  const clips = withHandles(edit);
  const files = [...new Set(clips.map(({ file }) => file))];
  const isOnce = files.length === clips.length;
  const music = edit.music === null ? null : files.length;
  const graph = [
    ...clips.flatMap((clip, i) => clipNodes(edit, clip, { index: i, input: files.indexOf(clip.file), isOnce })),
    ...(edit.dissolve > 0 ? dissolved(edit, clips) : [concatenated(clips.length)]),
    titled(edit),
    music === null ? '[joined_a]anull[a]' : withMusic(edit, music),
  ];
  writeFileSync(script, graph.join(';\n'));
  const seconds = (frames: number): string => (frames / edit.fps).toFixed(5);
  const sources = isOnce
    ? clips.flatMap(({ file, from, frames }) => ['-ss', seconds(from), '-t', seconds(frames), '-i', file])
    : files.flatMap((file) => ['-i', file]);
  const inputs = [...sources, ...(edit.music === null ? [] : ['-i', edit.music])];
  const graphArgs = ['-filter_complex_script', script, '-map', '[v]', '-map', '[a]'];
  return { argv: ['ffmpeg', '-v', 'error', '-y', ...inputs, ...graphArgs, ...encoderArgs(edit.fps), out] };
}

type Where = { readonly index: number; readonly input: number; readonly isOnce: boolean };

function clipNodes(edit: Edit, clip: Clip, { index, input, isOnce }: Where): string[] {
  const time = (frames: number): string => (frames / edit.fps).toFixed(5);
  const [from, to] = [clip.from, clip.from + clip.frames];
  // Half a frame early, so that rounding never takes the neighbour.
  const trim = isOnce ? '' : `trim=start=${time(Math.max(0, from - 0.5))}:end=${time(to - 0.5)},`;
  const sound = isOnce ? '' : `atrim=start=${time(from)}:end=${time(to)},`;
  return [
    `[${input}:v]${trim}setpts=PTS-STARTPTS,${placed(edit, index)}[v${index}]`,
    `[${input}:a]${sound}asetpts=PTS-STARTPTS[a${index}]`,
  ];
}

/** On the canvas: scaled to fit, what is left open blurred by the same few cheap steps that ours takes. */
function placed({ width, height, blurred }: Edit, index: number): string {
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic`;
  const plain = 'setsar=1,format=yuv420p';
  if (!blurred) return `${fit},pad=${width}:${height}:-1:-1,${plain}`;
  const tiny = [width, height].map((px) => 2 * Math.floor(px / 24)) as [number, number];
  const cover = `scale=${tiny[0]}:${tiny[1]}:force_original_aspect_ratio=increase:flags=area,crop=${tiny[0]}:${tiny[1]}`;
  const soft = `gblur=sigma=${(Math.min(...tiny) / 22).toFixed(2)}:steps=2`;
  const large = `scale=${width}:${height}:flags=bicubic,setsar=1,lutyuv=y=16+(val-16)*0.8`;
  const [sharp, copy, under, over] = ['sharp', 'copy', 'under', 'over'].map((name) => `[${name}${index}]`);
  return (
    `${fit},${plain},split${sharp}${copy};${copy}${cover},${soft},${large}${under};${sharp}null${over};` +
    `${under}${over}overlay=(W-w)/2:(H-h)/2:eval=init:format=yuv420`
  );
}

const concatenated = (count: number): string =>
  `${Array.from({ length: count }, (_, i) => `[v${i}][a${i}]`).join('')}concat=n=${count}:v=1:a=1[joined_v][joined_a]`;

function dissolved({ dissolve, fps }: Edit, clips: readonly Clip[]): string[] {
  const duration = dissolve / fps;
  let length = clips[0]?.frames ?? 0;
  return clips.slice(1).flatMap((clip, i) => {
    const isLast = i === clips.length - 2;
    const [before, after] = [i === 0 ? '0' : `_x${i}`, isLast ? 'joined_v' : `v_x${i + 1}`];
    const sound = isLast ? 'joined_a' : `a_x${i + 1}`;
    const offset = ((length - dissolve) / fps).toFixed(5);
    length += clip.frames - dissolve;
    return [
      `[v${before}][v${i + 1}]xfade=transition=fade:duration=${duration}:offset=${offset}[${after}]`,
      `[a${before}][a${i + 1}]acrossfade=duration=${duration}:curve1=qsin:curve2=qsin[${sound}]`,
    ];
  });
}

function titled({ title, fps, height }: Edit): string {
  if (title === null) return '[joined_v]null[v]';
  const end = title.frames / fps;
  const text = `drawtext=text='${title.text}':font=Sans:fontsize=${Math.round(height * 0.11)}`;
  const look = `fontcolor=white:shadowcolor=black@0.6:shadowx=3:shadowy=4:x=(w-text_w)/2:y=(h-text_h)/2`;
  const fade = `alpha='min(1,min(t/0.4,(${end}-t)/0.4))':enable='lt(t,${end})'`;
  return `[joined_v]${text}:${look}:${fade}[v]`;
}

function withMusic(edit: Edit, input: number): string {
  const length = (edit.clips.reduce((sum, { frames }) => sum + frames, 0) / edit.fps).toFixed(5);
  const music = `[${input}:a]atrim=end=${length},volume=${MUSIC_VOLUME},afade=t=out:st=${Number(length) - 2}:d=2[music]`;
  return `${music};[joined_a][music]amix=inputs=2:duration=first:normalize=0,alimiter=limit=0.89:level=0[a]`;
}
