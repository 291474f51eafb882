import { logOut } from '../state/people.ts';
import { useApp } from '../state/store.ts';
import { say } from '../words.ts';

/** Who this browser is on a server that several people use. */
export function Account() {
  const me = useApp((app) => app.me);
  if (me === null) return null;
  if (me.kind === 'registered')
    return (
      <>
        <p>{say('account.as', { email: me.email ?? '' })}</p>
        <button type="button" className="quiet" onClick={() => void logOut()}>
          {say('account.logout')}
        </button>
      </>
    );
  return (
    <>
      <p>{say(me.project_id === null ? 'account.anonymous' : 'account.claimed')}</p>
      <p className="ways">
        <a className="button" href={`/register?bind=${encodeURIComponent(me.user_id)}`}>
          {say('account.register')}
        </a>
        <a href="/login">{say('app.login')}</a>
      </p>
    </>
  );
}
