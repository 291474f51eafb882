import { useEffect, useRef } from 'react';
import { ask } from '../state/chat.ts';
import { useApp } from '../state/store.ts';
import { FIRST_REQUESTS, LANG, say } from '../words.ts';
import { Composer } from './composer.tsx';
import { TurnCard } from './turn-card.tsx';
import { Uploads } from './uploads.tsx';
import { Welcome } from './welcome.tsx';

/** The conversation, what is on its way, and the box to write in. */
export function Chat() {
  const turns = useApp((app) => app.turns);
  const uploads = useApp((app) => app.uploads);
  const hasClips = useApp(({ latest }) => (latest?.state.video_infos.length ?? 0) > 0);
  const suggested = useApp(({ pulse }) => pulse?.suggestions ?? NONE);
  const isBusy = useApp((app) => app.turns.some(({ state }) => state === 'running'));
  const end = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const last = turns.at(-1);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [turns.length, last?.texts.length, last?.steps.length, uploads.length]);
  const offers = turns.length === 0 ? FIRST_REQUESTS.map((said) => said[LANG]) : suggested;
  const lastEdit = turns.findLast(({ version }) => version !== null);
  return (
    <section className="chat" aria-label={say('chat.title')}>
      {/* It scrolls, so that keys must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="log" role="log" aria-live="polite" aria-label={say('chat.log')} tabIndex={0}>
        {!hasClips && turns.length === 0 && uploads.length === 0 && <Welcome onAdd={() => picker.current?.click()} />}
        {turns.map((turn) => (
          <TurnCard key={turn.id} turn={turn} canUndo={turn === lastEdit && turn === last} isLast={turn === last} />
        ))}
        <Uploads />
        <div ref={end} />
      </div>
      {hasClips && !isBusy && (
        <div className="offers" role="group" aria-label={say('chat.try')}>
          {offers.map((offer) => (
            <button key={offer} type="button" className="chip" onClick={() => void ask(offer)}>
              {offer}
            </button>
          ))}
        </div>
      )}
      <Composer picker={picker} />
    </section>
  );
}

const NONE: readonly string[] = [];
