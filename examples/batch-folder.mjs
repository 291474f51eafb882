// node batch-folder.mjs <folder> "<words>" <out>
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { connect, editFile, isVideo } from './edit.mjs';

const [folder, words, out] = process.argv.slice(2);
if (out === undefined) throw new Error('Use: node batch-folder.mjs <folder> "<words>" <out>');

const client = await connect('batch-folder');
await mkdir(out, { recursive: true });
const waiting = (await readdir(folder)).filter(isVideo).sort();
let failed = 0;

/** Takes one file after the other until none is left. One that fails does not stop the rest. */
async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    try {
      const to = path.join(out, `${path.parse(name).name}.mp4`);
      await editFile(client, { file: path.join(folder, name), words, to });
      console.log(`done ${to}`);
    } catch (error) {
      failed += 1;
      console.log(`failed ${name}: ${error.message}`);
    }
  }
}

await Promise.all([work(), work()]);
process.exitCode = failed === 0 ? 0 : 1;
