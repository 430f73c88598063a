-- Deployment records, packages, attempts and dependency checks.

create sequence sluice.deployment_number;

create table sluice.deployment (
    id                   text primary key check (id ~ '^DEP-[0-9]{6,}$'),
    change_number        text        not null,
    source               text        not null,
    target               text        not null,
    status               text        not null check (status in ('IN_PROGRESS', 'PENDING_APPROVAL', 'APPROVED',
        'REJECTED', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'CANCELLED')),
    status_reason        text,
    api_version          text,
    test_level           text,
    tests                jsonb       not null,
    go_needed            boolean     not null,
    comparison           uuid,
    compare_requested_at timestamptz,
    fingerprint          text,
    fingerprint_facts    jsonb,
    package_sha256       text,
    go_by                text,
    go_at                timestamptz,
    process_instance     text,
    created_at           timestamptz not null,
    updated_at           timestamptz not null
);

-- One record per change request and target; a cancelled one is history.
create unique index deployment_of_target on sluice.deployment (change_number, target) where status <> 'CANCELLED';

create table sluice.package (
    sha256     text primary key,
    bytes      bigint      not null,
    members    jsonb       not null,
    created_at timestamptz not null
);

-- 1 MB rows, written and read in order. While a zip arrives, its rows stand under a name of their own.
create table sluice.package_chunk (
    sha256 text    not null,
    n      integer not null,
    bytes  bytea   not null,
    primary key (sha256, n)
);
alter table sluice.package_chunk alter column bytes set storage external;

create table sluice.dependency_check (
    position       bigint generated always as identity primary key,
    deployment     text        not null references sluice.deployment (id),
    package_sha256 text        not null,
    at             timestamptz not null,
    missing        jsonb       not null,
    in_package     integer     not null,
    in_target      integer     not null
);

create index dependency_check_of_deployment on sluice.dependency_check (deployment, position desc);

-- owner is a deployment record, or environment:ID for a preparation of an environment.
create table sluice.attempt (
    position       bigint generated always as identity unique,
    owner          text        not null,
    kind           text        not null,
    number         integer     not null,
    remote_job     uuid        not null unique,
    package_sha256 text        not null references sluice.package (sha256),
    fingerprint    text,
    remote_id      text,
    log            jsonb,
    message        text,
    succeeded      boolean,
    absent_of      timestamptz,
    absent_looks   integer     not null default 0,
    absent_at      timestamptz,
    started_at     timestamptz not null,
    ended_at       timestamptz,
    primary key (owner, kind, number)
);

create index attempt_of_remote_id on sluice.attempt (remote_id);
