import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { planRequest } from '../../src/agent/plan.ts';
import { readAsset } from '../../src/app/ingest.ts';
import { nextSteps } from '../../src/app/next-steps.ts';
import { contextOf, factsOf, firstDraft, type Library, summaryOf } from '../../src/app/session.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { runTurn, type Turn } from '../../src/app/turn.ts';
import { turnWords } from '../../src/app/turn-words.ts';
import { LOCALES, type Locale } from '../../src/base/lang.ts';
import { inLocale } from '../../src/base/say.ts';
import { type History, newHistory } from '../../src/draft/history.ts';
import { temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';

const signal = new AbortController().signal;

/** What is asked in each language: a cut with music and a title; a speed with something impossible; next to nothing. */
const ASKED: Readonly<Record<Locale, { readonly staged: string; readonly partly: string; readonly vague: string }>> = {
  en: {
    staged: 'cut the first 3 seconds, add upbeat music and the title "Trip"',
    partly: 'speed it up 2x and add a voice-over',
    vague: 'edit my video',
  },
  zh: { staged: '剪掉前3秒，加欢快的音乐，加标题“旅行”', partly: '两倍速，再加配音', vague: '帮我剪视频' },
  es: {
    staged: 'corta los primeros 3 segundos, agrega música animada y ponle el título "Viaje"',
    partly: 'acelera el clip 1 a 2x y agrega una voz en off',
    vague: 'edita mi video',
  },
  ja: {
    staged: '最初の3秒をカットして、音楽を追加して、「旅」というタイトルを付けて',
    partly: '2倍速にして、ナレーションを追加して',
    vague: '動画を編集して',
  },
  ko: {
    staged: '처음 3초를 잘라주고 음악 넣어줘 그리고 “여행” 제목 넣어줘',
    partly: '2배속으로 하고 내레이션 넣어줘',
    vague: '영상 편집해줘',
  },
  de: {
    staged: 'Schneide die ersten 3 Sekunden weg, füge ruhige Musik hinzu und den Titel "Reise"',
    partly: 'mach das Video doppelt so schnell und füge ein Voiceover hinzu',
    vague: 'schneide mein Video',
  },
  fr: {
    staged: 'coupe les 3 premières secondes, ajoute une musique calme et le titre "Voyage"',
    partly: 'accélère la vidéo 2x et ajoute une voix off',
    vague: 'monte ma vidéo',
  },
  pt: {
    staged: 'corte os primeiros 3 segundos, adicione música calma e o título "Viagem"',
    partly: 'acelere o vídeo 2x e adicione uma narração',
    vague: 'edite meu vídeo',
  },
};

/** A reply without what it quotes: names of files, titles, requests. */
const ownWords = (text: string): string =>
  text.replace(/"[^"]*"|[“„][^”“]*[”“]|「[^」]*」|«[^»]*»|\([^)]*\.mp4[^)]*\)|（[^）]*\.mp4[^）]*）/g, '·');

/** A word that stands in nearly every English sentence and in none of the other languages. */
const ENGLISH = /\b(?:the|and|of|that|there|with|you|your)\b/i;

function assertIn(locale: Locale, text: string): void {
  assert.notEqual(text.trim(), '', locale);
  if (locale === 'en') return;
  assert.doesNotMatch(ownWords(text), ENGLISH, `${locale}: ${text}`);
  if (locale === 'zh' || locale === 'ja' || locale === 'ko')
    assert.doesNotMatch(ownWords(text), /[A-Za-z]{2,}(?:[ ,'-]+[A-Za-z]{2,}){2,}/, `${locale}: ${text}`);
}

describe('replies are in the language of the request', () => {
  const folder = temporaryFolder();
  let studio: Studio;
  let library: Library;
  let start: History;

  before(async () => {
    for (const name of ['one', 'two'])
      makeVideo(`${folder.path}/${name}.mp4`, { frames: 250, rate: { num: 25, den: 1 } });
    studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
    const stored = await Promise.all(
      ['one', 'two'].map((name) => readAsset(studio, `${folder.path}/${name}.mp4`, signal)),
    );
    library = new Map(stored.map((each) => [each.asset.id, each]));
    start = newHistory(firstDraft(library));
  });
  after(async () => {
    await studio[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const ask = (text: string, history: History = start): Promise<Turn> =>
    runTurn(studio, { text, lang: null, history, library, onMeasure: () => undefined, signal });

  const plannedFrom = (text: string, turn: Turn): string[] =>
    planRequest({ text, context: contextOf(library, turn.draft), draft: summaryOf(turn.draft) }).ops.map(
      ({ op }) => op,
    );

  for (const locale of LOCALES) {
    test(`${locale}: a cut and its dressing are told in two stages, and a word takes the second back`, async () => {
      const turn = await ask(ASKED[locale].staged);
      assert.equal(turn.lang, locale);
      assert.deepEqual(
        turn.steps.map(({ op, kind }) => `${op} ${kind}`),
        ['cut_range done', 'add_music done', 'title done'],
      );
      const words = turnWords(turn);
      assertIn(locale, words);
      const quoted = words.split('\n').at(-1) ?? '';
      const ways = [...quoted.matchAll(/(?:"|“|„|「|« ?)([^"”“」»]+?)(?:"|”|“|」| ?»)/g)].map(([, way = '']) => way);
      assert.equal(ways.length, 2, quoted);
      let { history } = turn;
      for (const way of ways) ({ history } = await ask(way, history));
      const left = history.versions.at(-1)?.draft.tracks.filter((track) => track.segments.length > 0) ?? [];
      assert.deepEqual(
        left.map((track) => track.type),
        ['video'],
        ways.join(' · '),
      );
    });

    test(`${locale}: what fails is named, the rest is done`, async () => {
      const turn = await ask(ASKED[locale].partly);
      assert.equal(turn.lang, locale);
      assert.deepEqual(
        turn.steps.map(({ op, kind }) => `${op === 'speed' ? op : 'other'} ${kind}`),
        ['speed done', 'other failed'],
        ASKED[locale].partly,
      );
      assertIn(locale, turnWords(turn));
    });

    test(`${locale}: a vague request is answered by a question whose offers work, and so do the next steps`, async () => {
      const turn = await ask(ASKED[locale].vague);
      assert.equal(turn.lang, locale);
      assertIn(locale, turnWords(turn));
      const offers = turn.plan.question?.offers ?? [];
      assert.ok(offers.length >= 2, turnWords(turn));
      const steps = nextSteps(turn.draft, factsOf(library), 9);
      for (const said of [...offers, ...steps]) {
        const text = inLocale(said, locale);
        assertIn(locale, text);
        const [ours, english] = [plannedFrom(text, turn), plannedFrom(said.en, turn)];
        assert.deepEqual(ours.toSorted(), english.toSorted(), `${text} ↔ ${said.en}`);
      }
    });

    test(`${locale}: what cannot be undone is said in words, also where English is typed in`, async () => {
      const none = await runTurn(studio, {
        text: 'undo',
        lang: locale,
        history: start,
        library,
        onMeasure: () => undefined,
        signal,
      });
      assert.equal(none.steps[0]?.kind, 'failed');
      assertIn(locale, turnWords(none));
    });
  }
});
