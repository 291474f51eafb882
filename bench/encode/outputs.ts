import { execFileSync, spawnSync } from 'node:child_process';
import * as z from 'zod';
import type { Output } from './results.ts';

/** What a run must have made. */
export type Expected = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Length in seconds and how far it may be off: an editor that decides by itself what to cut has some freedom. */
  readonly seconds: number;
  readonly within: number;
};

const Probed = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      width: z.int().optional(),
      height: z.int().optional(),
      avg_frame_rate: z.string(),
      nb_frames: z.string().optional(),
    }),
  ),
  format: z.object({ duration: z.string(), size: z.string() }),
});

/** What ffprobe reads of a file. */
export function outputOf(file: string): Output {
  const show = 'stream=codec_type,codec_name,width,height,avg_frame_rate,nb_frames:format=duration,size';
  const text = execFileSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_entries', show, file], {
    encoding: 'utf8',
  });
  const { streams, format } = Probed.parse(JSON.parse(text));
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  const [num = 0, den = 1] = (video?.avg_frame_rate ?? '0/1').split('/').map(Number);
  return {
    codec: video?.codec_name ?? 'none',
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    fps: Math.round((num / den) * 1000) / 1000,
    frames: Number(video?.nb_frames ?? 0),
    seconds: Math.round(Number(format.duration) * 1000) / 1000,
    sound: audio?.codec_name ?? 'none',
    bytes: Number(format.size),
  };
}

/** Where an output is not what every tool was asked for; empty when figures may be compared. */
export function faultsOf(output: Output, { width, height, fps, seconds, within }: Expected): string[] {
  const wrong: string[] = [];
  const expect = (what: string, is: string | number, should: string | number): void => {
    if (is !== should) wrong.push(`${what} is ${is} instead of ${should}`);
  };
  expect('the codec', output.codec, 'h264');
  expect('the sound', output.sound, 'aac');
  expect('the width', output.width, width);
  expect('the height', output.height, height);
  if (Math.abs(output.fps - fps) > 0.05) wrong.push(`the rate is ${output.fps} instead of ${fps}`);
  if (Math.abs(output.seconds - seconds) > within) wrong.push(`it lasts ${output.seconds} s instead of ${seconds}`);
  return wrong;
}

/** How alike the pictures of two files are: SSIM of one picture a second at 320 px, 1 for the same. */
export function likenessOf(a: string, b: string): number {
  const small = (input: number, name: string): string => `[${input}:v]fps=1,scale=320:320,format=gray[${name}]`;
  const graph = `${small(0, 'a')};${small(1, 'b')};[a][b]ssim`;
  const args = ['-v', 'info', '-nostats', '-i', a, '-i', b, '-lavfi', graph, '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const found = /SSIM.*All:([\d.]+)/.exec(stderr)?.[1];
  if (found === undefined) throw new Error(`no likeness: ${stderr.slice(-500)}`);
  return Math.round(Number(found) * 1000) / 1000;
}
