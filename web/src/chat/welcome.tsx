import { useState } from 'react';
import { call } from '../api/http.ts';
import { refresh } from '../state/session.ts';
import { get, notify } from '../state/store.ts';
import { FIRST_REQUESTS, LANG, say } from '../words.ts';

/** What a project without anything in it says, and a way in for somebody who has no clip at hand. */
export function Welcome({ onAdd }: { readonly onAdd: () => void }) {
  const [isMaking, setMaking] = useState(false);
  const addSamples = async (): Promise<void> => {
    setMaking(true);
    try {
      await call('POST', `/api/web/sessions/${get().sessionId ?? ''}/samples`);
      await refresh();
    } catch (error) {
      notify((error as Error).message);
    }
    setMaking(false);
  };
  return (
    <div className="welcome">
      <h2>{say('welcome.title')}</h2>
      <p className="dim">{say('welcome.text')}</p>
      <div className="ways">
        <button type="button" className="primary" onClick={onAdd}>
          {say('upload.add')}
        </button>
        <button type="button" className="quiet" onClick={() => void addSamples()} disabled={isMaking}>
          {say(isMaking ? 'welcome.making' : 'welcome.sample')}
        </button>
      </div>
      <p className="dim">{say('welcome.then')}</p>
      <ul className="dim">
        {FIRST_REQUESTS.map((said) => (
          <li key={said.en}>{LANG === 'zh' ? `“${said.zh}”` : `“${said.en}”`}</li>
        ))}
      </ul>
    </div>
  );
}
