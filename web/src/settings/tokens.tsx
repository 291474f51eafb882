import { useState } from 'react';
import { call } from '../api/http.ts';
import type { TokenInfo } from '../api/types.ts';
import { notify, useApp } from '../state/store.ts';
import { momentLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { useLoaded } from './use-loaded.ts';

const SCOPES = ['read', 'write', 'upload', 'render'] as const;
/** Seconds; null: no end. */
const LASTS = { month: 30 * 86_400, year: 365 * 86_400, always: null } as const;

const load = async (): Promise<readonly TokenInfo[]> =>
  (await call<{ tokens: readonly TokenInfo[] }>('GET', '/api/auth/tokens')).tokens.filter(({ kind }) => kind === 'api');

/** Tokens for agents and scripts: made, shown once, revoked. */
export function Tokens() {
  const { value, problem, set } = useLoaded(load);
  const [secret, setSecret] = useState<string | null>(null);
  if (problem !== null) return <p role="alert">{problem}</p>;
  const revoke = async ({ id, name }: TokenInfo): Promise<void> => {
    if (!confirm(say('tokens.revokeSure', { name: name ?? '' }))) return;
    try {
      await call('DELETE', `/api/auth/tokens/${id}`);
      set(await load());
    } catch (error) {
      notify((error as Error).message);
    }
  };
  return (
    <>
      <p className="dim">{say('tokens.text')}</p>
      <NewToken
        onMade={async (made) => {
          setSecret(made);
          set(await load());
        }}
      />
      {secret !== null && <Secret secret={secret} />}
      {value?.length === 0 && <p className="dim">{say('tokens.none')}</p>}
      <ul className="rows">
        {(value ?? []).map((token) => (
          <li key={token.id}>
            <span>
              {token.name} <code>…{token.last4}</code>
              <small className="dim">
                {[
                  token.scopes.map((scope) => say(`tokens.${scope as (typeof SCOPES)[number]}`)).join(', '),
                  token.last_used_at === null
                    ? say('tokens.unused')
                    : say('tokens.used', { when: momentLabel(token.last_used_at) }),
                  ...(token.expires_at === null ? [] : [say('tokens.until', { when: momentLabel(token.expires_at) })]),
                ].join(' · ')}
              </small>
            </span>
            <button
              type="button"
              className="quiet"
              aria-label={`${say('tokens.revoke')}: ${token.name ?? token.last4}`}
              onClick={() => void revoke(token)}
            >
              {say('tokens.revoke')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function NewToken({ onMade }: { readonly onMade: (secret: string) => Promise<void> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const isAnonymous = useApp(({ me }) => me?.kind === 'anonymous');
  const create = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const lasts = LASTS[data.get('lasts') as keyof typeof LASTS];
    setProblem(null);
    try {
      const { token } = await call<{ token: string }>('POST', '/api/auth/tokens', {
        body: {
          name: data.get('name'),
          scopes: data.getAll('scope'),
          ...(lasts === null ? {} : { expires_in: lasts }),
        },
      });
      form.reset();
      await onMade(token);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void create(event.currentTarget);
      }}
    >
      <label>
        {say('tokens.name')}
        <input name="name" required maxLength={100} />
      </label>
      <fieldset className="checks">
        <legend>{say('tokens.scopes')}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="check">
            <input type="checkbox" name="scope" value={scope} defaultChecked />
            {say(`tokens.${scope}`)}
          </label>
        ))}
      </fieldset>
      {isAnonymous && <p className="dim">{say('tokens.visit')}</p>}
      <label hidden={isAnonymous}>
        {say('tokens.lasts')}
        <select name="lasts" defaultValue="year">
          {(Object.keys(LASTS) as (keyof typeof LASTS)[]).map((each) => (
            <option key={each} value={each}>
              {say(`tokens.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit" className="primary">
        {say('tokens.create')}
      </button>
    </form>
  );
}

function Secret({ secret }: { readonly secret: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="secret" role="status">
      <p>{say('tokens.once')}</p>
      <code>{secret}</code>
      <button
        type="button"
        className="quiet"
        onClick={() =>
          void navigator.clipboard?.writeText(secret).then(
            () => setCopied(true),
            () => undefined, // it can be chosen and copied by hand
          )
        }
      >
        {say(isCopied ? 'tokens.copied' : 'tokens.copy')}
      </button>
    </div>
  );
}
