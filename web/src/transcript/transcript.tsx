import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useMedia } from '../media/details.ts';
import { get, seekTo, useApp } from '../state/store.ts';
import { cutOut } from '../timeline/edits.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { chosenIn } from './chosen.ts';
import { findWords, numbered, type Passage, passagesOf, rangeOf, type Word } from './words.ts';

type Span = readonly [number, number];

/** The video by its words: a click goes there, what is chosen can be cut. */
export function Transcript() {
  const latest = useApp((app) => app.latest);
  const media = useMedia();
  const passages = useMemo(() => (latest === null ? [] : passagesOf(latest, media)), [latest, media]);
  const words = useMemo(() => passages.flatMap((passage) => passage.words), [passages]);
  const [hit, setHit] = useState<Span | null>(null);
  const text = useRef<HTMLDivElement>(null);
  const chosen = useChosen(text);
  const remove = (): void => {
    const range = chosen === null ? null : rangeOf(words, chosen[0], chosen[1]);
    if (range === null) return;
    getSelection()?.removeAllRanges();
    void cutOut([range]);
  };
  if (words.length === 0) return <p className="nothing dim">{say('words.none')}</p>;
  return (
    <div className="transcript">
      <div className="find">
        <Find
          words={words}
          onHit={(span, isGone) => {
            setHit(span);
            if (span === null) return;
            text.current?.querySelector(`[data-word="${span[0]}"]`)?.scrollIntoView({ block: 'nearest' });
            if (isGone) seekTo(words[span[0]]?.from ?? 0);
          }}
        />
        <IconButton icon="trash" label={say('words.delete')} onClick={remove} isDisabled={chosen === null} />
      </div>
      <Text passages={passages} hit={hit} text={text} onRemove={remove} />
      <SpokenNow words={words} text={text} />
    </div>
  );
}

type FindProps = {
  readonly words: readonly Word[];
  /** `isGone`: somebody asked to go there. */
  readonly onHit: (hit: Span | null, isGone: boolean) => void;
};

function Find({ words, onHit }: FindProps) {
  const [wanted, setWanted] = useState('');
  const [place, setPlace] = useState(0);
  const hits = useMemo(() => findWords(words, wanted), [words, wanted]);
  const count = Math.max(1, hits.length);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onHit(hits[place % count] ?? null, true);
        setPlace(place + 1);
      }}
    >
      <input
        type="search"
        aria-label={say('words.search')}
        placeholder={say('words.search')}
        value={wanted}
        onChange={({ target }) => {
          setWanted(target.value);
          setPlace(0);
          onHit(findWords(words, target.value)[0] ?? null, false);
        }}
      />
      <output className="dim">
        {wanted === ''
          ? ''
          : say('words.found', { n: hits.length === 0 ? 0 : (Math.max(0, place - 1) % count) + 1, all: hits.length })}
      </output>
      <button type="submit" className="quiet" disabled={hits.length === 0}>
        {say('words.next')}
      </button>
    </form>
  );
}

type TextProps = {
  readonly passages: readonly Passage[];
  readonly hit: Span | null;
  readonly text: RefObject<HTMLDivElement | null>;
  readonly onRemove: () => void;
};

function Text({ passages, hit, text, onRemove }: TextProps) {
  const isHit = (word: number): boolean => hit !== null && word >= hit[0] && word <= hit[1];
  return (
    // Text that is chosen as any other: by mouse, finger, or Shift and the arrow keys. Words by keyboard: Tab and the times.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="words"
      ref={text}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="group"
      aria-label={say('words.hint')}
      onKeyDown={(event) => {
        if (event.key !== 'Delete' && event.key !== 'Backspace') return;
        event.preventDefault();
        onRemove();
      }}
      onClick={({ target }) => {
        const at = target instanceof HTMLElement ? target.dataset['from'] : undefined;
        if (at !== undefined && getSelection()?.isCollapsed !== false) seekTo(Number(at));
      }}
    >
      {numbered(passages).map(({ first, words }) => (
        <p key={first}>
          <button type="button" className="at" onClick={() => seekTo(words[0]?.from ?? 0)}>
            {timeLabel(words[0]?.from ?? 0)}
          </button>
          {words.map((word, index) => (
            <span
              key={first + index}
              data-word={first + index}
              data-from={word.from}
              {...(isHit(first + index) ? { className: 'hit' } : {})}
            >
              {word.text}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

function useChosen(text: RefObject<HTMLElement | null>): Span | null {
  const [chosen, setChosen] = useState<Span | null>(null);
  useEffect(() => {
    const look = (): void => {
      const found = chosenIn(text.current);
      setChosen((before) => (before?.[0] === found?.[0] && before?.[1] === found?.[1] ? before : found));
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [text]);
  return chosen;
}

type NowProps = { readonly words: readonly Word[]; readonly text: RefObject<HTMLElement | null> };

/** Marks the word that is heard, without a render for each. */
function SpokenNow({ words, text }: NowProps) {
  useEffect(() => {
    let marked: Element | null = null;
    const mark = (time: number): void => {
      const index = words.findLastIndex(({ from }) => from <= time + 0.02);
      const word = words[index];
      const element =
        word === undefined || word.to < time ? null : (text.current?.querySelector(`[data-word="${index}"]`) ?? null);
      if (element === marked) return;
      marked?.classList.remove('now');
      element?.classList.add('now');
      marked = element;
    };
    mark(get().time);
    const leave = useApp.subscribe(({ time }) => mark(time));
    return () => {
      leave();
      marked?.classList.remove('now');
    };
  }, [words, text]);
  return null;
}
