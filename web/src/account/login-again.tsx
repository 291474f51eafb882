import { useEffect, useRef, useState } from 'react';
import { logIn } from '../state/people.ts';
import { get, useApp } from '../state/store.ts';
import { fieldOf } from '../ui/form.ts';
import { say } from '../words.ts';

/** Asks to log in again when the session ended in mid-work; what was under way goes on behind it. */
export function LoginAgain() {
  const isShown = useApp((app) => app.isSignedOut);
  const me = useApp((app) => app.me);
  const element = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (isShown && element.current?.open === false) element.current.showModal();
    if (!isShown && element.current?.open === true) element.current.close();
  }, [isShown]);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    setProblem(null);
    try {
      await logIn(fieldOf(data, 'email'), fieldOf(data, 'password'));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    // Escape would leave a page that can do nothing; browsers close a dialog at the second one all the same.
    <dialog
      ref={element}
      className="sheet"
      aria-labelledby="ended-title"
      onCancel={(event) => event.preventDefault()}
      onClose={() => {
        if (get().isSignedOut) element.current?.showModal();
      }}
    >
      <h2 id="ended-title">{say('ended.title')}</h2>
      <p>{say(me?.kind === 'registered' ? 'ended.text' : 'ended.visit')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <label>
          {say('account.email')}
          <input name="email" type="email" autoComplete="username" required defaultValue={me?.email ?? ''} />
        </label>
        <label>
          {say('account.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {problem !== null && <p role="alert">{problem}</p>}
        <div className="ways">
          <button type="submit" className="primary">
            {say('app.login')}
          </button>
          {me?.kind !== 'registered' && (
            <a className="quiet" href="/">
              {say('ended.anew')}
            </a>
          )}
        </div>
      </form>
    </dialog>
  );
}
