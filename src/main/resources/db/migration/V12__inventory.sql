-- What each org has, as far as it was last told: one row per component, kept by what changed.
-- Names are compared by code point ("C"), as everywhere in Sluice, so that an index gives their order.

create table sluice.inventory (
    environment text primary key,
    -- Of the org that the rows below were read from; another org voids them.
    org_id      text,
    asked_at    timestamptz,
    asked_by    text,
    -- Whether every type is to be listed, whatever the org says of its changes.
    complete    boolean     not null default false,
    -- Who refreshes: another value with every claim, checked by every write.
    claim       uuid,
    lease_until timestamptz,
    began_at    timestamptz,
    ended_at    timestamptz,
    types_total integer     not null default 0,
    types_done  integer     not null default 0,
    -- How it was found out what changed.
    means       text        check (means in ('LISTING', 'TRACKING', 'AUDIT')),
    problem     text,
    -- The newest revision of source tracking that was applied; null where the org has none.
    counter     bigint,
    -- The newest row of the org's audit trail, by the org's clock, and the rows shortly before it.
    audit_at    timestamptz,
    audit_ids   text[]      not null default '{}'
);

create table sluice.inventory_type (
    environment text        not null,
    type        text        not null collate "C",
    -- When the type was last listed as a whole, and until when the org's word covers its changes; null before.
    listed_at   timestamptz,
    checked_at  timestamptz,
    problem     text,
    primary key (environment, type)
);

create table sluice.inventory_component (
    environment      text not null,
    type             text not null collate "C",
    full_name        text not null collate "C",
    -- In lower case, for the search.
    search_name      text not null collate "C",
    -- Empty for the org's own.
    namespace        text not null,
    last_modified_by text,
    last_modified_at timestamptz,
    primary key (environment, type, full_name)
);

-- For overlaps: which open change requests name the same component.
create index scope_item_component on sluice.scope_item (type, lower(full_name));
