// node watch-folder.mjs <folder> "<words>" <out>
import { mkdir, stat, watch } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, editFile, isVideo } from './edit.mjs';

const [folder, words, out] = process.argv.slice(2);
if (out === undefined) throw new Error('Use: node watch-folder.mjs <folder> "<words>" <out>');

const stop = new AbortController();
process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
const client = await connect('watch-folder');
await mkdir(out, { recursive: true });

/** A file that is still being copied grows. Null: it has gone again. */
async function whole(file) {
  for (let before = -1; ; await sleep(500)) {
    const size = (await stat(file).catch(() => null))?.size ?? null;
    if (size === null || (size === before && size > 0)) return size;
    before = size;
  }
}

const seen = new Set();
const changes = watch(folder, { signal: stop.signal });
console.log(`watching ${folder}`);
try {
  for await (const { filename } of changes) {
    if (filename === null || !isVideo(filename) || seen.has(filename)) continue;
    seen.add(filename);
    const file = path.join(folder, filename);
    if ((await whole(file)) === null) {
      seen.delete(filename);
      continue;
    }
    try {
      const to = path.join(out, `${path.parse(filename).name}.mp4`);
      await editFile(client, { file, words, to });
      console.log(`done ${to}`);
    } catch (error) {
      console.log(`failed ${filename}: ${error.message}`);
    }
  }
} catch (error) {
  if (error.name !== 'AbortError') throw error;
}
