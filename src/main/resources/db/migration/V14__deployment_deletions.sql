-- What a deployment deletes in its target, as it was prepared.
alter table sluice.deployment add column deletions jsonb not null default '[]';
