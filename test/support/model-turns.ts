import assert from 'node:assert/strict';
import { type Brain, brainFrom } from '../../src/app/brain.ts';
import { firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio } from '../../src/app/studio.ts';
import { runTurn, type Turn, type TurnEvent, type TurnInput } from '../../src/app/turn.ts';
import type { Asset } from '../../src/draft/facts.ts';
import { type History, newHistory } from '../../src/draft/history.ts';
import { LIMITS } from '../../src/llm/limits.ts';
import { temporaryFolder } from './cli.ts';
import { type Answer, type Asked, modelServer } from './model-server.ts';
import { sampleAsset } from './sample-draft.ts';

/** Turns that a scripted model carries out on two clips, and what comes of them. */

/** The key of the scripted model: it may go to its server and nowhere else. */
export const KEY = 'sk-canary-4242424242';

/** A library of assets as they were analysed; the files themselves are not needed to edit. */
export function libraryOf(...assets: readonly Asset[]): Library {
  return new Map(assets.map((asset) => [asset.id, { asset, path: `/secret/place/${asset.id}`, hash: asset.id }]));
}

export const TALK = sampleAsset('talk.mp4', { duration: 60_000, silences: [[10_000, 12_000]] });
export const BEACH = sampleAsset('beach.mp4', { duration: 20_000, silences: [] });

export type Ran = { turn: Turn; events: TurnEvent[]; asked: readonly Asked[]; start: History };

export type RanOptions = Partial<Pick<TurnInput, 'lang' | 'before' | 'history' | 'signal'>> & {
  library?: Library;
  limits?: Partial<Brain['limits']>;
};

/** Says `text` to a model that answers by the script. */
export async function ran(text: string, script: readonly Answer[], options: RanOptions = {}): Promise<Ran> {
  using folder = temporaryFolder();
  await using studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  await using server = await modelServer(...script);
  const brain = brainFrom({
    TELLCUT_MODEL: 'openai-compatible:scripted',
    TELLCUT_BASE_URL: server.baseUrl,
    TELLCUT_API_KEY: KEY,
  });
  assert.ok(brain !== null);
  const patience = { ...LIMITS.patience, pauseMs: 1, longestPauseMs: 2 };
  const library = options.library ?? libraryOf(TALK, BEACH);
  const start = options.history ?? newHistory(firstDraft(library));
  const events: TurnEvent[] = [];
  const turn = await runTurn(studio, {
    text,
    lang: options.lang ?? null,
    history: start,
    library,
    brain: { ...brain, limits: { ...LIMITS, patience, ...options.limits } },
    before: options.before ?? [],
    onMeasure: () => undefined,
    onEvent: (event) => {
      events.push(event);
    },
    signal: options.signal ?? new AbortController().signal,
  });
  return { turn, events, asked: [...server.asked], start };
}

export const opsOf = (turn: Turn): string[] => turn.steps.map((step) => `${step.op} ${step.kind}`);
export const codesOf = (turn: Turn): (string | null)[] =>
  turn.steps.map((step) => (step.kind === 'failed' ? step.code : null));
export const resultsOf = (events: readonly TurnEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'tool-result' ? [`${event.op} ${event.code ?? 'ok'}`] : []));
