import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brainFrom } from '../../src/app/brain.ts';
import { footage, MOST_FILES } from '../../src/app/permit.ts';
import { factsOf, firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio } from '../../src/app/studio.ts';
import { runTurn, type TurnEvent } from '../../src/app/turn.ts';
import { currentVersion, newHistory } from '../../src/draft/history.ts';
import { draftIssues } from '../../src/draft/validate.ts';
import type { OperationCall } from '../../src/operations/registered.ts';
import { temporaryFolder } from '../support/cli.ts';
import { type Called, calls, modelServer, words } from '../support/model-server.ts';
import { fc } from '../support/properties.ts';
import { randomAssets } from '../support/random-assets.ts';
import { randomCall } from '../support/random-calls.ts';

/** How many scripts of random calls are played; the night's run asks for thousands. */
const RUNS = { numRuns: Number(process.env['TELLCUT_RUNS'] ?? 40) };

const HOSTILE = [
  'ast_of_somebody_else',
  'ses_00000000-0000-0000-0000-000000000000',
  'http://169.254.169.254/latest/meta-data/',
  'http://127.0.0.1:5432/',
  'file:///etc/passwd',
  '../../../../etc/shadow',
  '/root/.ssh/id_rsa',
  "drawtext=textfile='/etc/passwd',movie=/etc/passwd",
  '$(touch /tmp/pwned)',
  '__proto__',
  '\u202eexe.mp4',
  'x'.repeat(5000),
];

const plain = randomCall.map((call: OperationCall): Called => {
  const { op, ...args } = call;
  return [op, args];
});

/** A random call in which one argument is something that no honest model would write. */
const poisoned = fc
  .tuple(plain, fc.constantFrom(...HOSTILE, 1e308, -1, Number.MAX_SAFE_INTEGER), fc.nat())
  .map(([[op, args], value, at]): Called => {
    const keys = [...Object.keys(args), 'source', 'file', 'url', 'clip', 'id', 'path'];
    return [op, { ...(args as Record<string, unknown>), [keys[at % keys.length] ?? 'url']: value }];
  });

/** Take away nothing but silence, as much of it as there is. */
const SILENCE = new Set(['remove_silence', 'light_edit']);
const script = fc.array(fc.oneof(plain, poisoned), { minLength: 1, maxLength: 14 });

/** Every string of a draft but the words that people read, with where it stands. */
function stringsOf(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return /\.(?:text|label)$/.test(at) ? [] : [`${at} ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => stringsOf(one, `${at}.${key}`));
}

test('whatever a model calls: the draft is valid and of this project, most of the footage is there, files are counted', async () => {
  using folder = temporaryFolder();
  await using studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(randomAssets, script, async (assets, list) => {
      // The usual facts are there already, as after a first look.
      const silence = { silences: [], speechDb: -20, noiseDb: -60, thresholdDb: -45 };
      const loudness = { integrated: -20, range: 5, truePeak: -3 };
      const known = assets.map((asset) => ({
        ...asset,
        silence: asset.silence ?? silence,
        loudness,
        waveform: { perSecond: 10, peaks: Array.from({ length: 600 }, (_, i) => (i * 37) % 255) },
        scenes: { cuts: [] },
      }));
      const library: Library = new Map(
        known.map((asset) => [asset.id, { asset, path: `/place/${asset.id}`, hash: asset.id }]),
      );
      await using server = await modelServer(calls(list), words('ok'));
      const brain = brainFrom({ TELLCUT_MODEL: 'openai-compatible:m', TELLCUT_BASE_URL: server.baseUrl });
      const history = newHistory(firstDraft(library));
      const start = currentVersion(history).draft;
      const events: TurnEvent[] = [];
      const turn = await runTurn(studio, {
        text: 'make it brighter',
        lang: null,
        history,
        library,
        brain,
        onMeasure: () => undefined, // what is not known yet cannot be measured here: the files are not there
        onEvent: (event) => events.push(event),
        signal: new AbortController().signal,
      });
      const facts = factsOf(turn.library);
      assert.deepEqual(draftIssues(turn.draft, facts), []);
      if (!list.some(([op]) => SILENCE.has(op)))
        assert.ok(footage(turn.draft, facts) * 2 >= footage(start, facts) - 1, JSON.stringify(list));
      assert.ok(turn.requests.filter(({ kind }) => kind === 'export').length <= MOST_FILES);
      assert.ok(events.filter(({ kind }) => kind === 'tool-result').length <= 40);
      assert.ok(turn.history.versions.length <= 3 && turn.history.versions[0]?.draft === start);
      for (const text of stringsOf(turn.draft)) {
        assert.doesNotMatch(text, /somebody_else|ses_0|https?:|file:|passwd|shadow|id_rsa|pwned/, JSON.stringify(list));
      }
      steps += turn.steps.filter(({ kind }) => kind === 'done').length;
    }),
    RUNS,
  );
  assert.ok(steps > RUNS.numRuns, `only ${steps} steps were done: the scripts test nothing`);
});
