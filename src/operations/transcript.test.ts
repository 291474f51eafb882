import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Asset } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, mainSegments, textSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import { fillersIn, repeatsIn } from './disfluencies.ts';
import { spokenLanguage } from './filler-words.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations } from './registry.ts';
import { spansSaying, textOf, transcriptOf } from './transcript.ts';

/** Words with a pause of so many ms before each ("|500 then"), spoken in 240 ms each. */
function spoken(text: string, language: string | null = 'en', { gap = 60, length = 240 } = {}): Asset {
  let at = 1000;
  const words: { text: string; at: number; end: number }[] = [];
  for (const token of text.split(' ')) {
    const pause = /^\|(\d+)$/.exec(token);
    if (pause !== null) {
      at += Number(pause[1]);
      continue;
    }
    words.push({ text: token, at, end: at + length });
    at += length + gap;
  }
  const lines: { start: number; end: number; text: string; words: typeof words }[] = [];
  let open: typeof words = [];
  for (const [i, word] of words.entries()) {
    open.push(word);
    if (!/[.?!。]$/.test(word.text) && i < words.length - 1) continue;
    const start = open[0]?.at ?? 0;
    const joined = open.map((w, k) => ({
      text: k === open.length - 1 ? w.text : `${w.text} `,
      at: w.at - start,
      end: w.end - start,
    }));
    lines.push({ start, end: word.end, text: joined.map((w) => w.text).join(''), words: joined });
    open = [];
  }
  return { ...sampleAsset('talk.mp4', { duration: at + 1000 }), words: { language, lines } };
}

function ran(
  asset: Asset,
  ...calls: OperationCall[]
): { draft: Draft; said: string; notes: string; facts: ReturnType<typeof factsFor> } {
  const facts = factsFor(asset);
  const { draft, outcomes } = applyOperations(deepFrozen(draftOf(asset)), calls, { facts, selected: null });
  const last = outcomes.at(-1);
  return { draft, facts, said: last?.said.en ?? '', notes: (last?.notes ?? []).map(({ en }) => en).join(' ') };
}

const textAfter = (asset: Asset, ...calls: OperationCall[]): string => {
  const { draft, facts } = ran(asset, ...calls);
  return (
    transcriptOf(draft, facts)
      ?.words.map(({ text }) => text)
      .join(' ') ?? ''
  );
};

test('filler sounds go, words that mean something stay, in eight languages', () => {
  for (const [language, text, left] of [
    ['en', 'Um, so I like umm this, you know, and uh I, like, want it.', 'so I like this, and I, want it.'],
    [
      'en',
      'It looks like rain. Do you know him? Right. I mean it.',
      'It looks like rain. Do you know him? Right. I mean it.',
    ],
    ['zh', '嗯 今天 我们 呃 讲 那个 人 ， |300 那个 |300 价格 。', '今天 我们 讲 那个 人 ， 价格 。'],
    ['ja', 'えーと 今日は あのー 船を えっと 作ります 。', '今日は 船を 作ります 。'],
    ['ko', '음 오늘은 어어 배를 만들어요.', '오늘은 배를 만들어요.'],
    ['de', 'Ähm, ich gehe also, äh nach Hause, quasi, ja.', 'ich gehe also, nach Hause, ja.'],
    ['fr', 'Euh, je vais, du coup, heu partir.', 'je vais, partir.'],
    ['es', 'Eh, yo voy ehm, o sea, a este lugar.', 'yo voy a este lugar.'],
    ['pt', 'Hum, eu vou, tipo, para este tipo de lugar.', 'eu vou, para este tipo de lugar.'],
  ] as const)
    assert.equal(textAfter(spoken(text, language), { op: 'remove_fillers' }), left, language);
});

test('starts that are said again go once; what is doubled on purpose stays', () => {
  for (const [text, left] of [
    ['I I want it.', 'I want it.'],
    ['I um I I want it.', 'I want it.'],
    ['We were, we were going home.', 'we were going home.'],
    ['So what we what we what we do is this.', 'So what we do is this.'],
    ['It is very very good, no no, bye bye.', 'It is very very good, no no, bye bye.'],
    ['I do. I do. We go th- this way.', 'I do. I do. We go this way.'],
    ['He had had it |2000 had had it.', 'He had had it had had it.'],
  ] as const)
    assert.equal(textAfter(spoken(text), { op: 'remove_fillers' }), left);
  assert.equal(textAfter(spoken('Um I I go.'), { op: 'remove_fillers', kind: 'repeats' }), 'Um I go.');
  assert.equal(textAfter(spoken('Um I I go.'), { op: 'remove_fillers', kind: 'fillers' }), 'I I go.');
});

test('named words alone go; the reply counts them and says what was left', () => {
  const asset = spoken('So, I, like, like it, um, you know, a lot.');
  const { said, notes } = ran(asset, { op: 'remove_fillers', words: 'like, you know' });
  assert.match(said, /^Cut out 2 filler words \(like 1, you know 1\), 4\.7s → 4s\.$|^Cut out 2 filler words/);
  assert.match(notes, /I left 1 that may mean something/);
  assert.equal(textAfter(asset, { op: 'remove_fillers', words: 'um' }), 'So, I, like, like it, you know, a lot.');
  assert.equal(textAfter(spoken('Well hello well there.'), { op: 'remove_fillers', words: 'well' }), 'hello there.');
  assert.match(ran(spoken('Hello there.'), { op: 'remove_fillers' }).said, /none of those words.*2 words.*nothing/);
});

test('no cut touches a word that stays, and cuts lie between frames, whatever the gaps', () => {
  const token = fc.constantFrom(
    'um',
    'we',
    'build',
    'a',
    'boat,',
    'like,',
    'lake.',
    '|80',
    '|400',
    '|1500',
    'I',
    'uh,',
  );
  const text = fc.array(token, { minLength: 3, maxLength: 40 }).map((tokens) => tokens.join(' '));
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 90 }), (said, gap) => {
      const asset = spoken(`Start ${said} end.`, 'en', { gap });
      const facts = factsFor(asset);
      const before = transcriptOf(draftOf(asset), facts);
      const { draft } = ran(asset, { op: 'remove_fillers' });
      const gone = fillersIn(before ?? assert.fail(), null).spans;
      const cut = new Set(gone.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
      for (const span of repeatsIn(before?.words ?? [], cut)) for (let i = span.from; i < span.to; i++) cut.add(i);
      const shown = mainSegments(draft).map((s) => ({ start: s.in, end: s.in + s.duration }));
      for (const [i, word] of (before?.words ?? []).entries()) {
        if (cut.has(i)) continue;
        assert.ok(
          shown.some((s) => s.start <= word.start + 1 && s.end >= word.end - 1),
          `${word.text} at ${word.start} is whole`,
        );
      }
      for (const segment of mainSegments(draft))
        assert.ok(Math.abs((segment.start * 30) / 1000 - Math.round((segment.start * 30) / 1000)) < 0.05);
    }),
    { numRuns: 60 },
  );
});

test('where nobody wrote full stops, a breath ends a sentence', () => {
  const asset = spoken('welcome to the boat |330 you can skip this part |40 if you like |340 now we build');
  assert.equal(
    textAfter(asset, { op: 'cut_words', text: 'skip this part', whole: true }),
    'welcome to the boat now we build',
  );
  assert.equal(
    textAfter(spoken('welcome to the boat you can skip this part now we build'), {
      op: 'cut_words',
      text: 'you can skip this part',
      whole: true,
    }),
    'welcome to the boat now we build',
    'as much as that is quoted is all that is meant',
  );
});

test('the cut lies at the quietest place of the pause', () => {
  const asset = spoken('We |340 um |340 go.');
  const pause = (asset.words?.lines[0]?.words?.[0]?.end ?? 0) + 1000;
  const peaks = Array.from({ length: 100 }, () => 60);
  peaks[Math.floor((pause + 75) / 50)] = 2;
  const loud: Asset = { ...asset, waveform: { perSecond: 20, peaks } };
  const { draft } = ran(loud, { op: 'remove_fillers' });
  const [first] = mainSegments(draft);
  assert.ok(first !== undefined);
  const quiet = (Math.floor((pause + 75) / 50) + 0.5) * 50;
  assert.ok(Math.abs(first.in + first.duration - quiet) <= 34, `${first.in + first.duration} near ${quiet}`);
});

test('a quoted sentence goes, in any case, punctuation and script; captions go along', () => {
  const asset = spoken('We build a boat. You can skip this, my friends. Then we sail.');
  const whole = { op: 'cut_words', text: 'You can SKIP this', whole: true };
  assert.equal(textAfter(asset, whole), 'We build a boat. Then we sail.');
  assert.equal(textAfter(asset, { ...whole, whole: false }), 'We build a boat. my friends. Then we sail.');
  const { draft, said } = ran(asset, { op: 'captions' }, whole);
  assert.match(said, /^Cut out 0:0\d\.\d “You can skip this, my friends\.”, .*s → .*s\.$/);
  assert.equal(
    textSegments(draft, 'caption')
      .map(({ text }) => text)
      .join(' '),
    'We build a boat. Then we sail.',
  );
  const zh = spoken('今天 我们 讲 价格 。 这段 可以 跳过 。 明天 见 。', 'zh');
  assert.equal(textAfter(zh, { op: 'cut_words', text: '这段可以跳过' }), '今天 我们 讲 价格 。 。 明天 见 。');
  assert.equal(
    textAfter(zh, { op: 'cut_words', text: '这段可以跳过', whole: true }),
    '今天 我们 讲 价格 。 明天 见 。',
  );
});

test('one of several times that words are said; words that nobody says are named, with the nearest', () => {
  const asset = spoken('We sail today. We eat. We sail today. We sleep.');
  assert.equal(
    textAfter(asset, { op: 'cut_words', text: 'we sail today', which: 'last' }),
    'We sail today. We eat. We sleep.',
  );
  assert.equal(
    textAfter(asset, { op: 'cut_words', text: 'we sail today', which: 1 }),
    'We eat. We sail today. We sleep.',
  );
  assert.equal(textAfter(asset, { op: 'cut_words', text: 'we sail today' }), 'We eat. We sleep.');
  assert.match(ran(asset, { op: 'cut_words', text: 'we eat', which: 3 }).said, /is said 1 time only; nothing/);
  assert.throws(
    () => ran(asset, { op: 'cut_words', text: 'we sail tomorrow' }),
    (error: unknown) => {
      const { code, message } = error as { code: string; message: string };
      return code === 'captions.not_said' && /nearest is "We sail today\." at 0:01/.test(message);
    },
  );
});

test('only what is about a word stays, with the sentences that lie between', () => {
  const asset = spoken(
    'Hello all. Our prices rise. Why is that? The price of wood. |20000 I like cats. |20000 One more price. Bye.',
  );
  const { notes, said, draft } = ran(asset, { op: 'cut_words', text: 'price', keep: true });
  assert.equal(
    textAfter(asset, { op: 'cut_words', text: 'price', keep: true }),
    'Our prices rise. Why is that? The price of wood. One more price.',
  );
  assert.match(said, /^Kept 2 passages with "price"/);
  assert.match(notes, /by the words, not by the meaning/);
  assert.ok(draftLength(draft) < 12_000);
});

test('attempts at a sentence go, the last of them stays', () => {
  const asset = spoken(
    'Hello all. Today we build a. Today we build a small. Um no. Today we build a small boat. Today is fine.',
  );
  assert.equal(
    textAfter(asset, { op: 'cut_range', what: 'retakes' }),
    'Hello all. Today we build a small boat. Today is fine.',
  );
  assert.match(ran(asset, { op: 'cut_range', what: 'retakes' }).said, /^Cut out 1 attempt|^Cut out 2 attempts/);
  assert.match(ran(spoken('We go. You stay.'), { op: 'cut_range', what: 'retakes' }).said, /^No sentence is begun/);
});

test('where something is said: times and words, nothing changed', () => {
  const asset = spoken('We talk. |3000 The marketing budget grows. |8000 No budget for marketing.');
  const { said, draft } = ran(asset, { op: 'find_words', text: 'budget' });
  assert.equal(
    said,
    '"budget" is said 2 times: 0:05.2 “The marketing budget grows.”, 0:14.1 “No budget for marketing.”.',
  );
  assert.deepEqual(draft, draftOf(asset));
  assert.match(ran(asset, { op: 'find_words', text: 'marketing budget' }).said, /is said 1 time: 0:0/);
  assert.match(ran(asset, { op: 'find_words', text: 'our budget for the market' }).said, /0:13/);
  assert.match(ran(asset, { op: 'find_words', text: 'bananas' }).said, /^Nobody says "bananas", in \d+ words\.$/);
  const zh = spoken('今天 我们 讲价格 。 再见 。', 'zh');
  assert.match(ran(zh, { op: 'find_words', text: '价格' }).said, /is said 1 time/);
});

test('words come from captions, too: measured ones for fillers, estimates for sentences, and it is said', () => {
  const bare = sampleAsset('talk.mp4', { duration: 12_000 });
  const srt = {
    op: 'captions',
    file: '1\n00:00:01,000 --> 00:00:04,000\nUm, we build a boat.\n\n2\n00:00:05,000 --> 00:00:08,000\nYou can skip this.\n',
  };
  const code = (...calls: OperationCall[]): unknown => {
    try {
      return ran(bare, ...calls).said;
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  };
  assert.equal(code({ op: 'remove_fillers' }), 'captions.words_needed');
  assert.equal(code({ op: 'cut_words', text: 'boat' }), 'captions.words_needed');
  assert.equal(code(srt, { op: 'remove_fillers' }), 'captions.word_times_needed');
  const script = { op: 'captions', script: 'Um, we build a boat. You can skip this.' };
  assert.equal(code(script, { op: 'remove_fillers' }), 'captions.word_times_needed');
  const cut = ran(bare, srt, { op: 'cut_words', text: 'you can skip this' });
  assert.match(cut.notes, /estimate/);
  assert.deepEqual(
    textSegments(cut.draft, 'caption').map(({ text }) => text),
    ['Um, we build a boat.'],
  );
  const vtt = {
    op: 'captions',
    file: 'WEBVTT\n\n00:01.000 --> 00:04.000\n<00:01.000>Um, <00:01.400>we <00:02.000>build <00:03.000>boats.\n',
  };
  const after = ran(bare, vtt, { op: 'remove_fillers' });
  assert.equal(
    textSegments(after.draft, 'caption')
      .map(({ text }) => text)
      .join(' '),
    'we build boats.',
  );
});

test('that times are estimated survives the wire and new looks', () => {
  const bare = sampleAsset('talk.mp4', { duration: 12_000, silences: [[5000, 6000]] });
  const facts = factsFor(bare);
  const { draft } = ran(bare, { op: 'captions', script: 'We build a boat. You can skip this.' });
  assert.ok(textSegments(draft, 'caption').every(({ estimated }) => estimated === true));
  assert.deepEqual(decodeDraft(encodeDraft(draft, facts), facts), draft);
  const dressed = applyOne(draft, { op: 'captions', style: 'hormozi' }, { facts, selected: null }).draft;
  assert.ok(textSegments(dressed, 'caption').every(({ estimated }) => estimated === true));
});

test('whatever is said and looked for, a match is what was looked for, and the language is one we know or none', () => {
  const word = fc.constantFrom('a', 'ab', 'b', '今天', '天', 'boat,', '—', 'Straße', 'é');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), fc.array(word, { minLength: 1, maxLength: 4 }), (said, phrase) => {
      const words = said.map((text, i) => ({
        text,
        key: text.toLowerCase().replace(/[^\p{L}]/gu, ''),
        start: i * 300,
        end: i * 300 + 200,
        isMeasured: true,
        clip: 'c',
        endsSentence: false,
      }));
      const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
      let before = 0;
      for (const span of spansSaying(words, phrase.join(' '))) {
        assert.ok(span.from >= before && span.to > span.from);
        before = span.to;
        assert.equal(bare(textOf(words, span)), bare(phrase.join('')));
      }
    }),
  );
  for (const [said, words, lang] of [
    ['English', [], 'en'],
    ['pt-BR', [], 'pt'],
    ['klingon', ['und', 'der'], 'de'],
    ['fi', ['und'], null],
    [null, ['und', 'der', 'the'], 'de'],
    [null, ['今天'], 'zh'],
    [null, ['привет'], null],
  ] as const)
    assert.equal(spokenLanguage(said, words), lang);
});

/** What of a stretch of the source is heard on the timeline, in ms of the source. */
function heardOf(draft: Draft, start: number, end: number): number {
  let sum = 0;
  for (const segment of mainSegments(draft)) {
    const shown = { start: segment.in, end: segment.in + segment.duration * segment.speed };
    sum += Math.max(0, Math.min(end, shown.end) - Math.max(start, shown.start));
  }
  return sum;
}

test('words are cut where a ramp has put them, and none beside them; captions stay on theirs', () => {
  const talk = spoken('we build |300 a small boat |300 and then um |300 we sail it |300 home over the sea');
  for (const ramp of [
    { op: 'speed_ramp', from_speed: 0.5, to_speed: 3 },
    { op: 'speed_ramp', from_speed: 3, to_speed: 0.5 },
    { op: 'speed_ramp', from_speed: 1, to_speed: 2, ease: 'smooth' },
  ] as OperationCall[]) {
    const { draft } = ran(talk, ramp, { op: 'cut_words', text: 'we sail it' } as OperationCall);
    const words = (talk.words?.lines ?? []).flatMap((line) =>
      (line.words ?? []).map((w) => ({ text: w.text.trim(), start: line.start + w.at, end: line.start + w.end })),
    );
    const gone = words.findIndex(({ text }) => text === 'sail') - 1;
    for (const [i, { text, start, end }] of words.entries()) {
      const heard = heardOf(draft, start, end) / (end - start);
      const isGone = i >= gone && i < gone + 3;
      assert.ok(isGone ? heard < 0.25 : heard > 0.95, `${text} is heard at ${heard.toFixed(2)}`);
    }
    const left = textAfter(talk, ramp, { op: 'cut_words', text: 'we sail it' } as OperationCall);
    assert.equal(left, 'we build a small boat and then um home over the sea');
  }
});

test('captions follow a ramp to where their words are said', () => {
  const talk = spoken('we build |400 a small boat |400 and then |400 we sail it |400 home over the sea');
  const words = (draft: Draft): { text: string; at: number }[] =>
    textSegments(draft, 'caption').flatMap(({ start, words: own }) =>
      (own ?? []).map(({ text, at }) => ({ text: text.trim(), at: start + at })),
    );
  const captioned: OperationCall = { op: 'captions' };
  const ramp = { op: 'speed_ramp', from_speed: 0.5, to_speed: 3 } as OperationCall;
  const first = words(ran(talk, captioned, ramp).draft);
  const then = words(ran(talk, ramp, captioned).draft);
  assert.ok(first.length >= 12);
  assert.deepEqual(
    first.map(({ text }) => text),
    then.map(({ text }) => text),
  );
  for (const [i, { text, at }] of first.entries())
    assert.ok(Math.abs(at - (then[i]?.at ?? 0)) < 45, `${text} at ${at}, said at ${then[i]?.at}`);
});

test('a time may be where something is said: once, or every time, as long as the sentence', () => {
  const asset = spoken('Here is the price. |900 You pay the price once. |900 That is all of it, my friends.');
  const { draft } = ran(asset, { op: 'text', text: '$9', start: 'when "the price"' });
  assert.deepEqual(
    textSegments(draft, 'text').map(({ start }) => start),
    [1600],
  );
  const rung = ran(asset, { op: 'sfx', name: 'ding', start: 'every "price"' });
  const dings = rung.draft.tracks.flatMap((track) => (track.type === 'audio' ? track.segments : []));
  assert.deepEqual(
    dings.map(({ start }) => start),
    [1900, 4000],
  );
  assert.match(rung.notes, /At all 2 places where “price” is said: 0:01\.9, 0:04\./);
  const grey = ran(asset, { op: 'color', look: 'black and white', from: 'when "all of it"', to: 'when "all of it"' });
  assert.deepEqual(
    mainSegments(grey.draft).map(({ effects }) => effects.length),
    [0, 1, 0],
    'from there to the end of the sentence',
  );
  const shown = ran(asset, { op: 'title', text: 'every "price"' });
  assert.equal(textSegments(shown.draft, 'title')[0]?.text, 'every "price"', 'what is shown is no time');
  assert.throws(() => ran(asset, { op: 'sfx', name: 'ding', start: 'when "pineapple"' }), {
    code: 'captions.not_said',
  });
  assert.throws(() => ran(sampleAsset('mute.mp4'), { op: 'zoom', from: 'when "x"' }), {
    code: 'captions.words_needed',
  });
});
