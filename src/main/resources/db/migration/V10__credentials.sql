-- Kinds of log-in, envelope encryption, keys that sign, and what nodes share about an org's session.

alter table sluice.credential
    add column kind                   text not null default 'client-credentials'
        check (kind in ('client-credentials', 'jwt-bearer', 'web-server', 'soap-login')),
    add column data_key               bytea,
    add column acts_as                text,
    add column certificate            text,
    add column certificate_expires_at timestamptz;

comment on column sluice.credential.ciphertext is
    'AES-256-GCM by the data key with environment and kind as associated data; without a data key in the older form, by the key of key_id with the environment''s id';
comment on column sluice.credential.data_key is
    'This row''s own random key, encrypted with the key of key_id: 12 bytes nonce, then AES-256-GCM';

-- A key that was made for an environment and waits until its certificate is in the org's app.
create table sluice.signing_key (
    environment_id text        primary key references sluice.environment (id),
    key_id         text        not null,
    data_key       bytea       not null,
    nonce          bytea       not null check (octet_length(nonce) = 12),
    ciphertext     bytea       not null,
    certificate    text        not null,
    expires_at     timestamptz not null,
    made_at        timestamptz not null,
    made_by        text        not null
);

-- The access token that all nodes use; its row's lock lets one of them log in.
create table sluice.org_session (
    environment_id text        primary key references sluice.environment (id),
    revision       uuid,
    key_id         text,
    data_key       bytea,
    nonce          bytea,
    ciphertext     bytea,
    instance       text,
    opened_at      timestamptz
);

-- Orgs that are not to be asked for a while, because their limit of calls is reached.
create table sluice.org_pause (
    org      text        primary key,
    until_at timestamptz not null,
    sentence text        not null,
    times    integer     not null
);
