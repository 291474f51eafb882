import { addSamples } from '../state/uploads.ts';
import { FIRST_REQUESTS, LANG, say } from '../words.ts';

/** What a project without anything in it says, and a way in for somebody who has no clip at hand. */
export function Welcome({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="welcome">
      <h2>{say('welcome.title')}</h2>
      <p className="dim">{say('welcome.text')}</p>
      <div className="ways">
        <button type="button" className="primary" onClick={onAdd}>
          {say('upload.add')}
        </button>
        <button type="button" className="quiet" onClick={addSamples}>
          {say('welcome.sample')}
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
