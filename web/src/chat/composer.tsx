import { type RefObject, useState } from 'react';
import { ask, stop } from '../state/chat.ts';
import { useApp } from '../state/store.ts';
import { addFiles } from '../state/uploads.ts';
import { IconButton } from '../ui/icon.tsx';
import { say } from '../words.ts';

/** The box to write in. Enter sends, Shift+Enter begins a line. */
export function Composer({ picker }: { readonly picker: RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState('');
  const isRunning = useApp(({ turns }) => turns.some(({ state }) => state === 'running'));
  const isReady = useApp(({ sessionId }) => sessionId !== null);
  const submit = (): void => {
    if (text.trim() === '' || isRunning || !isReady) return;
    setText('');
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
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          // An Enter that ends the choice of a Chinese word is not the end of the message.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={say('upload.add')}
        accept="video/*,image/*,audio/*,.mkv"
        onChange={({ target }) => {
          addFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <div className="row">
        <IconButton
          icon="plus"
          label={say('upload.add')}
          onClick={() => picker.current?.click()}
          isDisabled={!isReady}
        />
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
