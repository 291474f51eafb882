import { Agent, type Dispatcher, request } from 'undici';
import type { AddressPolicy, Resolve } from './address.ts';
import { guardedConnector } from './connector.ts';

/** One request as the fetcher asks for it; redirects are its own matter. */
export type Init = {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly body?: string;
};
export type Ask = (url: URL, init: Init) => Promise<Dispatcher.ResponseData>;

export type Requests = { readonly ask: Ask; readonly destroy: () => Promise<void> };

/** Requests over guarded sockets alone, each on a connection of its own. `waitMs`: for head, body and connection each. */
export function openRequests(rules: {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
  readonly waitMs: number;
}): Requests {
  const agent = new Agent({
    connect: guardedConnector(rules.policy, rules.resolve, rules.waitMs),
    headersTimeout: rules.waitMs,
    bodyTimeout: rules.waitMs,
    pipelining: 1,
    maxRedirections: 0,
  } as Agent.Options);
  return {
    ask: (url, init) => request(url, { ...init, dispatcher: agent, reset: true }),
    destroy: () => agent.destroy(),
  };
}
