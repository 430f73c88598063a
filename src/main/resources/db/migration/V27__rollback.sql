-- What a target had right before a deployment: the package, and every item of the scope with what was there of it.
create table sluice.snapshot (
    position       bigint generated always as identity unique,
    id             uuid primary key,
    deployment     text        not null references sluice.deployment (id),
    remote_job     uuid        not null unique,
    environment    text        not null,
    org_id         text        not null,
    api_version    text        not null,
    comparison     uuid        not null,
    fingerprint    text        not null,
    digest         text        not null,
    package_sha256 text        not null references sluice.package (sha256),
    at             timestamptz not null,
    rehearsal      boolean     not null default false
);

create index snapshot_of_deployment on sluice.snapshot (deployment, position desc);

-- hash is null where the target did not have the item.
create table sluice.snapshot_item (
    snapshot uuid not null references sluice.snapshot (id),
    item     text not null,
    hash     text,
    primary key (snapshot, item)
);
