import { type RefObject, useEffect, useRef, useState } from 'react';
import { ask, stop } from '../state/chat.ts';
import { useApp } from '../state/store.ts';
import { keepText, keptText } from '../state/unsent.ts';
import { ThisClip } from '../timeline/this-clip.tsx';
import { IconButton } from '../ui/icon.tsx';
import { say } from '../words.ts';
import { AddMenu } from './add-menu.tsx';

/** The box to write in. Enter sends, Shift+Enter begins a line. */
export function Composer({ picker }: { readonly picker: RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState('');
  const isRunning = useApp(({ turns }) => turns.some(({ state }) => state === 'running'));
  const sessionId = useApp((app) => app.sessionId);
  const isReady = sessionId !== null;
  // What is being written belongs to its project, and is there again after a reload.
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = shown.current === null;
    shown.current = sessionId;
    if (sessionId !== null) setText((typed) => (isFirst && typed !== '' ? typed : keptText(sessionId)));
  }, [sessionId]);
  const write = (next: string): void => {
    setText(next);
    if (sessionId !== null) keepText(sessionId, next);
  };
  const submit = (): void => {
    if (text.trim() === '' || isRunning || !isReady) return;
    write('');
    void ask(text);
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        id="message"
        aria-label={say('chat.message')}
        placeholder={say('chat.placeholder')}
        rows={2}
        maxLength={20_000}
        value={text}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          // An Enter that ends the choice of a Chinese word is not the end of the message.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <ThisClip />
      <div className="row">
        <AddMenu picker={picker} isDisabled={!isReady} />
        {isRunning ? (
          <IconButton icon="stop" label={say('chat.stop')} onClick={() => void stop()} />
        ) : (
          <IconButton
            icon="send"
            label={say('chat.send')}
            onClick={submit}
            isDisabled={text.trim() === '' || !isReady}
          />
        )}
      </div>
    </form>
  );
}
