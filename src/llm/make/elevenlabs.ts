import { bytesOf, type Called, orderingFetch } from './call.ts';
import type { MediaMaker } from './maker.ts';
import { describedBy, type MakerSetting, withOptions } from './setting.ts';

/** What the API takes, in ms. */
const LEAST_MS = 3000;
const MOST_MS = 600_000;

/** Music by ElevenLabs: one call that answers with the sound itself. The AI SDK knows no music. */
export function elevenLabsMaker(setting: MakerSetting): MediaMaker {
  const { label, host, baseUrl, keyVariable, model } = setting;
  const called: Called = { label, host, keyVariable };
  const key = setting.key();
  const order = orderingFetch(called);
  return {
    ...describedBy(setting),
    begin: async ({ prompt, seconds }, signal) => {
      const length = Math.min(MOST_MS, Math.max(LEAST_MS, (seconds ?? 30) * 1000));
      const body = { prompt, music_length_ms: length, model_id: model };
      const response = await order(`${baseUrl}/v1/music?output_format=mp3_44100_128`, {
        method: 'POST',
        body: JSON.stringify(withOptions(body, setting.options)),
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'xi-api-key': key }) },
        signal,
      });
      return { kind: 'bytes', bytes: await bytesOf(response, called) };
    },
    look: null,
    cancel: null,
  };
}
