-- Everything that a package needs, who uses what the deployment deletes, and what the engines could not tell.
alter table sluice.dependency_check add column needs jsonb not null default '[]';
alter table sluice.dependency_check add column deleted_uses jsonb not null default '[]';
alter table sluice.dependency_check add column notes jsonb not null default '[]';

-- Missing components that somebody asked to add to the scope, until they stand in the sandbox's record.
create table sluice.scope_addition (
    deployment text        not null references sluice.deployment (id),
    component  text        not null,
    asked_by   text        not null,
    asked_at   timestamptz not null,
    added_at   timestamptz,
    primary key (deployment, component, asked_at)
);

-- What the deployment deletes before everything else, as it was prepared; part of deletions.
alter table sluice.deployment add column deleted_before jsonb not null default '[]';
-- What was to be deleted and was gone from the target already when the deployment was prepared.
alter table sluice.deployment add column already_gone jsonb not null default '[]';
