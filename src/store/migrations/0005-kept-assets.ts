/** Files that what is kept names, such as the logo of a brand: retention leaves them. */
export const KEPT_ASSETS = /* sql */ `
create table kept_assets (
  account_id text not null,
  kind text not null,
  name text not null,
  asset_id text not null references assets (id),
  primary key (account_id, kind, name, asset_id),
  foreign key (account_id, kind, name) references kept (account_id, kind, name) on delete cascade
);
create index kept_assets_by_asset on kept_assets (asset_id);
`;
