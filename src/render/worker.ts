import { writeFile } from 'node:fs/promises';
import { config } from 'zod';
import { serveTasks, type TaskHandler } from '../media/serve-tasks.ts';
import { type Layer, TryHardwareTask } from '../protocol/chunk.ts';
import { LevelsTask, MusicTask, WindowTask } from '../protocol/preview.ts';
import {
  AnalyseTask,
  ChunkTask,
  CopyTask,
  GifTask,
  HearTask,
  JoinTask,
  ProbeTask,
  PublishTask,
  SampleTask,
  ScanTask,
  SoundTask,
  SpeechTask,
  StillsTask,
  StripTask,
  ThumbnailTask,
} from '../protocol/tasks.ts';
import type { Paint } from './chunk/feeds.ts';
import type { OpenPainter } from './chunk/painted.ts';
import type { OpenSprite } from './chunk/sprite.ts';

/**
 * The entry of child processes. What a task needs is loaded with its first task: a worker that only probes never loads
 * Skia, and one that only encodes never loads the composer.
 */
const HANDLERS: Readonly<Record<string, TaskHandler>> = {
  probe: async (raw) => {
    const { path, name } = ProbeTask.parse(raw);
    const { probeFile } = await import('../media/probe.ts');
    return probeFile(path, name);
  },
  analyse: async (raw, onProgress) => {
    const { path, name, probe, want } = AnalyseTask.parse(raw);
    const { analyse } = await import('../analysis/analyse.ts');
    return analyse(path, probe, want, { name, onProgress });
  },
  speech: async (raw) => {
    const { path, name, from, to, out } = SpeechTask.parse(raw);
    const { writeSpeech } = await import('../analysis/speech-file.ts');
    writeSpeech(path, { name, from, to, out });
  },
  hear: async (raw, onProgress) => {
    const { path, ...task } = HearTask.parse(raw);
    const { hear } = await import('../analysis/hear.ts');
    return hear(path, task, onProgress);
  },
  thumbnail: async (raw) => {
    const { path, name, probe, out, ...box } = ThumbnailTask.parse(raw);
    const { makeThumbnail } = await import('../analysis/thumbnail.ts');
    await writeFile(out, makeThumbnail(path, probe, { ...box, name }));
  },
  strip: async (raw, progress) => {
    const { path, name, probe, out } = StripTask.parse(raw);
    const { makeFilmStrip } = await import('../analysis/film-strip.ts');
    await writeFile(out, makeFilmStrip(path, probe, { name, progress }));
  },
  chunk: async (raw, progress) => {
    const task = ChunkTask.parse(raw);
    const { makeChunk } = await import('./chunk/make-chunk.ts');
    const { writeFailure } = await import('../media/output.ts');
    const [paint, sprite, painter] = [await painterFor(task), await spritesFor(task), await paintingsFor(task)];
    try {
      return { frames: makeChunk({ ...task, paint, sprite, painter }, progress) };
    } catch (error) {
      throw writeFailure(error, task.out);
    }
  },
  copy: async (raw, progress) => {
    const task = CopyTask.parse(raw);
    const { copyGops } = await import('../media/gop-copy.ts');
    const { writeFailure } = await import('../media/output.ts');
    try {
      return { frames: copyGops(task, progress) };
    } catch (error) {
      throw writeFailure(error, task.out);
    }
  },
  sound: async (raw, onProgress) => {
    const { plan, files, names, mayCopy = false, ...where } = SoundTask.parse(raw);
    const sources = { files: new Map(Object.entries(files)), names: new Map(Object.entries(names)) };
    const { makeSound } = await import('./sound/make-sound.ts');
    return makeSound(plan, { ...sources, ...where, mayCopy, onProgress });
  },
  join: async (raw, progress) => {
    const { joinChunks } = await import('../media/join.ts');
    joinChunks(JoinTask.parse(raw), progress);
  },
  gif: async (raw, progress) => {
    const { chunks, rate, loop, out } = GifTask.parse(raw);
    const { writeGif } = await import('../media/gif-writer.ts');
    const { picturesOfChunks } = await import('../media/chunk-reader.ts');
    const pictures = (): ReturnType<typeof picturesOfChunks> => picturesOfChunks(chunks.map(({ path }) => path));
    const frames = chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
    writeGif({ pictures, frames, rate, loop, out }, progress);
  },
  stills: async (raw, progress) => {
    const { chunks, type, outs } = StillsTask.parse(raw);
    const { encodeStill } = await import('../media/still-writer.ts');
    const { picturesOfChunks } = await import('../media/chunk-reader.ts');
    const { publishBytes } = await import('../media/publish.ts');
    let made = 0;
    for (const picture of picturesOfChunks(chunks.map(({ path }) => path))) {
      const out = outs[made++];
      if (out === undefined) throw new Error('more pictures than names');
      publishBytes(encodeStill(picture, type), out);
      progress(made / outs.length);
    }
    if (made !== outs.length) throw new Error(`${made} pictures instead of ${outs.length}`);
  },
  scan: async (raw) => {
    const { path, name } = ScanTask.parse(raw);
    const { scanFile } = await import('../media/scan-file.ts');
    return scanFile(path, name);
  },
  levels: async (raw, progress) => {
    const { out, ...source } = LevelsTask.parse(raw);
    const { writeLevels } = await import('./preview/levels.ts');
    await writeLevels(source, out, progress);
  },
  music: async (raw, progress) => {
    const { writeMusic } = await import('./preview/make-window.ts');
    writeMusic(MusicTask.parse(raw), progress);
  },
  'sound-window': async (raw) => {
    const { window, files, names, scratch, out } = WindowTask.parse(raw);
    const { makeWindow } = await import('./preview/make-window.ts');
    const sources = { files: new Map(Object.entries(files)), names: new Map(Object.entries(names)), scratch };
    makeWindow(window, sources, out);
  },
  'try-hardware': async (raw) => {
    const { encoder } = TryHardwareTask.parse(raw);
    const { tryHardware } = await import('../media/hardware.ts');
    return tryHardware(encoder);
  },
  publish: async (raw) => {
    const { from, out } = PublishTask.parse(raw);
    const { publishFile } = await import('../media/publish.ts');
    publishFile(from, out);
  },
  sample: async (raw, progress) => {
    const { index, out } = SampleTask.parse(raw);
    const { makeSample } = await import('./sample/make.ts');
    await makeSample(index, out, progress);
  },
};

async function painterFor({ spans }: ChunkTask): Promise<Paint> {
  if (spans.some((span) => span.over.some((item) => item.kind === 'text'))) {
    return (await import('./text/text-painter.ts')).textPainter;
  }
  return () => {
    throw new Error('a chunk without titles draws none');
  };
}

const layersOf = ({ spans }: ChunkTask): Layer[] =>
  spans.flatMap(({ base, over }) => [
    ...(base.kind === 'one' ? [base.layer] : base.kind === 'pair' ? [base.from, base.into] : []),
    ...over.flatMap((item) => (item.kind === 'picture' ? [item.layer] : [])),
  ]);

async function paintingsFor(task: ChunkTask): Promise<OpenPainter> {
  if (layersOf(task).some(({ painting }) => painting !== undefined))
    return (await import('./shapes/painting-painter.ts')).paintingPainter;
  return () => {
    throw new Error('a chunk without paintings paints none');
  };
}

async function spritesFor(task: ChunkTask): Promise<OpenSprite> {
  const { isSprite } = await import('./chunk/sprite.ts');
  if (layersOf(task).some(isSprite)) return (await import('./shapes/sprite-painter.ts')).spritePainter;
  return () => {
    throw new Error('a chunk without shaped or moving pictures draws none');
  };
}

// A worker reads a few tasks of each kind: compiling their schemas first takes longer than reading them as they are.
config({ jitless: true });
serveTasks(HANDLERS);
