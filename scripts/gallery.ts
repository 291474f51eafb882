/**
 * `npm run gallery`: renders every transition, look, effect, title template, caption style, text animation, shape and
 * sticker as an export does, and the sounds as waveforms, to docs/pictures/gallery, with a page. Says which pictures are
 * black or alike.
 *
 *   node scripts/gallery.ts [--only looks,titles] [--out folder]
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toRgba } from '../src/media/picture.ts';
import { picturesOf } from '../src/media/video-reader.ts';
import { makeSample } from '../src/render/sample/make.ts';
import { RenderBench } from '../test/support/render-bench.ts';
import { drawSheet, drawWaves, type Frame, moodWaves, sfxWaves } from './gallery/draw.ts';
import { faults } from './gallery/faults.ts';
import { drawFilms, FILMS } from './gallery/films.ts';
import { type Sheet, SIZE, sheets } from './gallery/sheets.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string' } } });
const only = values.only?.split(',');
const out = path.resolve(values.out ?? path.join(import.meta.dirname, '../docs/pictures/gallery'));
mkdirSync(out, { recursive: true });

/** The frames of a sheet's draft that its cells look at, as it is exported. */
async function framesOf(bench: RenderBench, sheet: Sheet): Promise<Map<number, Frame>> {
  await bench.render(sheet.draft);
  const wanted = new Map(
    sheet.cells.flatMap(({ times }) => times.map((time) => [Math.round((time * SIZE.fps) / 1000), time] as const)),
  );
  const frames = new Map<number, Frame>();
  let n = 0;
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    const time = wanted.get(n++);
    if (time !== undefined) frames.set(time, toRgba(picture));
  }
  return frames;
}

await using bench = new RenderBench();
for (const [i, name] of [0, 2].entries()) await makeSample(name, bench.file(`${i}.mp4`), () => undefined);
const made: { name: string; title: string; count: number }[] = [];
const clips = { day: bench.add('0.mp4'), night: bench.add('1.mp4') };
for (const sheet of sheets(clips)) {
  made.push({ name: sheet.name, title: sheet.title, count: sheet.cells.length });
  if (only?.includes(sheet.name) === false) continue;
  const began = performance.now();
  const frames = await framesOf(bench, sheet);
  writeFileSync(path.join(out, `${sheet.name}.webp`), drawSheet(sheet, frames));
  console.log(`${sheet.name}: ${sheet.cells.length}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const fault of faults(sheet, frames)) console.log(`  ${fault}`);
}
made.push({ name: 'films', title: 'Videos from words', count: FILMS.length });
if (only?.includes('films') !== false)
  writeFileSync(path.join(out, 'films.webp'), await drawFilms(bench, [clips.day, clips.night]));
const sounds = [
  ['moods', 'Music by mood: 30 seconds of each', moodWaves],
  ['sfx', 'Sound effects', sfxWaves],
] as const;
for (const [name, title, waves] of sounds) {
  const all = only?.includes(name) === false ? null : waves();
  made.push({ name, title, count: all?.length ?? 0 });
  if (all !== null) writeFileSync(path.join(out, `${name}.webp`), drawWaves(all));
}

const sections = made
  .filter(({ name }) => existsSync(path.join(out, `${name}.webp`)))
  .map(({ name, title }) => `<h2>${title}</h2>\n<img src="${name}.webp" alt="${title}" loading="lazy">`);
writeFileSync(
  path.join(out, 'index.html'),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>tellcut: what it can draw and play</title>
<style>body{background:#14161c;color:#e8eaf0;font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1300px;padding:0 1rem}img{max-width:100%;height:auto}</style>
<h1>What tellcut can draw and play</h1>
<p>Made by <code>npm run gallery</code>, as an export makes it.</p>
${sections.join('\n')}
</html>
`,
);
console.log(readdirSync(out).join(' '));
