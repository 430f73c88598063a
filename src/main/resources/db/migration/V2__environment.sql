-- The Salesforce orgs that Sluice works with.
create table sluice.environment (
    id          text        primary key,
    name        text        not null,
    kind        text        not null check (kind in ('production', 'full', 'partial', 'developer', 'scratch')),
    address     text        not null,
    api_version text        not null,
    stage       integer     not null check (stage between 1 and 99),
    org_id      text,
    username    text,
    tested_at   timestamptz,
    -- Another value with every change that makes a kept log-in worthless, so that all nodes agree.
    revision    uuid        not null
);

create unique index environment_name on sluice.environment (lower(name));

-- Their OAuth client credentials, encrypted; a table of its own, so that no listing of environments touches them.
create table sluice.credential (
    environment_id text        primary key references sluice.environment (id),
    key_id         text        not null,
    nonce          bytea       not null check (octet_length(nonce) = 12),
    ciphertext     bytea       not null,
    changed_at     timestamptz not null,
    changed_by     text        not null
);

comment on column sluice.credential.ciphertext is 'AES-256-GCM with the environment''s id as associated data';
