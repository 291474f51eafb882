/** What `tellcut admin` can do, by name, with what it takes; `about` is for people. */
export const ADMIN_COMMANDS = {
  users: { args: [], about: 'list accounts, newest first' },
  grant: { args: ['account', 'credits'], about: 'give credits to an account (id or e-mail)' },
  plan: { args: ['account', 'plan'], about: 'put an account on a plan' },
  revoke: { args: ['account'], about: 'end all tokens and sessions of an account' },
  webhooks: {
    args: ['account'],
    about: 'show what the webhooks of an account are signed with; --rotate makes another',
  },
  audit: { args: [], about: 'check that the ledger adds up' },
} as const;
