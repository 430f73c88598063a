-- What administrators change about an environment after its registration.
alter table sluice.environment
    -- Counts the changes that people make, so that of two who edit at once the later is told.
    add column version         integer not null default 1,
    -- Who may use it; both empty: everybody whose role allows it.
    add column for_people      text[]  not null default '{}',
    add column for_groups      text[]  not null default '{}',
    add column disabled_at     timestamptz,
    add column disabled_by     text,
    add column disabled_reason text,
    add constraint disabled_as_a_whole check (
        (disabled_at is null) = (disabled_by is null) and (disabled_at is null) = (disabled_reason is null));

-- Where changes may go from an environment. One without any row here may go to every enabled one with a higher stage.
create table sluice.environment_route (
    source text not null references sluice.environment (id),
    target text not null references sluice.environment (id),
    primary key (source, target),
    check (source <> target)
);
