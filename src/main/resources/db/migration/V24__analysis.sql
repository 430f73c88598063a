-- What analyzers found in the packages of deployments, and which findings people let pass.
create table sluice.analysis (
    position       bigint generated always as identity primary key,
    deployment     text        not null references sluice.deployment (id),
    package_sha256 text        not null,
    fingerprint    text        not null,
    at             timestamptz not null,
    findings       jsonb       not null,
    notes          jsonb       not null
);

create index analysis_of_deployment on sluice.analysis (deployment, position desc);

-- A waiver holds for one fingerprint: whatever is prepared anew is looked at anew.
create table sluice.waiver (
    deployment  text        not null references sluice.deployment (id),
    fingerprint text        not null,
    finding     text        not null,
    person      text        not null,
    reason      text        not null check (reason <> ''),
    at          timestamptz not null,
    primary key (deployment, fingerprint, finding)
);
