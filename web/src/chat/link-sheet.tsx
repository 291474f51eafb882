import { useState } from 'react';
import { set } from '../state/store.ts';
import { addLinks } from '../state/uploads.ts';
import { Sheet } from '../ui/sheet.tsx';
import { say } from '../words.ts';

/** Files from elsewhere: the server fetches them. */
export function LinkSheet() {
  return (
    <Sheet name="link" title={say('link.title')}>
      <Addresses />
    </Sheet>
  );
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

function Addresses() {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (): void => {
    const lines = text.split(/\s+/).filter((line) => line !== '');
    const wrong = lines.find((line) => !isAddress(line));
    if (wrong !== undefined) {
      setProblem(say('link.wrong', { text: wrong.slice(0, 80) }));
      return;
    }
    addLinks(lines);
    set({ dialog: null });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="dim" id="link-text">
        {say('link.text')}
      </p>
      <textarea
        aria-label={say('link.addresses')}
        aria-describedby="link-text"
        rows={3}
        placeholder="https://"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setProblem(null);
        }}
      />
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit" className="primary" disabled={text.trim() === ''}>
        {say('add.menu')}
      </button>
    </form>
  );
}
