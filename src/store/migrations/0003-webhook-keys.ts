/** Which key an account's webhooks are signed with: secrets are made of its number, and none is stored. */
export const WEBHOOK_KEYS = /* sql */ `
alter table accounts
  add column webhook_key integer not null default 0,
  add column webhook_rotated_at timestamptz;
`;
