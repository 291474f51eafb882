// One video in, one video out: what the other examples have in common.
import { createWriteStream, openAsBlob } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openClient } from 'tellcut/client';

/** The account that TELLCUT_TOKEN names, or a new anonymous one. */
export async function connect(name) {
  const url = process.env.TELLCUT_URL ?? 'http://127.0.0.1:8787';
  const attribution = { source: name, version: '1.0.0', platform: 'examples' };
  const client = openClient({ url, attribution, token: process.env.TELLCUT_TOKEN });
  if (process.env.TELLCUT_TOKEN !== undefined) return client;
  const { token } = await client.accounts.anonymous(crypto.randomUUID());
  return client.as(token);
}

export const isVideo = (name) => /\.(mp4|mov|webm|mkv|avi)$/i.test(name) && !name.startsWith('.');

/** Edits a file by words in a project of its own, and saves the result. Throws the server's sentence. */
export async function editFile(client, { file, words, to }) {
  const name = path.basename(file);
  const { session_id: session } = await client.projects.create({ name });
  const { failed } = await client.uploads.files(session, [{ name, bytes: await openAsBlob(file) }]);
  if (failed.length > 0) throw new Error(failed[0].message);
  let said = '';
  for await (const event of client.turns.say(session, words)) {
    if (event.errorMessage) throw new Error(event.errorMessage);
    if (event.text) said = event.text;
  }
  const id = await client.renders.start(session, { format: 'mp4' });
  for await (const render of client.renders.follow(id)) {
    if (render.status === 'failed' || render.status === 'cancelled') throw new Error(render.error ?? render.status);
    if (render.status !== 'completed') continue;
    const { body } = await client.renders.download(render);
    await pipeline(Readable.fromWeb(body), createWriteStream(`${to}.part`));
    await rename(`${to}.part`, to);
  }
  return said;
}
