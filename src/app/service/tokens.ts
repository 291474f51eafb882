/** What a token may do. `*` in a request for a token means all of them. */
export const SCOPES = ['read', 'write', 'upload', 'render'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who makes a call, as its token says. */
export type Caller = {
  readonly accountId: string;
  readonly kind: 'anonymous' | 'registered' | 'local';
  readonly email: string | null;
  readonly plan: string;
  readonly tokenId: string;
  readonly tokenKind: 'anon' | 'login' | 'api' | 'web';
  readonly scopes: readonly Scope[];
  /** The one project that a browser opened by a claim link may use; null: all of the account's. */
  readonly projectId: string | null;
  readonly expiresAt: Date | null;
};
