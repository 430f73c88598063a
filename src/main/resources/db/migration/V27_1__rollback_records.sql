-- A rollback record is a deployment record that restores a snapshot.
alter table sluice.deployment
    add column rolls_back      text references sluice.deployment (id),
    add column snapshot        uuid references sluice.snapshot (id),
    add column asked_by        text,
    add column rollback_reason text,
    add column kept            jsonb not null default '[]',
    add constraint rollback_has_its_parts check ((rolls_back is null) = (snapshot is null)
        and (rolls_back is null) = (asked_by is null) and (rolls_back is null) = (rollback_reason is null));

drop index sluice.deployment_of_target;
create unique index deployment_of_target on sluice.deployment (change_number, target)
    where status <> 'CANCELLED' and rolls_back is null;

-- One rollback of a deployment at a time.
create unique index open_rollback on sluice.deployment (rolls_back) where status not in ('CANCELLED', 'DEPLOYED');
