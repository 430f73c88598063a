-- Who in the target used what a deployment deletes, when it was prepared: the approvers see it.
alter table sluice.deployment add column deletion_uses jsonb not null default '{}';
