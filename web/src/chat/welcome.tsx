import { say } from '../words.ts';

/** What a project without anything in it says. */
export function Welcome() {
  return (
    <div className="welcome">
      <h2>{say('welcome.title')}</h2>
      <p className="dim">{say('welcome.text')}</p>
    </div>
  );
}
