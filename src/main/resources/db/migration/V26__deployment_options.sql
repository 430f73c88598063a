-- What a deployment leaves out of the scope: component to reason.
alter table sluice.deployment add column left_out jsonb not null default '{}';
-- Whether the validation may be made real by the org itself, without sending the package again.
alter table sluice.deployment add column quick_deploy boolean not null default true;
