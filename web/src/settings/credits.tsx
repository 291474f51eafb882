import { useState } from 'react';
import { call } from '../api/http.ts';
import type { CreditEntry } from '../api/types.ts';
import { notify } from '../state/store.ts';
import { momentLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { useLoaded } from './use-loaded.ts';

const PAGE = 30;

type Balance = { readonly available: number; readonly frozen: number };
type Entries = { readonly entries: readonly CreditEntry[] };

const history = (before: number | null): Promise<Entries> =>
  call('GET', `/api/credits/history?limit=${PAGE}${before === null ? '' : `&before=${before}`}`);

/** What can be spent, and where it came from and went. */
export function Credits() {
  const balance = useLoaded(() => call<Balance>('GET', '/api/credits/balance/simple'));
  const { value, problem, set } = useLoaded(async () => (await history(null)).entries);
  const [isAll, setAll] = useState(false);
  if (problem !== null) return <p role="alert">{problem}</p>;
  const older = async (): Promise<void> => {
    try {
      const { entries } = await history(value?.at(-1)?.id ?? null);
      setAll(entries.length < PAGE);
      set([...(value ?? []), ...entries]);
    } catch (error) {
      notify((error as Error).message);
    }
  };
  return (
    <>
      {balance.value !== null && (
        <p>
          <strong>{say('credits.balance', { n: balance.value.available })}</strong>
          {balance.value.frozen > 0 && (
            <small className="dim"> · {say('credits.frozen', { n: balance.value.frozen })}</small>
          )}
        </p>
      )}
      <h4>{say('credits.history')}</h4>
      <ul className="rows">
        {(value ?? []).map(({ id, kind, amount, note, created_at: at }) => (
          <li key={id}>
            <span>
              {say(`credits.${kind}`)}
              <small className="dim">
                {momentLabel(at)}
                {note === null ? '' : ` · ${note}`}
              </small>
            </span>
            <strong>{amount > 0 ? `+${amount}` : amount}</strong>
          </li>
        ))}
      </ul>
      {!isAll && (value?.length ?? 0) >= PAGE && (
        <button type="button" className="quiet" onClick={() => void older()}>
          {say('credits.more')}
        </button>
      )}
    </>
  );
}
