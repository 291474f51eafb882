import { useEffect, useMemo, useRef, useState } from 'react';
import { useMedia } from '../media/details.ts';
import { get, seekTo, useApp } from '../state/store.ts';
import { cutOut } from '../timeline/edits.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { findWords, passagesOf, rangeOf, type Word } from './words.ts';

/** The video by its words: a click goes there, what is chosen can be cut. */
export function Transcript() {
  const latest = useApp((app) => app.latest);
  const media = useMedia();
  const passages = useMemo(() => (latest === null ? [] : passagesOf(latest, media)), [latest, media]);
  const words = useMemo(() => passages.flatMap((passage) => passage.words), [passages]);
  const [wanted, setWanted] = useState('');
  const [hit, setHit] = useState(0);
  const hits = useMemo(() => findWords(words, wanted), [words, wanted]);
  const [chosen, setChosen] = useState<readonly [number, number] | null>(null);
  const text = useRef<HTMLDivElement>(null);
  const shown = hits[hit % Math.max(1, hits.length)] ?? null;
  useEffect(() => {
    if (shown !== null) text.current?.querySelector(`[data-word="${shown[0]}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  useEffect(() => {
    const look = (): void => setChosen(chosenIn(text.current));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  const remove = (): void => {
    const range = chosen === null ? null : rangeOf(words, chosen[0], chosen[1]);
    if (range === null) return;
    getSelection()?.removeAllRanges();
    void cutOut([range]);
  };
  if (words.length === 0) return <p className="nothing dim">{say('words.none')}</p>;
  let place = 0;
  return (
    <div className="transcript">
      <form
        role="search"
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          setHit(hit + 1);
          const next = hits[(hit + 1) % Math.max(1, hits.length)];
          if (next !== undefined) seekTo(words[next[0]]?.from ?? 0);
        }}
      >
        <input
          type="search"
          aria-label={say('words.search')}
          placeholder={say('words.search')}
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
            setHit(0);
          }}
        />
        <output className="dim">
          {wanted === ''
            ? ''
            : say('words.found', { n: hits.length === 0 ? 0 : (hit % hits.length) + 1, all: hits.length })}
        </output>
        <button type="submit" className="quiet" disabled={hits.length === 0}>
          {say('words.next')}
        </button>
        <IconButton icon="trash" label={say('words.delete')} onClick={remove} isDisabled={chosen === null} />
      </form>
      {/* Chosen as any text: by mouse, finger, or Shift and the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        className="words"
        ref={text}
        tabIndex={0}
        role="group"
        aria-label={say('words.hint')}
        onKeyDown={(event) => {
          if (event.key !== 'Delete' && event.key !== 'Backspace') return;
          event.preventDefault();
          remove();
        }}
        onClick={({ target }) => {
          const index = target instanceof HTMLElement ? target.dataset['word'] : undefined;
          if (index !== undefined && getSelection()?.isCollapsed !== false) seekTo(words[Number(index)]?.from ?? 0);
        }}
      >
        {passages.map((passage) => {
          const first = place;
          place += passage.words.length;
          const from = passage.words[0]?.from ?? 0;
          return (
            <p key={`${first} ${from}`}>
              <button type="button" className="at" onClick={() => seekTo(from)}>
                {timeLabel(from)}
              </button>
              {passage.words.map((word, index) => (
                <span
                  key={first + index}
                  data-word={first + index}
                  className={
                    shown !== null && first + index >= shown[0] && first + index <= shown[1] ? 'hit' : undefined
                  }
                >
                  {word.text}
                </span>
              ))}
            </p>
          );
        })}
      </div>
      <SpokenNow words={words} text={text} />
    </div>
  );
}

/** Marks the word that is heard, without a render for each. */
function SpokenNow({
  words,
  text,
}: {
  readonly words: readonly Word[];
  readonly text: React.RefObject<HTMLElement | null>;
}) {
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

/** First and last word of what is chosen inside of an element; null when nothing is. */
function chosenIn(element: HTMLElement | null): readonly [number, number] | null {
  const selection = getSelection();
  if (element === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.commonAncestorContainer) && range.commonAncestorContainer !== element) return null;
  const inside = [...element.querySelectorAll<HTMLElement>('[data-word]')].filter((word) => range.intersectsNode(word));
  // A range that ends at the very beginning of a word does not hold it.
  const held = inside.filter((word) => heldText(range, word) !== '');
  const [first, last] = [held[0]?.dataset['word'], held.at(-1)?.dataset['word']];
  return first === undefined || last === undefined ? null : [Number(first), Number(last)];
}

function heldText(range: Range, word: HTMLElement): string {
  const own = document.createRange();
  own.selectNodeContents(word);
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
  return own.toString().trim();
}
